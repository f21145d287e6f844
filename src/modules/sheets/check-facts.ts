import type { Actor } from '../../platform/actor.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { type Seen, ownCommittees } from './access.ts'
import type { CheckFacts, CheckedRow } from './checks.ts'
import type { FilledRow, Figures } from './figures.ts'
import { type SheetRow, rowKey } from './rows.ts'

/** Loads what the checks look at beside the figures. */
export const factsOf = async (tx: Tx, actor: Actor, seen: Seen, figures: Figures): Promise<CheckFacts> => {
  const total = figures.rows.at(-1)
  if (!total) throw new Error('a sheet has at least one row')
  return {
    rows: figures.rows.map(checkedRow),
    totalKey: rowKey(total),
    studios: await studiosOfBoth(tx, seen),
    waiting: await countWaiting(tx, seen, total),
    likenesses: await listLikenesses(tx, actor, seen, total),
    missingUnits: total.missingUnits,
  }
}

const checkedRow = (row: FilledRow): CheckedRow => ({
  key: rowKey(row),
  label: row.label,
  value: (columnNo) => row.cells[columnNo - 1]?.value ?? 0,
  leave: row.leave,
  none: row.none,
  // What was typed says nothing of leave and absence.
  missing: row.status !== 'live' || row.manualUnits.length > 0,
})

/** Column 1 of both annexes against all studios open on D, whoever guides them; the issuing province alone. */
const studiosOfBoth = async (tx: Tx, { frame, unit }: Seen): Promise<CheckFacts['studios']> => {
  if (unit.id !== frame.issuerId || unit.level !== 'province') return null
  const { rows } = await sql<{ annex1: number; annex2: number; open: number }>`
    with open as (
      select u.id from units u join venues v on v.id = u.id and v.kind = 'studio'
        join figure_reach c on c.unit_id = u.committee_id and c.ancestor_id = ${unit.id} and c.valid @> ${frame.heldOn}::date
      where u.open_during @> ${frame.heldOn}::date)
    select (select count(*) from open) as open,
      count(*) filter (where b.kind = 'special_committee' and b.level = 'province') as annex1,
      count(*) filter (where b.kind <> 'special_committee' or b.level <> 'province') as annex2
    from open o join figure_reach f on f.unit_id = o.id and f.ancestor_id = ${unit.id} and f.valid @> ${frame.heldOn}::date
      join guidances g on g.unit_id = o.id and g.valid @> ${frame.heldOn}::date join units b on b.id = g.guide_id`.execute(
    tx,
  )
  return rows[0] ?? null
}

/** Studios of a row, as a query of their ids. */
const studiosIn = ({ frame }: Seen, row: SheetRow) => sql`
  select f.unit_id from figure_reach f
    join guidances g on g.unit_id = f.unit_id and g.valid @> ${frame.heldOn}::date join units b on b.id = g.guide_id
  where f.ancestor_id = ${row.unitId} and f.valid @> ${frame.heldOn}::date
    and (b.kind = 'special_committee' and b.level = 'province') = ${row.annex === 1}`

const countWaiting = async (tx: Tx, seen: Seen, row: SheetRow): Promise<CheckFacts['waiting']> => {
  const { frame } = seen
  const { rows } = await sql<CheckFacts['waiting']>`
    with studios as materialized (${studiosIn(seen, row)})
    select (select count(*) from posts p where p.campaign_id = ${frame.campaignId} and p.state = 'submitted'
        and p.venue_id in (select unit_id from studios)) as posts,
      (select count(*) from attendances t join activities a on a.id = t.activity_id
        where a.campaign_id = ${frame.campaignId} and t.state = 'pending' and exists (
          select from activity_hosts h where h.activity_id = a.id and h.venue_id in (select unit_id from studios))) as attendances,
      (select count(*) from leaves l where l.campaign_id = ${frame.campaignId} and l.state = 'requested' and exists (
        select from residencies r where r.person_id = l.person_id and r.valid @> ${frame.heldOn}::date
          and r.venue_id in (select unit_id from studios))) as leaves`.execute(tx)
  return rows[0] ?? { posts: 0, attendances: 0, leaves: 0 }
}

/** Pairs not yet told apart of which one is resident in the row; named where both were recorded by the reader's own 政协. */
const listLikenesses = async (
  tx: Tx,
  actor: Actor,
  seen: Seen,
  row: SheetRow,
): Promise<CheckFacts['likenesses']> => {
  const own = ownCommittees(actor)
  const { rows } = await sql<{ name: string | null; count: number }>`
    with studios as materialized (${studiosIn(seen, row)}),
      residents as materialized (
        select r.person_id from residencies r
        where r.valid @> ${seen.frame.heldOn}::date and r.venue_id in (select unit_id from studios))
    select case when a.committee_id = any(${own}::uuid[]) and b.committee_id = any(${own}::uuid[]) then
        a.name || '（' || ua.short_name || '）与 ' || b.name || '（' || ub.short_name || '）' end as name,
      count(*) over () as count
    from likenesses l join people a on a.id = l.person_id join people b on b.id = l.other_id
      join units ua on ua.id = a.committee_id join units ub on ub.id = b.committee_id
    where l.state = 'open' and (l.person_id in (select person_id from residents) or l.other_id in (select person_id from residents))
    order by name nulls last limit 6`.execute(tx)
  return {
    count: rows[0]?.count ?? 0,
    names: rows.flatMap((pair) => (pair.name === null ? [] : [pair.name])),
  }
}
