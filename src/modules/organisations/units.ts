import { v5 as uuidFrom, v7 as newId } from 'uuid'
import { during } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { rebuildReach } from './reach.ts'

export type UnitKind =
  | 'committee'
  | 'office'
  | 'special_committee'
  | 'sector'
  | 'group'
  | 'venue'
  | 'department'
export type Level = 'province' | 'city' | 'county'

export interface Unit {
  id: string
  committeeId: string
  kind: UnitKind
  level: Level
  code: string
  name: string
  shortName: string
}

const space = '5f0c3b1e-7c55-4d0e-9a34-6f2d3a1b9c10'

/** A stable id for a seeded unit, from its printed code: the same in every installation. */
export const unitIdOf = (code: string): string => uuidFrom(code, space)

export interface NewUnit {
  committeeId: string
  kind: UnitKind
  level: Level
  code: string
  name: string
  shortName: string
  divisionCode: string | null
  openFrom: string
  /** the 归口 body of a venue; its own 政协 when null */
  guideId?: string | null
  /** what it belongs to inside its 政协; the 政协 itself when null */
  parentId?: string | null
}

/** Adds a unit with both edges, dated from its opening, and renews the closures for it. */
export const addUnit = async (tx: Tx, unit: NewUnit): Promise<string> => {
  const id = newId()
  await sql`
    insert into units (id, committee_id, kind, level, code, name, short_name, division_code, position, open_during)
    values (${id}, ${unit.committeeId}, ${unit.kind}, ${unit.level}, ${unit.code}, ${unit.name}, ${unit.shortName},
      ${unit.divisionCode}, (select count(*) from units where committee_id = ${unit.committeeId} and kind = ${unit.kind}),
      ${during(unit.openFrom)}::daterange)`.execute(tx)
  await sql`
    insert into belongings (unit_id, parent_id, valid)
    values (${id}, ${unit.parentId ?? unit.committeeId}, ${during(unit.openFrom)}::daterange)`.execute(tx)
  if (unit.kind === 'venue')
    await sql`
      insert into guidances (unit_id, guide_id, valid)
      values (${id}, ${unit.guideId ?? unit.committeeId}, ${during(unit.openFrom)}::daterange)`.execute(tx)
  await rebuildReach(tx, [id])
  return id
}

/** Puts a venue under another 归口 body from a day on; the days before stay as they were. */
export const changeGuide = async (tx: Tx, unitId: string, guideId: string, from: string): Promise<void> => {
  await sql`
    update guidances set valid = daterange(lower(valid), ${from}::date)
    where unit_id = ${unitId} and valid @> ${from}::date and lower(valid) < ${from}::date`.execute(tx)
  await sql`delete from guidances where unit_id = ${unitId} and lower(valid) >= ${from}::date`.execute(tx)
  await sql`
    insert into guidances (unit_id, guide_id, valid) values (${unitId}, ${guideId}, ${during(from)}::daterange)`.execute(
    tx,
  )
  await rebuildReach(tx, [unitId])
}

/** Closes a unit: `on` is the first day without. Its edges end with it. */
export const closeUnit = async (tx: Tx, unitId: string, on: string): Promise<void> => {
  await sql`update units set open_during = daterange(lower(open_during), ${on}::date) where id = ${unitId}`.execute(
    tx,
  )
  await rebuildReach(tx, [unitId])
}

export const getUnit = async (tx: Tx, id: string): Promise<Unit> => {
  const { rows } = await sql<Unit>`
    select id, committee_id as "committeeId", kind, level, code, name, short_name as "shortName"
    from units where id = ${id}`.execute(tx)
  const [unit] = rows
  if (!unit) throw new NotFound()
  return unit
}

export const findUnitByCode = async (tx: Tx, code: string): Promise<Unit | undefined> => {
  const { rows } = await sql<Unit>`
    select id, committee_id as "committeeId", kind, level, code, name, short_name as "shortName"
    from units where code = ${code}`.execute(tx)
  return rows[0]
}

/** Units of a 政协 of one kind that are open on the day, in their order. */
export const listUnits = async (tx: Tx, committeeId: string, kind: UnitKind, on: string): Promise<Unit[]> => {
  const { rows } = await sql<Unit>`
    select id, committee_id as "committeeId", kind, level, code, name, short_name as "shortName"
    from units where committee_id = ${committeeId} and kind = ${kind} and open_during @> ${on}::date
    order by position, code`.execute(tx)
  return rows
}
