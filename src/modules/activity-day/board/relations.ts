import type { RawBuilder } from 'kysely'
import { endOf } from '../../../platform/clock.ts'
import { sql } from '../../../platform/db.ts'
import { type Day, collectiveSpan } from './day.ts'

/**
 * The ground of every figure of the board, after domain.md C25, as named relations that open a statement:
 * `${withDay(day)}, … select …`. What a statement does not name is not computed. The day is written in as values, since the
 * planner guesses a join on a range badly.
 * - studios (venue_id, committee_id, guide_id, guide_kind, home_id, code, name): open on D; guide_id is the one 归口 body,
 *   home_id its 政协, committee_id the 政协 it belongs to
 * - serving (person_id), seats (person_id, committee_id): mandates of D; persons merged on a human's word are one
 * - hosts (activity_id, venue_id): collective activities that count, with each host; came (activity_id, person_id), attended the
 *   same of serving members alone
 * - planned, held (venue_id); residents (venue_id, person_id, is_leader); living the same without asking for a mandate
 * - best (person_id, act): the one standing of a person wherever it was earned, 3 集体 2 自行 1 请假, no row 未参加; of
 *   anybody, so ask for a mandate beside it
 * - posted (venue_id, late): late when none came in time; handed_in (venue_id): waiting for review or published
 */
export const withDay = (day: Day): RawBuilder<unknown> => {
  const { from, until } = collectiveSpan(day)
  return sql`
  with studios as materialized (
    select u.id as venue_id, v.committee_id, g.guide_id, b.kind as guide_kind, b.committee_id as home_id, u.code, u.short_name as name
    from units u join venues v on v.id = u.id and v.kind = 'studio'
      join guidances g on g.unit_id = u.id and g.valid @> ${day.heldOn}::date
      join units b on b.id = g.guide_id
    where u.kind = 'venue' and u.open_during @> ${day.heldOn}::date),
  merged as materialized (select id, merged_into from people where merged_into is not null),
  seats as (
    select coalesce(x.merged_into, m.person_id) as person_id, m.committee_id
    from mandates m left join merged x on x.id = m.person_id where m.valid @> ${day.heldOn}::date),
  serving as (select distinct person_id from seats),
  hosts as (
    select a.id as activity_id, h.venue_id from activities a
      join activity_hosts h on h.activity_id = a.id join studios s on s.venue_id = h.venue_id
    where a.campaign_id = ${day.campaignId} and a.state = 'planned' and a.begins_at >= ${from} and a.begins_at < ${until}),
  came as (
    select t.activity_id, coalesce(x.merged_into, t.person_id) as person_id
    from attendances t left join merged x on x.id = t.person_id
    where t.state = 'standing' and t.role = 'attendee' and t.activity_id in (select activity_id from hosts)),
  attended as (select activity_id, person_id from came where person_id in (select person_id from seats)),
  planned as (select distinct venue_id from hosts),
  held as (select distinct venue_id from hosts where activity_id in (select activity_id from attended)),
  living as (
    select r.venue_id, coalesce(x.merged_into, r.person_id) as person_id, r.is_leader
    from residencies r join studios s on s.venue_id = r.venue_id left join merged x on x.id = r.person_id
    where r.valid @> ${day.heldOn}::date),
  residents as (
    select venue_id, person_id, bool_or(is_leader) as is_leader from living
    where person_id in (select person_id from seats) group by 1, 2),
  acts as (
    select person_id, 3 as act from came
    union all
    select coalesce(x.merged_into, o.person_id), 2 from own_activities o left join merged x on x.id = o.person_id
    where o.campaign_id = ${day.campaignId} and o.state = 'standing'
      and o.on_day between ${day.ownFrom}::date and ${day.ownUntil}::date
    union all
    select coalesce(x.merged_into, l.person_id), 1 from leaves l left join merged x on x.id = l.person_id
    where l.campaign_id = ${day.campaignId} and l.state = 'approved'),
  best as (select person_id, max(act) as act from acts group by 1),
  complete as (
    select p.venue_id, p.state, p.uploaded_at from posts p
    where p.campaign_id = ${day.campaignId} and p.state in ('submitted', 'published') and btrim(p.words) <> ''
      and exists (select from post_pictures i where i.post_id = p.id)),
  posted as (
    select p.venue_id, bool_and(p.uploaded_at >= ${endOf(day.uploadDueOn)}) as late
    from complete p join studios s on s.venue_id = p.venue_id where p.state = 'published' group by 1),
  handed_in as (select distinct venue_id from complete)`
}

/** The standing of a person from `best.act`: 集体 > 自行 > 请假 > 未参加. */
export const standingOf = (act: RawBuilder<unknown>): RawBuilder<string> =>
  sql`case ${act} when 3 then 'collective' when 2 then 'own' when 1 then 'leave' else 'none' end`
