import type { RawBuilder } from 'kysely'
import { endOf } from '../../platform/clock.ts'
import { sql } from '../../platform/db.ts'
import type { Counted, Measure, Source } from '../../platform/measures.ts'
import { columns } from './columns.ts'
import { type Frame, collectiveInstants } from './frame.ts'

/** Stands on every return: a change of what a column counts is a new version. */
export const definitionsVersion = 'C25-2026.1'

/** Units that are studios open on D. `u` is the unit. (C25: a studio not open on D is in no cell, nor is anything of its) */
const isStudioOfDay = (frame: Frame) => sql`
  u.kind = 'venue' and u.open_during @> ${frame.heldOn}::date and exists (
    select from venues v where v.id = u.id and v.kind = 'studio')`

/**
 * The studios of D, once each, with the one 归口 body of that day: (venue_id, committee_id, guide_id, home_id, annex).
 * `annex` 1 is guided by a provincial special committee; `home_id` is the 政协 of the 归口 body; `within` says over `u`
 * which units to look at. (C25, Row)
 */
export const studiosOf = (frame: Frame, within: RawBuilder<unknown> = sql`true`): RawBuilder<unknown> => sql`
  select u.id as venue_id, u.committee_id, g.guide_id, b.committee_id as home_id,
    case when b.kind = 'special_committee' and b.level = 'province' then 1 else 2 end as annex
  from units u join guidances g on g.unit_id = u.id and g.valid @> ${frame.heldOn}::date join units b on b.id = g.guide_id
  where ${isStudioOfDay(frame)} and ${within}`

/** A record of a person and the one it was merged into, if it was: `i`. Never by name. */
const mergedInto = (id: RawBuilder<unknown>) =>
  sql`left join people i on i.id = ${id} and i.merged_into is not null`

/** Whether the identity has a serving mandate on D, of any 政协: in its own record, or in one merged into it. */
const isServing = (frame: Frame, root: RawBuilder<unknown>) => {
  const ofPerson = (id: RawBuilder<unknown>) =>
    sql`select from mandates m where m.person_id = ${id} and m.valid @> ${frame.heldOn}::date`
  return sql`(
    exists (${ofPerson(root)}) or (
      select true from people twin where twin.merged_into = ${root} and exists (${ofPerson(sql`twin.id`)}) limit 1) is true)`
}

/** Collective activities of the campaign begun in the window, planned and not cancelled. `a` is the activity. */
const isCollective = (frame: Frame) => {
  const { from, until } = collectiveInstants(frame)
  return sql`a.campaign_id = ${frame.campaignId} and a.state = 'planned' and a.begins_at >= ${from} and a.begins_at < ${until}`
}

/** Standings as small numbers, the one that goes before as the greater: 集体 > 自行 > 请假 > 未参加. (C25, columns 4, 5) */
const standings = {
  collective: sql.lit(3),
  own: sql.lit(2),
  leave: sql.lit(1),
  none: sql.lit(0),
}

const studios: Source = {
  name: 'studios',
  rows: (venueIds) => sql`select venue_id, venue_id as item_id from unnest(${venueIds}) s(venue_id)`,
}

/** Whether a record is of a resident in question; of a province, all are looked at. */
const isOfThem = (isWide: boolean, id: RawBuilder<unknown>) =>
  isWide ? sql`true` : sql`${id} in (select id from ids)`

/**
 * Residents of D with a serving mandate, by identity, each with the one standing of the campaign, wherever it was earned:
 * 集体 by a standing attendance at a collective activity of any studio of D, else 自行 by a standing own activity inside the
 * own window, both ends in, else 请假, else 未参加. `ids` are the records of an identity: itself, and those merged into it.
 */
const residents = (frame: Frame): Source => ({
  name: 'residents',
  rows: (venueIds, isWide) => sql`
    with here as materialized (
      select r.venue_id, coalesce(i.merged_into, r.person_id) as root
      from unnest(${venueIds}) v(venue_id) join residencies r on r.venue_id = v.venue_id ${mergedInto(sql`r.person_id`)}
      where r.valid @> ${frame.heldOn}::date),
    ids as materialized (
      select root, root as id from here
      union all select twin.merged_into, twin.id from people twin where twin.merged_into in (select root from here)),
    came as (
      select coalesce(i.merged_into, t.person_id) as root
      from attendances t ${mergedInto(sql`t.person_id`)}
      where t.role = 'attendee' and t.state = 'standing' and ${isOfThem(isWide, sql`t.person_id`)} and t.activity_id in (
        select a.id from activities a join activity_hosts h on h.activity_id = a.id
        where ${isCollective(frame)} and h.venue_id in (select u.id from units u where ${isStudioOfDay(frame)}))),
    alone as (
      select coalesce(i.merged_into, o.person_id) as root from own_activities o ${mergedInto(sql`o.person_id`)}
      where o.campaign_id = ${frame.campaignId} and o.state = 'standing' and ${isOfThem(isWide, sql`o.person_id`)}
        and o.on_day between ${frame.ownFrom}::date and ${frame.ownUntil}::date),
    away as (
      select coalesce(i.merged_into, l.person_id) as root from leaves l ${mergedInto(sql`l.person_id`)}
      where l.campaign_id = ${frame.campaignId} and l.state = 'approved' and ${isOfThem(isWide, sql`l.person_id`)})
    select h.venue_id, h.root as item_id,
      case when h.root in (select root from came) then ${standings.collective}
        when h.root in (select root from alone) then ${standings.own}
        when h.root in (select root from away) then ${standings.leave} else ${standings.none} end as standing
    from here h where ${isServing(frame, sql`h.root`)} offset 0`,
})

/** Whether a serving member came: asked of each activity until one is found. `m` is the activity. */
const someoneServingCame = (frame: Frame) => sql`(
  select true from attendances t ${mergedInto(sql`t.person_id`)}
  where t.activity_id = m.activity_id and t.role = 'attendee' and t.state = 'standing'
    and ${isServing(frame, sql`coalesce(i.merged_into, t.person_id)`)} limit 1) is true`

/** Studios that held a collective activity to which a serving member came, a row for each of its kinds; kind 0 is 'any'. */
const convened = (frame: Frame): Source => ({
  name: 'convened',
  rows: (venueIds) => sql`
    with meetings as materialized (
      select h.venue_id, a.id as activity_id
      from unnest(${venueIds}) v(venue_id) join activity_hosts h on h.venue_id = v.venue_id join activities a on a.id = h.activity_id
      where ${isCollective(frame)}),
    attended as materialized (
      select m.activity_id from (select distinct activity_id from meetings) m where ${someoneServingCame(frame)}),
    held as materialized (
      select venue_id, activity_id from meetings where activity_id in (select activity_id from attended))
    select venue_id, venue_id as item_id, 0 as kind_no from held
    union all
    select d.venue_id, d.venue_id, least(k.kind_no, 8) from held d join activity_kinds k on k.activity_id = d.activity_id`,
})

/** Opinions of the campaign that stand, with each studio they belong to; merged ones still count. */
const opinions = (frame: Frame): Source => ({
  name: 'opinions',
  rows: (venueIds) => sql`
    select h.venue_id, o.id as item_id
    from unnest(${venueIds}) v(venue_id) join opinion_venues h on h.venue_id = v.venue_id join opinions o on o.id = h.opinion_id
    where o.campaign_id = ${frame.campaignId} and o.state not in ('withdrawn', 'invalid')`,
})

/** Deeds of the campaign that stand, with each studio they belong to. */
const deeds = (frame: Frame): Source => ({
  name: 'deeds',
  rows: (venueIds) => sql`
    select h.venue_id, d.id as item_id
    from unnest(${venueIds}) v(venue_id) join deed_venues h on h.venue_id = v.venue_id join deeds d on d.id = h.deed_id
    where d.campaign_id = ${frame.campaignId} and d.state = 'recorded'`,
})

/** Studios with a published post of the campaign that has words and a picture; `late` when none came in time. */
const posted = (frame: Frame): Source => ({
  name: 'posted',
  rows: (venueIds) => sql`
    select p.venue_id, p.venue_id as item_id, bool_and(p.uploaded_at >= ${endOf(frame.uploadDueOn)}) as late
    from unnest(${venueIds}) v(venue_id) join posts p on p.venue_id = v.venue_id
    where p.campaign_id = ${frame.campaignId} and p.state = 'published'
      and btrim(p.words) <> '' and exists (select from post_pictures i where i.post_id = p.id)
    group by p.venue_id`,
})

/** The 16 columns as measures, and beside them leave, absence and lateness: `c1` … `c16`, `leave`, `none`, `late`. */
export const measuresOf = (frame: Frame): Measure[] => {
  const people = residents(frame)
  const held = convened(frame)
  const post = posted(frame)
  const source: Record<number, [Source, RawBuilder<unknown> | null]> = {
    1: [studios, null],
    2: [people, null],
    3: [held, sql`r.kind_no = 0`],
    4: [people, sql`r.standing = ${standings.collective}`],
    5: [people, sql`r.standing = ${standings.own}`],
    14: [opinions(frame), null],
    15: [deeds(frame), null],
    16: [post, null],
  }
  const main = columns.map(({ no, name, unit, of }): Measure => {
    const [from, counts] = source[no] ?? [held, sql`r.kind_no = ${no - 5}`]
    return { code: `c${no}`, label: name, unit, of, source: from, counts }
  })
  const beside = (code: string, label: string, of: Counted, from: Source, counts: RawBuilder<unknown>) => ({
    code,
    label,
    unit: of === 'person' ? '人' : '家',
    of,
    source: from,
    counts,
  })
  return [
    ...main,
    beside('leave', '请假的委员数', 'person', people, sql`r.standing = ${standings.leave}`),
    beside('none', '没有登记参加的委员数', 'person', people, sql`r.standing = ${standings.none}`),
    beside('late', '逾期上传动态的委员工作室数', 'venue', post, sql`r.late`),
  ]
}

/** One measure by its code; an unknown code is a mistake of ours. */
export const measureOf = (frame: Frame, code: string): Measure => {
  const found = measuresOf(frame).find((measure) => measure.code === code)
  if (!found) throw new Error(`no measure ${code}`)
  return found
}
