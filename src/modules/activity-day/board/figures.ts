import type { RawBuilder } from 'kysely'
import { dayOf } from '../../../platform/clock.ts'
import { atOnce } from '../../../platform/at-once.ts'
import { type Database, type Tx, sql } from '../../../platform/db.ts'
import { type Day, hasBegun } from './day.ts'
import { planForSets } from './plan-for-sets.ts'
import { type RowKey, placed } from './rows.ts'

/** The figures of one row of the board; persons are distinct in the row, so they don't add up over rows. */
export interface Figures {
  expected: number
  planned: number
  held: number
  posted: number
  late: number
  missing: number
  members: number
  collective: number
  own: number
  leave: number
  none: number
  /** members resident nowhere, of the 政协 of the row; null for a special committee or a studio */
  unsettled: number | null
  /** studios whose conveners a press would remind now, of the post and of the activity */
  remindable: { post: number; activity: number }
  /** studios reminded for that day already, and when the last message goes or went out */
  reminded: { post: number; activity: number }
  remindedAt: { post: string | null; activity: string | null }
}

/**
 * Counts every figure of every row: three statements, however many rows, persons beside the rest where `db` is given.
 * `remindDay` is the day a press now would count for.
 */
export const countFigures = async (
  tx: Tx,
  day: Day,
  rows: readonly RowKey[],
  relations: RawBuilder<unknown>,
  when: { now: Date; remindDay: string; db: Database | undefined },
): Promise<Figures[]> => {
  const [people, { venues, unsettled }] = await atOnce(
    tx,
    when.db,
    async (beside) => {
      if (when.db) await planForSets(beside) // a connection of its own
      return countPeople(beside, day, rows, relations)
    },
    async () => ({
      venues: await countVenues(tx, day, rows, relations, when),
      unsettled: await countUnsettled(tx, day, rows, relations),
    }),
  )
  return rows.map((row, no) => {
    const venue = venues.get(no)
    const expected = venue?.expected ?? 0
    const posted = venue?.posted ?? 0
    return {
      expected,
      planned: venue?.planned ?? 0,
      held: venue?.held ?? 0,
      posted,
      late: venue?.late ?? 0,
      missing: expected - posted,
      ...(people.get(no) ?? { members: 0, collective: 0, own: 0, leave: 0, none: 0 }),
      unsettled: hasSeats(row) ? (unsettled.get(no) ?? 0) : null,
      remindable: { post: venue?.remindPost ?? 0, activity: venue?.remindActivity ?? 0 },
      reminded: { post: venue?.toldPost ?? 0, activity: venue?.toldActivity ?? 0 },
      remindedAt: { post: venue?.postAt ?? null, activity: venue?.activityAt ?? null },
    }
  })
}

const hasSeats = (row: RowKey) => row.part !== 'venue' && row.part !== 'bodies'

interface VenueCounts {
  rowNo: number
  expected: number
  planned: number
  held: number
  posted: number
  late: number
  remindPost: number
  remindActivity: number
  toldPost: number
  toldActivity: number
  postAt: string | null
  activityAt: string | null
}

const countVenues = async (
  tx: Tx,
  day: Day,
  rows: readonly RowKey[],
  relations: RawBuilder<unknown>,
  when: { now: Date; remindDay: string },
) => {
  const { rows: counted } = await sql<VenueCounts>`
    ${relations}, placed as (${placed(day, rows)}), ${askable(day, when)}
    select p.row_no as "rowNo", count(*) as expected, count(n.venue_id) as planned, count(h.venue_id) as held,
      count(o.venue_id) as posted, count(*) filter (where o.late) as late,
      count(*) filter (where a.post and a.post_at is null) as "remindPost",
      count(*) filter (where a.activity and a.activity_at is null) as "remindActivity",
      count(a.post_at) as "toldPost", count(a.activity_at) as "toldActivity",
      max(a.post_at) as "postAt", max(a.activity_at) as "activityAt"
    from placed p left join planned n on n.venue_id = p.venue_id left join held h on h.venue_id = p.venue_id
      left join posted o on o.venue_id = p.venue_id left join askable a on a.venue_id = p.venue_id
    group by p.row_no`.execute(tx)
  return new Map(counted.map((row) => [row.rowNo, row]))
}

/**
 * askable (venue_id, post, activity, post_at, activity_at): what a studio still owes while it is open and has a convener,
 * and when it was reminded of it for that day. Before the day the activity owed is its plan.
 */
export const askable = (day: Day, when: { now: Date; remindDay: string }): RawBuilder<unknown> => sql`
  told as (
    select r.venue_id, max(q.send_at) filter (where r.matter = 'post') as post_at,
      max(q.send_at) filter (where r.matter = 'activity') as activity_at
    from reminded r join reminders q on q.id = r.reminder_id
    where r.campaign_id = ${day.campaignId} and r.on_day = ${when.remindDay}::date group by 1),
  askable as (
    select s.venue_id, i.venue_id is null and ${dayOf(when.now) >= day.heldOn}::boolean as post,
      ${hasBegun(day, when.now) ? sql`h.venue_id` : sql`n.venue_id`} is null as activity, t.post_at, t.activity_at
    from studios s join units u on u.id = s.venue_id and u.open_during @> ${when.remindDay}::date
      left join handed_in i on i.venue_id = s.venue_id left join held h on h.venue_id = s.venue_id
      left join planned n on n.venue_id = s.venue_id left join told t on t.venue_id = s.venue_id
    where exists (select from convenings c where c.venue_id = s.venue_id and c.valid @> ${when.remindDay}::date))`

interface PeopleCounts {
  members: number
  collective: number
  own: number
  leave: number
  none: number
}

const actsOf = (act: number) => sql`coalesce(sum(n) filter (where act = ${sql.lit(act)}), 0)::int8`

/** Persons of each row, each once; those who live in one studio alone are added up by studio first. */
const countPeople = async (
  tx: Tx,
  day: Day,
  rows: readonly RowKey[],
  relations: RawBuilder<unknown>,
): Promise<Map<number, PeopleCounts>> => {
  const { rows: counted } = await sql<PeopleCounts & { rowNo: number }>`
    ${relations}, placed as materialized (${placed(day, rows)}),
    known as materialized (
      select r.venue_id, r.person_id, coalesce(b.act, 0) as act from living r left join best b on b.person_id = r.person_id
      where r.person_id in (select person_id from seats)),
    shared as materialized (select person_id from known group by 1 having count(*) > 1),
    alone as (
      select venue_id, act, count(*) as n from known where person_id not in (select person_id from shared) group by 1, 2),
    counted as (
      select p.row_no, a.act, sum(a.n) as n from placed p join alone a on a.venue_id = p.venue_id group by 1, 2
      union all
      select row_no, act, count(*) from (
        select distinct p.row_no, k.person_id, k.act from placed p join known k on k.venue_id = p.venue_id
        where k.person_id in (select person_id from shared)) each_once
      group by 1, 2)
    select row_no as "rowNo", sum(n)::int8 as members, ${actsOf(3)} as collective, ${actsOf(2)} as own, ${actsOf(1)} as leave,
      ${actsOf(0)} as none
    from counted group by row_no`.execute(tx)
  return new Map(counted.map(({ rowNo, ...counts }) => [rowNo, counts]))
}

/** Members of D resident in no studio, by the 政协 that each row stands for. (C25: 未入驻 are listed apart) */
const countUnsettled = async (
  tx: Tx,
  day: Day,
  rows: readonly RowKey[],
  relations: RawBuilder<unknown>,
): Promise<Map<number, number>> => {
  const { rows: counted } = await sql<{ rowNo: number; n: number }>`
    ${relations}, places as (${committeesOf(day, rows)})
    select p.row_no as "rowNo", count(distinct m.person_id) as n
    from places p join seats m on m.committee_id = p.committee_id
    where m.person_id not in (select person_id from settled)
    group by p.row_no`.execute(tx)
  return new Map(counted.map((row) => [row.rowNo, row.n]))
}

/** (row_no, committee_id): the 政协 whose members a row answers for. */
export const committeesOf = (day: Day, rows: readonly RowKey[]): RawBuilder<unknown> => sql`
  select w.row_no, f.unit_id as committee_id
  from unnest(${rows.map((_, at) => at)}::int[], ${rows.map((row) => row.unitId)}::uuid[],
      ${rows.map((row) => row.part)}::text[]) w(row_no, unit_id, part)
    join figure_reach f on f.ancestor_id = w.unit_id and f.valid @> ${day.heldOn}::date
    join units u on u.id = f.unit_id and u.kind = 'committee'
  where w.part in ('whole', 'place') or (w.part in ('own', 'direct') and f.unit_id = w.unit_id)`
