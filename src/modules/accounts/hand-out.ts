import { v7 as newId } from 'uuid'
import { type Actor, unitsOf } from '../../platform/actor.ts'
import { dayOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { Conflict, Invalid, NotFound } from '../../platform/errors.ts'
import type { House } from '../../platform/house.ts'
import { type CodeKind, codeOf, digestOf, issueCode } from './codes.ts'
import type { OneTimeCode } from './contract.ts'
import { setLogin, setUpPath } from './links.ts'
import { getAccount } from './queries.ts'

/** Makes a set-up link for a colleague; an earlier one stops working. Throws Conflict with the obstacle, Invalid without a login. */
export const makeSetUpLink = async (
  tx: Tx,
  actor: Actor,
  house: House,
  personId: string,
  wished: string | undefined,
): Promise<{ id: string }> => {
  const account = await getAccount(tx, actor, personId)
  if (account.steps.setUp !== null) throw new Conflict(account.steps.setUp)
  if (account.login === null) {
    if (wished === undefined) throw new Invalid([{ path: 'login', message: '先给一个登录名' }])
    await setLogin(tx, personId, wished)
  }
  const [committeeId] = unitsOf(actor, 'system', 'security', 'office')
  const made = await issueCode(
    tx,
    house,
    {
      kind: 'set_up',
      personId,
      face: 'staff',
      issuedBy: actor.personId,
      ...(committeeId ? { committeeId } : {}),
    },
    actor.now,
  )
  return { id: made.id }
}

/** Makes a code that staff reads out to a serving member of the own 政协; works for ten minutes, once. */
export const makeReadOutCode = async (
  tx: Tx,
  actor: Actor,
  house: House,
  personId: string,
): Promise<{ id: string }> => {
  const [member] = await serving(tx, actor, unitsOf(actor, 'office'), [personId])
  if (!member) throw new NotFound()
  if (member.isDisabled) throw new Conflict('这个账号已停用，请先请安全管理员恢复。')
  const { personId: person, committeeId } = member
  const made = await issueCode(
    tx,
    house,
    { kind: 'read_out', personId: person, face: 'member', issuedBy: actor.personId, committeeId },
    actor.now,
  )
  return { id: made.id }
}

/** What this person has made: shown to nobody else. A used or expired code is not shown again. Throws NotFound. */
export const readCode = async (tx: Tx, actor: Actor, house: House, id: string): Promise<OneTimeCode> => {
  const { rows } = await sql<{
    id: string
    kind: CodeKind
    personName: string
    endsAt: string
    isUsed: boolean
  }>`
    select c.id, c.kind, p.name as "personName", c.ends_at as "endsAt", c.used_at is not null or c.ends_at <= ${actor.now} as "isUsed"
    from one_time_codes c join people p on p.id = c.person_id
    where c.id = ${id} and c.issued_by = ${actor.personId} and c.kind in ('set_up', 'read_out')`.execute(tx)
  const [row] = rows
  if (!row) throw new NotFound()
  const isLink = row.kind === 'set_up'
  return {
    ...row,
    code: isLink || row.isUsed ? null : codeOf(house, row),
    path: isLink && !row.isUsed ? setUpPath(house, row.id) : null,
  }
}

interface Serving {
  personId: string
  committeeId: string
  isDisabled: boolean
  hasSignedIn: boolean
}

/** Members who serve in these 政协 today; all, or those named. */
const serving = async (
  tx: Tx,
  actor: Actor,
  committees: string[],
  personIds: string[] | null,
): Promise<Serving[]> => {
  const { rows } = await sql<Serving>`
    select distinct on (m.person_id) m.person_id as "personId", m.committee_id as "committeeId",
      coalesce(a.state = 'disabled', false) as "isDisabled",
      exists (select from sessions s where s.person_id = m.person_id and s.face = 'member') as "hasSignedIn"
    from mandates m join people p on p.id = m.person_id and p.merged_into is null left join accounts a on a.person_id = m.person_id
    where m.committee_id = any(${committees}::uuid[]) and m.valid @> ${dayOf(actor.now)}::date
      and (${personIds}::uuid[] is null or m.person_id = any(${personIds}::uuid[]))
    order by m.person_id, m.committee_id`.execute(tx)
  return rows
}

/**
 * Makes activation slips, one a member, each used once, for thirty days; an earlier slip of a member stops working.
 * Without names: all who serve and have never signed in. Answers how many, and where to print them.
 */
export const printSlips = async (
  tx: Tx,
  actor: Actor,
  house: House,
  input: { id: string; committeeId: string; personIds?: string[] | undefined },
): Promise<{ id: string; count: number; path: string }> => {
  if (!unitsOf(actor, 'office').includes(input.committeeId)) throw new NotFound()
  const named = input.personIds ?? null
  const members = (await serving(tx, actor, [input.committeeId], named)).filter(
    (member) => !member.isDisabled && (named !== null || !member.hasSignedIn),
  )
  if (named && members.length < new Set(named).size)
    throw new Invalid([{ path: 'personIds', message: '有人不是本级在任委员，或者账号已停用，请重新勾选' }])
  const endsAt = new Date(actor.now.getTime() + 30 * 86_400_000)
  const slips = members.map(({ personId }) => {
    const id = newId()
    return { id, personId, digest: digestOf(house, codeOf(house, { id, kind: 'slip' })).toString('hex') }
  })
  await sql`
    update one_time_codes set ends_at = least(ends_at, ${actor.now})
    where kind = 'slip' and used_at is null and person_id = any(${members.map((one) => one.personId)}::uuid[])`.execute(
    tx,
  )
  await sql`
    insert into one_time_codes (id, kind, person_id, digest, face, issued_by, committee_id, batch_id, created_at, ends_at)
    select s.id, 'slip', s."personId", decode(s.digest, 'hex'), 'member', ${actor.personId}, ${input.committeeId}, ${input.id},
      ${actor.now}, ${endsAt}
    from json_to_recordset(${JSON.stringify(slips)}::json) as s(id uuid, "personId" uuid, digest text)`.execute(
    tx,
  )
  return { id: input.id, count: slips.length, path: `/print/slips/${input.id}` }
}

export interface Slip {
  name: string
  no: string
  code: string
  endsAt: string
}

/** The slips of one printing that still work, by number of mandate, for the office that printed them. Throws NotFound. */
export const listSlips = async (
  tx: Tx,
  actor: Actor,
  house: House,
  batchId: string,
): Promise<{ committeeId: string; slips: Slip[] }> => {
  const { rows } = await sql<{ id: string; name: string; no: string; endsAt: string; committeeId: string }>`
    select c.id, p.name, coalesce(min(m.no), '') as no, c.ends_at as "endsAt", c.committee_id as "committeeId"
    from one_time_codes c join people p on p.id = c.person_id
      left join mandates m on m.person_id = p.id and m.committee_id = c.committee_id and m.valid @> ${dayOf(actor.now)}::date
    where c.batch_id = ${batchId} and c.kind = 'slip' and c.used_at is null and c.ends_at > ${actor.now}
      and c.committee_id = any(${unitsOf(actor, 'office')}::uuid[])
    group by c.id, p.name order by no, p.name`.execute(tx)
  const [first] = rows
  if (!first) throw new NotFound('这一批激活纸条没有能用的了：都已用过，或者重新印过。')
  return {
    committeeId: first.committeeId,
    slips: rows.map(({ id, name, no, endsAt }) => ({
      name,
      no,
      endsAt,
      code: codeOf(house, { id, kind: 'slip' }),
    })),
  }
}
