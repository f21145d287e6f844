import { type Tx, sql } from '../../platform/db.ts'

/**
 * Derives both closures anew: for the given units and all below them, or for all units when none are given.
 * `unit_reach` follows belongings (rights); `figure_reach` follows venue → 归口 body → its 政协 → guiding 政协 (figures).
 * Owner of both tables; a test compares the incremental result with the whole one. (domain.md C29, two closures)
 */
export const rebuildReach = async (tx: Tx, unitIds: string[] | null = null): Promise<void> => {
  const touched = unitIds ? await below(tx, unitIds) : null
  await clear(tx, touched)
  await fillRights(tx, touched)
  await fillFigures(tx, touched)
}

/** The units and everything that either closure leads up through them, before or after the change. */
const below = async (tx: Tx, unitIds: string[]): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    with recursive edges as (${edges}), lower(id) as (
      select unnest(${unitIds}::uuid[])
      union
      select e.unit_id from lower l join edges e on e.upper_id = l.id
    ) select id from lower`.execute(tx)
  return rows.map((row) => row.id)
}

const edges = sql`
  select unit_id, parent_id as upper_id from belongings
  union all select unit_id, guide_id from guidances
  union all select id, committee_id from units where id <> committee_id`

const clear = async (tx: Tx, touched: string[] | null): Promise<void> => {
  await sql`delete from unit_reach where ${touched}::uuid[] is null or unit_id = any(${touched}::uuid[])`.execute(
    tx,
  )
  await sql`delete from figure_reach where ${touched}::uuid[] is null or unit_id = any(${touched}::uuid[])`.execute(
    tx,
  )
}

const fillRights = async (tx: Tx, touched: string[] | null): Promise<void> => {
  await sql`
    with recursive reach(ancestor_id, unit_id, valid) as (
      select id, id, open_during from units where ${touched}::uuid[] is null or id = any(${touched}::uuid[])
      union all
      select b.parent_id, r.unit_id, r.valid * b.valid
      from reach r join belongings b on b.unit_id = r.ancestor_id and b.valid && r.valid
    )
    insert into unit_reach (ancestor_id, unit_id, valid)
    select ancestor_id, unit_id, unnest(range_agg(valid)) from reach group by ancestor_id, unit_id`.execute(
    tx,
  )
}

const fillFigures = async (tx: Tx, touched: string[] | null): Promise<void> => {
  await sql`
    with recursive up(unit_id, upper_id, valid) as (
      select unit_id, guide_id, valid from guidances
      union all
      select id, committee_id, open_during from units where kind in ('special_committee', 'office', 'sector', 'group', 'department')
    ), reach(ancestor_id, unit_id, valid) as (
      select id, id, open_during from units where ${touched}::uuid[] is null or id = any(${touched}::uuid[])
      union all
      select u.upper_id, r.unit_id, r.valid * u.valid
      from reach r join up u on u.unit_id = r.ancestor_id and u.valid && r.valid
    )
    insert into figure_reach (ancestor_id, unit_id, valid)
    select ancestor_id, unit_id, unnest(range_agg(valid)) from reach group by ancestor_id, unit_id`.execute(
    tx,
  )
}
