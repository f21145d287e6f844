import type { RawBuilder } from 'kysely'
import { sql } from '../../../platform/db.ts'
import type { Measure, Source } from '../../../platform/measures.ts'
import { figureColumns } from './columns.ts'

/** What is counted: days on which items came in, both in, and how they are filed; left out is any. */
export interface Cohort {
  from: string
  until: string
  category: string | null
  channel: string | null
}

/**
 * The figures of the opinion loop, each over the items that came in on the days of the cohort. Rows are (venue_id, item_id,
 * on_day, …): the venues of the item that were open that day, or its 政协 where none was. What each counts: columns.ts.
 */
export const opinionMeasures = (cohort: Cohort): Measure[] => {
  const source = sourceOf(cohort)
  return figureColumns.map(({ code, name, unit }) => ({
    code,
    label: name,
    unit,
    of: 'item',
    source,
    counts: code === 'received' || code === 'persons' ? null : sql`${sql.ref(`r.${code}`)}`,
  }))
}

const sourceOf = (cohort: Cohort): Source => ({
  name: `opinions ${JSON.stringify(cohort)}`,
  rows: (placeIds) => sql`
    with o as materialized (${itemsOf(cohort, placeIds)}),
    walked as materialized (${walked}),
    done as materialized (${done}),
    graded as materialized (${graded}),
    led as materialized (${led})
    select h.venue_id, o.id as item_id, o.on_day, o.committee_id, o.category, o.channel, o.person_id, o.persons, o.awaited,
      o.awaited and coalesce(own.decided_on <= own.decide_by, false) as "acceptedInTime",
      o.awaited and coalesce(main.answered_on is not null, false) as answered,
      o.awaited and coalesce(main.answered_on <= main.answer_by, false) as "answeredInTime",
      o.awaited and g.grade is not null as rated, o.awaited and coalesce(g.grade = 'satisfied', false) as satisfied,
      o.awaited and coalesce(g.grade = 'partly', false) as partly, o.awaited and coalesce(g.grade = 'unsatisfied', false) as unsatisfied,
      o.awaited and coalesce(own.reopened, false) as reopened,
      l.item_id is not null as turned, coalesce(l.adopted, false) as adopted, ${isDirected} as directed,
      o.awaited and o.main_id is null and main.answered_on is not null as days,
      case when o.awaited and o.main_id is null then main.answered_on end as answered_on
    from o cross join lateral (${placesOfItem}) h
      left join done own on own.id = o.id left join done main on main.id = coalesce(o.main_id, o.id)
      left join graded g on g.id = o.id left join led l on l.item_id = o.id
    where h.venue_id = any(${placeIds})`,
})

const fromInstant = (day: string) => sql`(${day}::date::timestamp at time zone 'Asia/Shanghai')`
const untilInstant = (day: string) => sql`((${day}::date + 1)::timestamp at time zone 'Asia/Shanghai')`

/** Items of the days that stand and are of people's affairs, with the day and the member in whose hand it is, or who heard it. (C25, C29) */
const itemsOf = ({ from, until, category, channel }: Cohort, placeIds: RawBuilder<unknown>) => sql`
  select i.id, i.committee_id, (i.received_at at time zone 'Asia/Shanghai')::date as on_day, i.number is not null as awaited,
    i.category, i.channel, i.persons, case when i.state = 'merged' then i.merged_into end as main_id,
    coalesce(p.merged_into, p.id) as person_id
  from opinions i left join people p on p.id = coalesce(i.handler_id, i.heard_by)
  where i.id in (
      select w.opinion_id from opinion_venues w where w.venue_id = any(${placeIds})
      union select c.id from opinions c where c.committee_id = any(${placeIds})
        and c.received_at >= ${fromInstant(from)} and c.received_at < ${untilInstant(until)})
    and i.received_at >= ${fromInstant(from)} and i.received_at < ${untilInstant(until)}
    and i.state not in ('withdrawn', 'invalid') and i.about = 'affairs'
    and (${category}::text is null or i.category is not distinct from nullif(${category}, 'none'))
    and (${channel}::text is null or i.channel = ${channel})`

/** Where an item stands: its venues that were open on the day, else its 政协. (C25, Row) */
const placesOfItem = sql`
  select w.venue_id from opinion_venues w join units u on u.id = w.venue_id and u.open_during @> o.on_day where w.opinion_id = o.id
  union all
  select o.committee_id where not exists (
    select from opinion_venues w join units u on u.id = w.venue_id and u.open_during @> o.on_day where w.opinion_id = o.id)`

/** The first decision, the first answer and whether it was handled again, by number of the step. */
const walked = sql`
  select s.record_id as id,
    min(s.no) filter (where s.from_state = 'recorded' and s.step in ('accept', 'pass', 'refuse', 'redirect', 'merge')) as decided_no,
    min(s.no) filter (where s.step = 'answer') as answered_no, bool_or(s.step = 'reopen') as reopened
  from steps s
  where s.record_type = 'opinion' and s.track = 'main' and s.record_id in (
    select id from o where awaited union select main_id from o where awaited and main_id is not null)
  group by s.record_id`

/** The day of each and the last day that was promised then: the clock that this very step stopped. (C24, C29) */
const done = sql`
  select w.id, w.reopened, (d.at at time zone 'Asia/Shanghai')::date as decided_on, dc.due_on as decide_by,
    (a.at at time zone 'Asia/Shanghai')::date as answered_on, ac.due_on as answer_by
  from walked w
    left join steps d on d.record_type = 'opinion' and d.record_id = w.id and d.track = 'main' and d.no = w.decided_no
    left join opinion_clocks dc on dc.opinion_id = w.id and dc.step_no = w.decided_no
    left join steps a on a.record_type = 'opinion' and a.record_id = w.id and a.track = 'main' and a.no = w.answered_no
    left join opinion_clocks ac on ac.opinion_id = w.id and ac.step_no = w.answered_no`

/** The lowest grade of the last round in which the speaker gave one. (C29) */
const graded = sql`
  select distinct on (r.record_id) r.record_id as id, g.grade
  from replies r join ratings g on g.reply_id = r.id
  where r.record_type = 'opinion' and r.record_id in (select id from o)
  order by r.record_id, r.round desc, array_position(array['unsatisfied', 'partly', 'satisfied'], g.grade)`

/** Items turned into 社情民意信息, and whether what they became was adopted. (A9, B3) */
const led = sql`
  select l.opinion_id as item_id, bool_or(exists (select from lead_outcomes c
    where c.lead_id = l.id and l.state = 'taken' and c.what like 'adopted%' and c.withdrawn_at is null)) as adopted
  from leads l where l.kind = 'information' and l.state <> 'dropped' and l.opinion_id in (select id from o) group by l.opinion_id`

/** A 批示 on the item, or on what it was taken for. (A9) */
const isDirected = sql`(
  exists (select from directives d where d.record_type = 'opinion' and d.record_id = o.id and d.state <> 'withdrawn')
  or exists (select from leads t join directives d on d.record_type = t.target_type and d.record_id = t.target_id
    and d.state <> 'withdrawn' where t.opinion_id = o.id and t.state = 'taken'))`
