import type { RawBuilder } from 'kysely'
import { endOf } from '../../../platform/clock.ts'
import { sql } from '../../../platform/db.ts'
import { type Day, collectiveSpan } from './day.ts'

/**
 * The ground of every figure of the board, after domain.md C25, as named relations that open a statement:
 * `${withDay(day)}, … select …`. What a statement does not name is not computed. The day is written in as values, since the
 * planner guesses a join on a range badly. With `under` a unit's own part alone is read: studios that it guides, and the persons whom
 * its figures are about, wherever they stand; else all of the campaign.
 * - studios (venue_id, committee_id, guide_id, guide_kind, home_id, code, name): open on D; guide_id is the one 归口 body,
 *   home_id its 政协, committee_id the 政协 it belongs to
 * - serving (person_id), seats (person_id, committee_id): mandates of D; persons merged on a human's word are one
 * - hosts (activity_id, venue_id): collective activities that count, with each host; came (activity_id, person_id), attended the
 *   same of serving members alone
 * - planned, held (venue_id); residents (venue_id, person_id, is_leader); living the same without asking for a mandate;
 *   settled (person_id): resident in any studio of D
 * - best (person_id, act): the one standing of a person wherever it was earned, 3 集体 2 自行 1 请假, no row 未参加; of
 *   anybody, so ask for a mandate beside it
 * - posted (venue_id, late): late when none came in time; handed_in (venue_id): waiting for review or published
 */
export const withDay = (day: Day, under: string | null = null): RawBuilder<unknown> => {
  const { from, until } = collectiveSpan(day)
  const isCollective = sql`
    a.campaign_id = ${day.campaignId} and a.state = 'planned' and a.begins_at >= ${from} and a.begins_at < ${until}`
  const ofTheDay = sql`
    units u join venues v on v.id = u.id and v.kind = 'studio' join guidances g on g.unit_id = u.id and g.valid @> ${day.heldOn}::date`
  const isOpen = sql`u.kind = 'venue' and u.open_during @> ${day.heldOn}::date`
  const isAsked = (id: RawBuilder<unknown>) => (under ? sql`${id} in (select id from asked)` : sql`true`)
  return sql`
  with studios as materialized (
    select u.id as venue_id, v.committee_id, g.guide_id, b.kind as guide_kind, b.committee_id as home_id, u.code, u.short_name as name
    from ${ofTheDay} join units b on b.id = g.guide_id where ${isOpen} and ${under ? isUnder(day, under, sql`u.id`) : sql`true`}),
  merged as materialized (select id, merged_into from people where merged_into is not null),
  hosts as ${under ? sql`materialized` : sql``} (
    select a.id as activity_id, h.venue_id from activities a
      join activity_hosts h on h.activity_id = a.id join studios s on s.venue_id = h.venue_id
    where ${isCollective}),
  ${under ? askedPersons(day, under) : sql``}
  seats as (
    select coalesce(x.merged_into, m.person_id) as person_id, m.committee_id
    from mandates m left join merged x on x.id = m.person_id
    where m.valid @> ${day.heldOn}::date and ${isAsked(sql`m.person_id`)}),
  serving as (select distinct person_id from seats),
  came as (
    select t.activity_id, coalesce(x.merged_into, t.person_id) as person_id
    from attendances t left join merged x on x.id = t.person_id
    where t.state = 'standing' and t.role = 'attendee' and ${isAsked(sql`t.person_id`)} and t.activity_id in (${
      under
        ? sql`
      select a.id from activities a where ${isCollective} and exists (
        select from activity_hosts h join ${ofTheDay} on u.id = h.venue_id where h.activity_id = a.id and ${isOpen})`
        : sql`select activity_id from hosts`
    })),
  attended as (select activity_id, person_id from came where person_id in (select person_id from seats)),
  planned as (select distinct venue_id from hosts),
  held as (select distinct venue_id from hosts where activity_id in (select activity_id from attended)),
  living as (
    select r.venue_id, coalesce(x.merged_into, r.person_id) as person_id, r.is_leader
    from residencies r join studios s on s.venue_id = r.venue_id left join merged x on x.id = r.person_id
    where r.valid @> ${day.heldOn}::date),
  settled as (${
    under
      ? sql`
    select coalesce(x.merged_into, r.person_id) as person_id from residencies r left join merged x on x.id = r.person_id
    where r.valid @> ${day.heldOn}::date and ${isAsked(sql`r.person_id`)}
      and exists (select from ${ofTheDay} where u.id = r.venue_id and ${isOpen})`
      : sql`select person_id from living`
  }),
  residents as (
    select venue_id, person_id, bool_or(is_leader) as is_leader from living
    where person_id in (select person_id from seats) group by 1, 2),
  acts as (
    select person_id, 3 as act from came
    union all
    select coalesce(x.merged_into, o.person_id), 2 from own_activities o left join merged x on x.id = o.person_id
    where o.campaign_id = ${day.campaignId} and o.state = 'standing' and ${isAsked(sql`o.person_id`)}
      and o.on_day between ${day.ownFrom}::date and ${day.ownUntil}::date
    union all
    select coalesce(x.merged_into, l.person_id), 1 from leaves l left join merged x on x.id = l.person_id
    where l.campaign_id = ${day.campaignId} and l.state = 'approved' and ${isAsked(sql`l.person_id`)}),
  best as (select person_id, max(act) as act from acts group by 1),
  complete as (
    select p.venue_id, p.state, p.uploaded_at from posts p
    where p.campaign_id = ${day.campaignId} and p.state in ('submitted', 'published') and btrim(p.words) <> ''
      and ${under ? sql`p.venue_id in (select venue_id from studios)` : sql`true`}
      and exists (select from post_pictures i where i.post_id = p.id)),
  posted as (
    select p.venue_id, bool_and(p.uploaded_at >= ${endOf(day.uploadDueOn)}) as late
    from complete p join studios s on s.venue_id = p.venue_id where p.state = 'published' group by 1),
  handed_in as (select distinct venue_id from complete)`
}

const isUnder = (day: Day, under: string, id: RawBuilder<unknown>) => sql`${id} in (
  select f.unit_id from figure_reach f where f.ancestor_id = ${under} and f.valid @> ${day.heldOn}::date)`

/**
 * asked (id): every record of those whom the figures below a unit are about: residents of its studios, who came to them, members of
 * its 政协; with all records that were merged with theirs.
 */
const askedPersons = (day: Day, under: string) => sql`
  asked as materialized (
    with named as (
      select r.person_id as id from residencies r join studios s on s.venue_id = r.venue_id where r.valid @> ${day.heldOn}::date
      union
      select t.person_id from hosts h join attendances t on t.activity_id = h.activity_id
      where t.state = 'standing' and t.role = 'attendee'
      union
      select m.person_id from mandates m
      where m.valid @> ${day.heldOn}::date and m.committee_id in (
        select c.id from units c where c.kind = 'committee' and ${isUnder(day, under, sql`c.id`)})),
    roots as (select distinct coalesce(x.merged_into, n.id) as id from named n left join merged x on x.id = n.id)
    select id from roots union select x.id from merged x join roots o on o.id = x.merged_into),`

/** The standing of a person from `best.act`: 集体 > 自行 > 请假 > 未参加. */
export const standingOf = (act: RawBuilder<unknown>): RawBuilder<string> =>
  sql`case ${act} when 3 then 'collective' when 2 then 'own' when 1 then 'leave' else 'none' end`
