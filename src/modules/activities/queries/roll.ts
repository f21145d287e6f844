import type { Actor } from '../../../platform/actor.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { Conflict, Forbidden, NotFound } from '../../../platform/errors.ts'
import { openSteps, stateLabel } from '../../../platform/process.ts'
import { attendanceFlow, manages, visibleTo } from '../access.ts'
import { codeAt } from '../codes.ts'
import type { Roll, RollRow } from '../contract.ts'
import { attendanceProcess, type AttendanceState } from '../process.ts'
import { shownSlots, slotMs, tickObstacle } from '../rules.ts'

interface Managed {
  state: string
  title: string
  beginsAt: string
  endsAt: string
  secret: Buffer
}

/** The activity, for those who manage it; Forbidden for those who only see it. */
const getManaged = async (tx: Tx, actor: Actor, id: string): Promise<Managed> => {
  const { rows } = await sql<Managed & { mine: boolean }>`
    select a.state, a.title, a.begins_at as "beginsAt", a.ends_at as "endsAt", a.secret, ${manages(actor)} as mine
    from activities a where a.id = ${id} and ${visibleTo(actor)}`.execute(tx)
  const [row] = rows
  if (!row) throw new NotFound()
  if (!row.mine) throw new Forbidden()
  return row
}

type AttendanceRow = Omit<NonNullable<RollRow['attendance']>, 'stateLabel' | 'steps'> & {
  state: AttendanceState
}

/**
 * The convener's list: serving residents of the hosts on the activity's day by name, then whoever else signed up or came;
 * of a person's attendances the one that stands or waits, else the last.
 */
export const getRoll = async (tx: Tx, actor: Actor, id: string): Promise<Roll> => {
  const activity = await getManaged(tx, actor, id)
  const { rows } = await sql<Omit<RollRow, 'attendance'> & { attendance: AttendanceRow | null }>`
    with a as (select *, (begins_at at time zone 'Asia/Shanghai')::date as day from activities where id = ${id}),
      here as (
        select r.person_id, true as resident from a join activity_hosts h on h.activity_id = a.id
          join residencies r on r.venue_id = h.venue_id and r.valid @> a.day
        where exists (select from mandates m where m.person_id = r.person_id and m.valid @> a.day)
        union all select s.person_id, false from sign_ups s where s.activity_id = ${id} and s.state = 'signed_up'
        union all select t.person_id, false from attendances t where t.activity_id = ${id}),
      listed as (select person_id, bool_or(resident) as resident from here group by 1)
    select p.id as "personId", p.name, p.name_initials as initials, m.no, k.short_name as "committeeName", l.resident as "isResident",
      exists (select from sign_ups s where s.activity_id = ${id} and s.person_id = p.id and s.state = 'signed_up') as "signedUp",
      exists (select from leaves v where v.campaign_id = a.campaign_id and v.person_id = p.id and v.state = 'approved') as "onLeave",
      t.attendance
    from a cross join listed l join people p on p.id = l.person_id
      left join lateral (select m.no, m.committee_id from mandates m where m.person_id = p.id and m.valid @> a.day
        order by m.committee_id = a.committee_id desc, m.no limit 1) m on true
      left join units k on k.id = m.committee_id
      left join lateral (
        select json_build_object('id', t.id, 'state', t.state, 'channel', t.channel, 'role', t.role, 'late', t.late,
          'leftEarly', t.left_early, 'happenedAt', t.happened_at, 'receivedAt', t.received_at, 'recordedBy', b.name,
          'proxyReason', t.proxy_reason) as attendance
        from attendances t join people b on b.id = t.recorded_by where t.activity_id = a.id and t.person_id = p.id
        order by t.state in ('standing', 'pending') desc, t.received_at desc limit 1) t on true
    order by l.resident desc, p.name_pinyin, p.name collate zh_pinyin, p.id`.execute(tx)
  const ids = rows.flatMap((row) => row.attendance?.id ?? [])
  const situations = await attendanceFlow.situations(tx, actor, ids)
  const withSteps = rows.map(({ attendance, ...row }): RollRow => {
    const situation = attendance && situations.get(attendance.id)
    return {
      ...row,
      attendance: attendance && {
        ...attendance,
        stateLabel: stateLabel(attendanceProcess, attendance.state),
        steps: situation
          ? openSteps(attendanceProcess, attendance.state, situation.roles, situation.facts)
          : [],
      },
    }
  })
  const came = withSteps.filter(
    (row) => row.attendance?.state === 'standing' && row.attendance.role === 'attendee',
  )
  const { rows: papers } = await sql<{ id: string; name: string }>`
    select id, name from files where owner_type = 'activity' and owner_id = ${id} order by created_at, id`.execute(
    tx,
  )
  return {
    rows: withSteps,
    obstacle: tickObstacle(activity, actor.now),
    attended: came.length,
    guests: came.filter((row) => !row.isResident).length,
    papers,
  }
}

/** Guests to add: one's own 政协 by name, pinyin, initials or 编号; another's by its whole 编号, or its name and the person's. */
export const listCandidates = async (
  tx: Tx,
  actor: Actor,
  id: string,
  filter: { search: string; committee?: string | undefined; page: number; size: number },
) => {
  await getManaged(tx, actor, id)
  const { search } = filter
  const like = `%${search}%`
  const letters = `${search.toLowerCase().replace(/[^a-z]/g, '') || '-'}%`
  const elsewhere = filter.committee ? `%${filter.committee}%` : null
  const { rows } = await sql<{
    personId: string
    name: string
    no: string
    committeeName: string
    total: number
  }>`
    select p.id as "personId", p.name, m.no, k.short_name as "committeeName", count(*) over () as total
    from activities a join mandates m on m.valid @> (a.begins_at at time zone 'Asia/Shanghai')::date
      join people p on p.id = m.person_id and p.merged_into is null join units k on k.id = m.committee_id
    where a.id = ${id} and case
      when ${elsewhere}::text is not null
        then m.committee_id <> a.committee_id and k.name like ${elsewhere} and (p.name = ${search} or m.no = ${search})
      when m.committee_id = a.committee_id
        then p.name like ${like} or p.name_pinyin like ${letters} or p.name_initials like ${letters} or m.no = ${search}
      else m.no = ${search} end
    order by m.committee_id = a.committee_id desc, p.name_pinyin, p.name collate zh_pinyin, m.no
    limit ${filter.size} offset ${(filter.page - 1) * filter.size}`.execute(tx)
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

/** Every code of the activity, for the page that shows them on the spot, also without a network. */
export const getCodes = async (tx: Tx, actor: Actor, id: string) => {
  const activity = await getManaged(tx, actor, id)
  if (activity.state !== 'planned')
    throw new Conflict('方案定下来以后才有现场码。', { state: activity.state })
  const { first, last } = shownSlots(activity)
  return {
    title: activity.title,
    firstSlot: first,
    slotMs,
    codes: Array.from({ length: last - first + 1 }, (_, index) => codeAt(activity.secret, first + index)),
    path: `/m/check-in/${id}?code={code}`,
  }
}
