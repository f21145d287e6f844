import { type Actor, recordsOf } from '../../../platform/actor.ts'
import { dayOf } from '../../../platform/clock.ts'
import type { Paging } from '../../../platform/contract.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'
import { stateLabel } from '../../../platform/process.ts'
import { standingOf } from '../../../platform/standings.ts'
import { activityFlow, inFull, manages, managesVenue, visibleTo } from '../access.ts'
import type { Activity, ActivityFilter, ActivityRow } from '../contract.ts'
import { activityProcess } from '../process.ts'

/** What every reply on an activity carries, of `a` and `c`; above one's own 政协 place stays empty. */
const face = (actor: Actor) => sql`
  a.id, a.title, a.campaign_id as "campaignId", c.name as "campaignName", a.state, a.mode, a.begins_at as "beginsAt", a.ends_at as "endsAt",
  case when ${inFull(actor)} then a.place else '' end as place, ${inFull(actor)} as full,
  coalesce((select json_agg(json_build_object('id', h.venue_id, 'name', u.short_name, 'committeeName', k.short_name) order by h.position)
    from activity_hosts h join units u on u.id = h.venue_id join units k on k.id = u.committee_id
    where h.activity_id = a.id), '[]') as hosts,
  coalesce((select json_agg(json_build_object('no', ak.kind_no, 'shortLabel', coalesce(ck.short_label, '第' || ak.kind_no || '类')) order by ak.kind_no)
    from activity_kinds ak left join campaign_kinds ck on ck.campaign_id = a.campaign_id and ck.no = ak.kind_no
    where ak.activity_id = a.id), '[]') as kinds,
  (select count(*) from sign_ups s where s.activity_id = a.id and s.state = 'signed_up') as "signedUp",
  (select count(*) from attendances t where t.activity_id = a.id and t.state = 'standing' and t.role = 'attendee') as attended,
  (select count(*) from attendances t where t.activity_id = a.id and t.state = 'standing' and t.role = 'attendee'
    and ${isGuest}) as guests,
  (select count(*) from attendances t where t.activity_id = a.id and t.state = 'pending') as pending`

/** Whether the person of attendance `t` is resident in no host of `a` on its day. */
const isGuest = sql`not exists (select from activity_hosts gh join residencies r on r.venue_id = gh.venue_id
  where gh.activity_id = a.id and r.person_id = t.person_id and r.valid @> (a.begins_at at time zone 'Asia/Shanghai')::date)`

const orders = {
  begins: sql`a.begins_at, a.id`,
  '-begins': sql`a.begins_at desc, a.id desc`,
  title: sql`a.title collate zh_pinyin, a.id`,
}

/** Activities the actor may see, newest first unless asked otherwise; `first` goes before that order (an expression on `a`). */
export const listActivities = async (
  tx: Tx,
  actor: Actor,
  filter: ActivityFilter,
  first = sql<boolean>`a.id is not null`,
): Promise<{ rows: ActivityRow[]; total: number }> => {
  const like = filter.search ? `%${filter.search}%` : null
  const { rows } = await sql<Omit<ActivityRow, 'stateLabel'> & { total: number }>`
    with a as (
      select a.*, count(*) over () as total from activities a
      where ${visibleTo(actor)}
        and (${filter.campaignId ?? null}::uuid is null or a.campaign_id = ${filter.campaignId ?? null})
        and (${filter.venueId ?? null}::uuid is null or exists (select from activity_hosts h
          where h.activity_id = a.id and h.venue_id = ${filter.venueId ?? null}))
        and (${filter.from ?? null}::date is null or a.begins_at >= ${filter.from ?? null}::date)
        and (${filter.until ?? null}::date is null or a.begins_at < ${filter.until ?? null}::date + 1)
        and (${filter.state ?? null}::text is null or a.state = ${filter.state ?? null})
        and (${like}::text is null or a.title like ${like} or exists (select from activity_hosts h join units u on u.id = h.venue_id
          where h.activity_id = a.id and u.name like ${like}))
        and (${filter.mine ?? false}::boolean = false or ${manages(actor)})
      order by (${first}) desc, ${orders[filter.sort ?? '-begins']}
      limit ${filter.size} offset ${(filter.page - 1) * filter.size})
    select ${face(actor)}, a.total from a left join campaigns c on c.id = a.campaign_id
    order by (${first}) desc, ${orders[filter.sort ?? '-begins']}`.execute(tx)
  return {
    rows: rows.map(({ total: _, ...row }) => ({
      ...row,
      stateLabel: stateLabel(activityProcess, row.state),
    })),
    total: rows[0]?.total ?? 0,
  }
}

type Loaded = Omit<Activity, 'standing' | 'stateLabel'>

/** One activity with everything; above one's own 政协 its open face. Throws NotFound. */
export const getActivity = async (tx: Tx, actor: Actor, id: string): Promise<Activity> => {
  const { rows } = await sql<Loaded>`
    select ${face(actor)}, a.about, a.link, a.activity_type as "activityType",
      d.name as "disciplinedBy", a.disciplined_at as "disciplinedAt", a.version, ${manages(actor)} as manages,
      (select count(*) from attendances t where t.activity_id = a.id and t.state = 'standing' and t.role = 'observer') as observers,
      (select count(distinct r.person_id) from activity_hosts h join residencies r on r.venue_id = h.venue_id
          and r.valid @> (a.begins_at at time zone 'Asia/Shanghai')::date
        where h.activity_id = a.id and exists (select from mandates m where m.person_id = r.person_id
          and m.valid @> (a.begins_at at time zone 'Asia/Shanghai')::date)) as residents,
      coalesce((select json_agg(p.name order by t.received_at, t.id) from attendances t join people p on p.id = t.person_id
        where t.activity_id = a.id and t.state = 'standing' and t.role = 'attendee'), '[]') as arrived,
      exists (select from sign_ups s where s.activity_id = a.id and s.person_id = any(${recordsOf(actor)}::uuid[]) and s.state = 'signed_up') as signed,
      (select t.state from attendances t where t.activity_id = a.id and t.person_id = any(${recordsOf(actor)}::uuid[])
        and t.state in ('standing', 'pending')) as "myAttendance"
    from activities a left join campaigns c on c.id = a.campaign_id left join people d on d.id = a.disciplined_by
    where a.id = ${id} and ${visibleTo(actor)}`.execute(tx)
  const [row] = rows
  if (!row) throw new NotFound()
  const standing = await standingOf(tx, actor, activityFlow, id, row.state)
  const whole = { ...row, stateLabel: standing.stateLabel, standing }
  if (row.full) return whole
  const silent = standing.history.map((step) => ({ ...step, by: null, words: null }))
  return {
    ...whole,
    about: '',
    link: '',
    disciplinedBy: null,
    disciplinedAt: null,
    arrived: [],
    standing: { ...standing, history: silent },
  }
}

/** Studios open today: those the actor manages, or by name any that could join. */
export const listHostVenues = async (
  tx: Tx,
  actor: Actor,
  filter: Paging & { own?: boolean | undefined },
): Promise<{ rows: { id: string; name: string; committeeName: string }[]; total: number }> => {
  const like = filter.search ? `%${filter.search}%` : null
  const { rows } = await sql<{ id: string; name: string; committeeName: string; total: number }>`
    select u.id, u.short_name as name, k.short_name as "committeeName", count(*) over () as total
    from venues v join units u on u.id = v.id join units k on k.id = u.committee_id
    where u.open_during @> ${dayOf(actor.now)}::date and (${like}::text is null or u.name like ${like})
      and (${filter.own ?? false}::boolean = false or ${managesVenue(actor, sql`u.id`)})
    order by k.position, u.position, u.code limit ${filter.size} offset ${(filter.page - 1) * filter.size}`.execute(
    tx,
  )
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}
