import { v7 as newId } from 'uuid'
import { type Actor, recordsOf } from '../actor.ts'
import { type Tx, sql } from '../db.ts'
import { NotFound } from '../errors.ts'
import type { TextKind } from './kinds.ts'
import { queueSms } from './outbox.ts'
import { afterQuietHours } from './quiet-hours.ts'

/** One message to one person. */
export interface NewNotice {
  personId: string
  /** the 政协 it comes from */
  committeeId: string
  /** type and id of what happened: a person gets one message per cause, however often it is told */
  cause: string
  title: string
  /** no personal data */
  body: string
  /** where to go, within the site */
  path?: string
  /** also as SMS of this kind, never from 21:00 to 8:00; not to whom no phone is recorded or who switched the kind off */
  text?: TextKind
}

/** Puts a message into a person's inbox, once per cause; with `text` also into the outbox. False when it was told before. */
export const notify = async (tx: Tx, notice: NewNotice, now: Date): Promise<boolean> => {
  const id = newId()
  const { numAffectedRows } = await sql`
    insert into notices (id, person_id, committee_id, cause, title, body, path, created_at)
    values (${id}, ${notice.personId}, ${notice.committeeId}, ${notice.cause}, ${notice.title}, ${notice.body},
      ${notice.path ?? null}, ${now})
    on conflict (person_id, cause) do nothing`.execute(tx)
  if (numAffectedRows !== 1n) return false
  if (notice.text)
    await queueSms(tx, {
      id,
      personId: notice.personId,
      kind: notice.text,
      template: 'notice',
      variables: { title: notice.title },
      notBefore: afterQuietHours(now),
      expiresAt: null,
      now,
    })
  return true
}

export interface NoticeRow {
  id: string
  title: string
  body: string
  path: string | null
  createdAt: string
  /** when the teller told it again, since it had not been read */
  toldAgainAt: string | null
  readAt: string | null
}

/** One's own messages, told last in front. */
export const listNotices = async (
  tx: Tx,
  actor: Actor,
  paging: { page: number; size: number; search?: string | undefined; unread?: '1' | undefined },
): Promise<{ rows: NoticeRow[]; total: number }> => {
  const like = paging.search ? `%${paging.search}%` : null
  const { rows } = await sql<NoticeRow & { total: number }>`
    select id, title, body, path, created_at as "createdAt", told_again_at as "toldAgainAt", read_at as "readAt", count(*) over () as total
    from notices where person_id = any(${recordsOf(actor)}::uuid[]) and (${like}::text is null or title like ${like} or body like ${like})
      and (${paging.unread ?? null}::text is null or read_at is null)
    order by coalesce(told_again_at, created_at) desc, id desc limit ${paging.size} offset ${(paging.page - 1) * paging.size}`.execute(
    tx,
  )
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

export const countUnread = async (tx: Tx, personIds: readonly string[]): Promise<number> => {
  const { rows } = await sql<{ unread: number }>`
    select count(*) as unread from notices where person_id = any(${personIds}::uuid[]) and read_at is null`.execute(
    tx,
  )
  return rows[0]?.unread ?? 0
}

/** Marks one's own message as read; again is nothing. Throws NotFound. */
export const readNotice = async (tx: Tx, actor: Actor, id: string): Promise<Record<string, never>> => {
  const { numAffectedRows } = await sql`
    update notices set read_at = coalesce(read_at, ${actor.now}) where id = ${id} and person_id = any(${recordsOf(actor)}::uuid[])`.execute(
    tx,
  )
  if (numAffectedRows !== 1n) throw new NotFound()
  return {}
}

/** Marks the message of one cause as read for these people: what it told of has been seen to by one of them. */
export const settleNotices = async (
  tx: Tx,
  cause: string,
  personIds: readonly string[],
  now: Date,
): Promise<void> => {
  await sql`
    update notices set read_at = ${now}
    where cause = ${cause} and person_id = any(${personIds}::uuid[]) and read_at is null`.execute(tx)
}
