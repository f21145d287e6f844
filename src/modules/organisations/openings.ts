import { type Tx, sql } from '../../platform/db.ts'
import { rebuildReach } from './reach.ts'
import type { Level } from './units.ts'

/** A venue's unit as it is added with others; `openFrom` null adds it before it is open: it counts nowhere yet. */
export interface VenueUnit {
  id: string
  committeeId: string
  level: Level
  code: string
  name: string
  shortName: string
  divisionCode: string | null
  openFrom: string | null
  /** first day without, or null */
  openUntil?: string | null
  /** the 归口 body */
  guideId: string
}

/** Edges of a unit that is not open yet reach back to here; what is closed reaches nobody all the same. */
const before = '2000-01-01'

/** Adds many venues' units with both edges and their closures, each step one statement for all of them. */
export const addVenueUnits = async (tx: Tx, units: VenueUnit[]): Promise<void> => {
  if (units.length === 0) return
  const given = sql`json_to_recordset(${JSON.stringify(units)}::json) as g(id uuid, "committeeId" uuid, level text, code text,
    name text, "shortName" text, "divisionCode" text, "openFrom" date, "openUntil" date, "guideId" uuid)`
  await sql`
    insert into units (id, committee_id, kind, level, code, name, short_name, division_code, position, open_during)
    select id, "committeeId", 'venue', level, code, name, "shortName", "divisionCode",
      (select count(*) from units u where u.committee_id = g."committeeId" and u.kind = 'venue')
        + row_number() over (partition by "committeeId" order by code),
      case when "openFrom" is null then 'empty'::daterange else daterange("openFrom", "openUntil") end
    from ${given}`.execute(tx)
  await sql`
    insert into belongings (unit_id, parent_id, valid)
    select id, "committeeId", daterange(coalesce("openFrom", ${before}::date), null) from ${given}`.execute(
    tx,
  )
  await sql`
    insert into guidances (unit_id, guide_id, valid)
    select id, "guideId", daterange(coalesce("openFrom", ${before}::date), null) from ${given}`.execute(tx)
  await rebuildReach(
    tx,
    units.map((unit) => unit.id),
  )
}

/** Opens a unit from a day on, or again after it was closed; its edges reach back to that day at least. */
export const openUnit = async (tx: Tx, unitId: string, from: string): Promise<void> => {
  await sql`update units set open_during = daterange(${from}::date, null) where id = ${unitId}`.execute(tx)
  for (const table of ['belongings', 'guidances'])
    await sql`
      update ${sql.table(table)} set valid = daterange(${from}::date, upper(valid))
      where unit_id = ${unitId} and lower(valid) = (select min(lower(valid)) from ${sql.table(table)} where unit_id = ${unitId})
        and lower(valid) > ${from}::date`.execute(tx)
  await rebuildReach(tx, [unitId])
}

/** Gives a unit another name; its code stays. */
export const renameUnit = async (tx: Tx, unitId: string, name: string): Promise<void> => {
  await sql`update units set name = ${name}, short_name = ${name} where id = ${unitId}`.execute(tx)
}
