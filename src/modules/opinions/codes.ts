import { type Actor, committeesOf, unitsOf } from '../../platform/actor.ts'
import { dayOf } from '../../platform/clock.ts'
import { randomToken } from '../../platform/crypto.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { Conflict, Invalid, NotFound } from '../../platform/errors.ts'
import { posterSvg, qrSvg } from '../../platform/qr.ts'
import type { FileReply } from '../../platform/transfer.ts'
import type { CodeKind, IntakeCode } from './contract/codes.ts'

/** Where a code of the public intake leads. */
export const intakePath = (token: string): string => `/o/${token}`

interface Wanted {
  kind: CodeKind
  committeeId: string
  targetId: string | null
}

const columnOf = {
  person: 'person_id',
  activity: 'activity_id',
  campaign: 'campaign_id',
  committee: null,
} as const

/** A code for a member, an activity, a campaign or the 政协 itself; the one that stands already, where one does. */
export const makeCode = async (tx: Tx, actor: Actor, wanted: Wanted, site: string) => {
  await checkMayMake(tx, actor, wanted)
  const column = columnOf[wanted.kind]
  if (column !== null && !wanted.targetId)
    throw new Invalid([{ path: 'targetId', message: '请选给谁、给哪场活动发码' }])
  const standing = await findStanding(tx, wanted)
  const token = standing ?? (await insertCode(tx, actor, wanted))
  return { token, url: `${site}${intakePath(token)}` }
}

const findStanding = async (tx: Tx, { kind, committeeId, targetId }: Wanted): Promise<string | null> => {
  const column = columnOf[kind]
  const { rows } = await sql<{ token: string }>`
    select token from intake_codes where kind = ${kind} and committee_id = ${committeeId} and state = 'open'
      and ${column === null ? sql`true` : sql`${sql.ref(column)} = ${targetId}`}`.execute(tx)
  return rows[0]?.token ?? null
}

const insertCode = async (tx: Tx, actor: Actor, { kind, committeeId, targetId }: Wanted): Promise<string> => {
  const token = randomToken(12)
  const of = (own: CodeKind) => (kind === own ? targetId : null)
  await sql`
    insert into intake_codes (token, committee_id, kind, person_id, activity_id, campaign_id, made_at, made_by)
    values (${token}, ${committeeId}, ${kind}, ${of('person')}, ${of('activity')}, ${of('campaign')}, ${actor.now}, ${actor.personId})`.execute(
    tx,
  )
  return token
}

/** Office: anything of its 政协. Convener: an activity that the venue hosts. Throws NotFound. */
const checkMayMake = async (tx: Tx, actor: Actor, { kind, committeeId, targetId }: Wanted): Promise<void> => {
  const today = dayOf(actor.now)
  const { rows } = await sql<{ may: boolean }>`
    select case ${kind}
      when 'person' then exists (select from mandates m where m.person_id = ${targetId} and m.committee_id = ${committeeId}
        and m.valid @> ${today}::date) and ${committeesOf(actor, 'office').includes(committeeId)}
      when 'activity' then exists (select from activities a where a.id = ${targetId} and a.committee_id = ${committeeId}
        and (${committeesOf(actor, 'office').includes(committeeId)} or exists (select from activity_hosts h
          where h.activity_id = a.id and h.venue_id = any(${unitsOf(actor, 'convener')}::uuid[]))))
      when 'campaign' then exists (select from campaign_committees r where r.campaign_id = ${targetId}
        and r.committee_id = ${committeeId}) and ${committeesOf(actor, 'office').includes(committeeId)}
      else ${committeesOf(actor, 'office').includes(committeeId)} end as may`.execute(tx)
  if (!rows[0]?.may) throw new NotFound()
}

/** A code for each serving member who has none. */
export const makeMemberCodes = async (
  tx: Tx,
  actor: Actor,
  committeeId: string,
): Promise<{ made: number }> => {
  if (!committeesOf(actor, 'office').includes(committeeId)) throw new NotFound()
  const { rows } = await sql<{ personId: string }>`
    select distinct m.person_id as "personId" from mandates m
    where m.committee_id = ${committeeId} and m.valid @> ${dayOf(actor.now)}::date
      and not exists (select from intake_codes k where k.kind = 'person' and k.person_id = m.person_id
        and k.committee_id = ${committeeId} and k.state = 'open')`.execute(tx)
  const codes = rows.map((row) => ({ ...row, token: randomToken(12) }))
  await sql`
    insert into intake_codes (token, committee_id, kind, person_id, made_at, made_by)
    select token, ${committeeId}, 'person', "personId", ${actor.now}, ${actor.personId}
    from json_to_recordset(${JSON.stringify(codes)}::json) c(token text, "personId" uuid)`.execute(tx)
  return { made: codes.length }
}

/** Stops a code, or lets the printed one lead to another: after a change of term the poster on the wall still works. (C13) */
export const retireCode = async (
  tx: Tx,
  actor: Actor,
  token: string,
  successor: string | null,
): Promise<{ state: 'redirects' | 'revoked' }> => {
  const code = await getMine(tx, actor, token)
  if (code.state !== 'open') throw new Conflict('这个码已经停用了。')
  if (successor !== null) {
    const { rows } = await sql`
      select from intake_codes where token = ${successor} and state = 'open' and token <> ${token}
        and committee_id = ${code.committeeId}`.execute(tx)
    if (rows.length === 0) throw new Invalid([{ path: 'successor', message: '新码没有找到，或者也停用了' }])
  }
  const state = successor === null ? 'revoked' : 'redirects'
  await sql`
    update intake_codes set state = ${state}, successor = ${successor}, retired_at = ${actor.now}, retired_by = ${actor.personId}
    where token = ${token}`.execute(tx)
  await sql`update intake_codes set successor = ${successor} where successor = ${token} and ${successor !== null}`.execute(
    tx,
  )
  return { state }
}

interface Mine {
  token: string
  committeeId: string
  state: string
  label: string
  committeeName: string
}

const labelOf = sql`case k.kind
  when 'person' then (select p.name || '委员' from people p where p.id = k.person_id)
  when 'activity' then (select a.title from activities a where a.id = k.activity_id)
  when 'campaign' then (select g.name from campaigns g where g.id = k.campaign_id)
  else c.name end`

const mayTouch = (
  actor: Actor,
) => sql<boolean>`(k.committee_id = any(${committeesOf(actor, 'office')}::uuid[])
  or k.person_id = ${actor.personId}
  or exists (select from activity_hosts h where h.activity_id = k.activity_id
    and h.venue_id = any(${unitsOf(actor, 'convener')}::uuid[])))`

const getMine = async (tx: Tx, actor: Actor, token: string): Promise<Mine> => {
  const { rows } = await sql<Mine>`
    select k.token, k.committee_id as "committeeId", k.state, ${labelOf} as label, c.name as "committeeName"
    from intake_codes k join units c on c.id = k.committee_id where k.token = ${token} and ${mayTouch(actor)} for update of k`.execute(
    tx,
  )
  const [row] = rows
  if (!row) throw new NotFound()
  return row
}

/** Codes of one's own 政协, newest first, each with what came by it. */
export const listCodes = async (
  tx: Tx,
  actor: Actor,
  filter: {
    page: number
    size: number
    search?: string | undefined
    kind?: CodeKind | undefined
    state?: string | undefined
  },
): Promise<{ rows: IntakeCode[]; total: number }> => {
  const own = committeesOf(actor, 'office', 'leader')
  const like = filter.search ? `%${filter.search.replace(/[\\%_]/g, '\\$&')}%` : null
  const { rows } = await sql<IntakeCode & { total: number }>`
    with seen as (
      select k.*, ${labelOf} as label from intake_codes k join units c on c.id = k.committee_id
      where (k.committee_id = any(${own}::uuid[]) or ${mayTouch(actor)})
        and (${filter.kind ?? null}::text is null or k.kind = ${filter.kind ?? null})
        and (${filter.state ?? null}::text is null or k.state = ${filter.state ?? null})
    )
    select k.token, k.kind, k.label, k.state, k.made_at as "madeAt",
      (select count(*) from opinions o where o.code_token = k.token) as received,
      (select n.label from seen n where n.token = k.successor) as "successorLabel", count(*) over () as total
    from seen k where ${like}::text is null or k.label like ${like}
    order by k.made_at desc, k.token limit ${filter.size} offset ${(filter.page - 1) * filter.size}`.execute(
    tx,
  )
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

/** The poster of a code, A4. */
export const getPoster = async (tx: Tx, actor: Actor, token: string, site: string): Promise<FileReply> => {
  const code = await getMine(tx, actor, token)
  const svg = posterSvg({
    title: code.label,
    subtitle: code.committeeName,
    url: `${site}${intakePath(code.token)}`,
    lines: [
      '有事请用手机扫一扫，写几句话就行，不用注册',
      '三个工作日内告诉您受不受理',
      '不会用手机的，请到委员工作室当面说，或打电话请工作人员代写',
    ],
  })
  return {
    file: Buffer.from(svg),
    name: `${code.label}意见码.svg`,
    mediaType: 'image/svg+xml; charset=utf-8',
  }
}

/** One's own codes, one in each 政协 where one serves and has one. */
export const listMyCodes = async (
  tx: Tx,
  actor: Actor,
  site: string,
): Promise<{ codes: { token: string; url: string; committeeName: string; svg: string }[] }> => {
  const { rows } = await sql<{ token: string; committeeName: string }>`
    select k.token, c.name as "committeeName" from intake_codes k join units c on c.id = k.committee_id
    where k.kind = 'person' and k.person_id = ${actor.personId} and k.state = 'open'
      and k.committee_id = any(${committeesOf(actor, 'member')}::uuid[])
    order by c.code`.execute(tx)
  return {
    codes: rows.map((row) => {
      const url = `${site}${intakePath(row.token)}`
      return { ...row, url, svg: qrSvg(url, { level: 'Q' }) }
    }),
  }
}
