import { v7 as newId } from 'uuid'
import { type Tx, sql } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import { digitsOf } from '../../platform/notify/index.ts'
import type { Face } from './sessions.ts'

/** How a one-time code reaches its person: short message, printed slip, read out by staff, demo link, set-up link. */
export type CodeKind = 'sms' | 'slip' | 'read_out' | 'link' | 'set_up'

/** How long each works, and how many digits are typed; links carry a token instead. Five tries end an SMS code. */
const lives: Record<CodeKind, { minutes: number; digits: number | null }> = {
  sms: { minutes: 5, digits: 6 },
  read_out: { minutes: 10, digits: 12 },
  slip: { minutes: 60 * 24 * 30, digits: 16 },
  link: { minutes: 60 * 24, digits: null },
  set_up: { minutes: 60 * 24 * 3, digits: null },
}
export const mostTries = 5

export interface NewCode {
  kind: CodeKind
  personId: string
  face: Face
  issuedBy?: string
  committeeId?: string
  batchId?: string
}

/** Makes a code; an earlier one of the same kind for this person stops working. The code itself is kept nowhere: see `codeOf`. */
export const issueCode = async (
  tx: Tx,
  house: House,
  code: NewCode,
  now: Date,
): Promise<{ id: string; endsAt: Date }> => {
  const id = newId()
  const endsAt = new Date(now.getTime() + lives[code.kind].minutes * 60_000)
  if (code.kind !== 'link') await endCodes(tx, code.personId, code.kind, now)
  await sql`
    insert into one_time_codes (id, kind, person_id, digest, face, issued_by, committee_id, batch_id, created_at, ends_at)
    values (${id}, ${code.kind}, ${code.personId}, ${digestOf(house, codeOf(house, { id, kind: code.kind }))}, ${code.face},
      ${code.issuedBy ?? null}, ${code.committeeId ?? null}, ${code.batchId ?? null}, ${now}, ${endsAt})`.execute(
    tx,
  )
  return { id, endsAt }
}

/** The code or token of a row: a keyed digest of its id, made again whenever it may be shown. */
export const codeOf = (house: House, code: { id: string; kind: CodeKind }): string => {
  const { digits } = lives[code.kind]
  return digits === null
    ? house.keyring.hmac('one-time link', code.id).toString('base64url')
    : digitsOf(house, code.id, digits)
}

export const digestOf = (house: House, code: string): Buffer => house.keyring.hmac('one-time code', code)

/** 3841 0927 5566, as it is printed and read out. */
export const inFours = (code: string): string => code.replace(/\d{4}(?=\d)/g, '$& ')

/** Digits only, whatever was typed between them, half-width. */
export const plainCode = (typed: string): string => typed.normalize('NFKC').replace(/[\s-]/g, '')

export const endCodes = async (tx: Tx, personId: string, kind: CodeKind, now: Date): Promise<void> => {
  await sql`
    update one_time_codes set ends_at = least(ends_at, ${now}) where person_id = ${personId} and kind = ${kind} and used_at is null`.execute(
    tx,
  )
}

/**
 * Tries an SMS code for these people (one human may be recorded by two 政协): the newest living code is compared, a wrong
 * try is counted and stays counted. Answers its id, or null.
 */
export const trySmsCode = async (
  tx: Tx,
  house: House,
  personIds: string[],
  typed: string,
  now: Date,
): Promise<string | null> => {
  const { rows } = await sql<{ id: string }>`
    select id from one_time_codes
    where kind = 'sms' and person_id = any(${personIds}::uuid[]) and used_at is null and ends_at > ${now} and tries < ${mostTries}
    order by created_at desc limit 1 for update`.execute(tx)
  const [row] = rows
  if (row && codeOf(house, { id: row.id, kind: 'sms' }) === plainCode(typed)) return row.id
  await sql`update one_time_codes set tries = tries + 1 where id = ${row?.id ?? null}`.execute(tx)
  return null
}

export interface LivingCode {
  id: string
  kind: CodeKind
  personId: string
  personName: string
  login: string | null
  face: Face
}

/** The living code or link that was typed or opened, of one of the kinds; locked when it is about to be used. */
export const findCode = async (
  tx: Tx,
  house: House,
  typed: string,
  kinds: CodeKind[],
  now: Date,
  lock: 'lock' | 'look' = 'look',
): Promise<LivingCode | null> => {
  const { rows } = await sql<LivingCode>`
    select c.id, c.kind, c.person_id as "personId", p.name as "personName", a.login, c.face
    from one_time_codes c join people p on p.id = c.person_id left join accounts a on a.person_id = c.person_id
    where c.digest = ${digestOf(house, typed)} and c.kind = any(${kinds}::text[]) and c.used_at is null and c.ends_at > ${now}
      and coalesce(a.state, 'active') = 'active'
    ${lock === 'lock' ? sql`for update of c` : sql``}`.execute(tx)
  return rows[0] ?? null
}

/** Uses a code up; false when another request was first. */
export const useCode = async (tx: Tx, id: string, now: Date): Promise<boolean> => {
  const { numAffectedRows } = await sql`
    update one_time_codes set used_at = ${now} where id = ${id} and used_at is null`.execute(tx)
  return numAffectedRows === 1n
}
