import { makeProvince, makeStaff } from './builders.ts'
import { clientOf, testApp, testHouse } from './house.ts'
import { importsOf } from './import-sheets.ts'
import { choicesOf } from '../src/modules/members/choices.ts'
import { importColumns } from '../src/modules/members/importing/columns.ts'
import { importWorker } from '../src/modules/members/importing/work.ts'
import { addUnit } from '../src/modules/organisations/index.ts'
import { type Database, sql } from '../src/platform/db.ts'

/** A county and its city with a term and two sectors, whose offices import members. */
export const memberImportStage = async (db: Database) => {
  const { county, city } = await makeProvince(db)
  await sql`
    insert into terms (id, committee_id, no, name, valid) select gen_random_uuid(), id, 1, '本届', '[2022-01-01,2027-01-01)'
    from units where kind = 'committee'`.execute(db)
  for (const name of ['经济界', '教育界'])
    await addUnit(db, {
      committeeId: county,
      kind: 'sector',
      level: 'county',
      code: `990101-${name}`,
      name,
      shortName: name,
      divisionCode: null,
      openFrom: '2020-01-01',
    })
  const house = testHouse(db)
  const app = await testApp(house)
  const office = await clientOf(app, await makeStaff(db, county))
  const cityOffice = await clientOf(app, await makeStaff(db, city))
  const imports = importsOf({
    app,
    house,
    path: '/api/members/imports',
    worker: importWorker,
    columns: async (client) =>
      importColumns(await choicesOf(db, client === office ? county : city, '2026-09-21')),
  })
  return { county, city, house, app, office, cityOffice, imports }
}

/** Takes the members away that were imported, and what waits for them. */
export const forgetMembers = async (db: Database): Promise<void> => {
  for (const table of ['likenesses', 'mandates']) await sql`delete from ${sql.table(table)}`.execute(db)
  await sql`delete from people p where not exists (select from grants g where g.person_id = p.id)`.execute(db)
  await sql`update todos set closed_at = now() where closed_at is null`.execute(db)
}
