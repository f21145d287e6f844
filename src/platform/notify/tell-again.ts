import type { Actor } from '../actor.ts'
import { dayOf } from '../clock.ts'
import { type Tx, sql } from '../db.ts'
import { Conflict, NotFound } from '../errors.ts'
import { type Job, enqueue } from '../jobs.ts'
import type { TextKind } from './kinds.ts'
import { afterQuietHours } from './quiet-hours.ts'
import { seesTelling } from './tellings.ts'
import { textMany } from './texts.ts'

const jobName = 'notify.tellAgain'

export interface ToldAgain {
  /** who had not read it at the press */
  personCount: number
  /** when it goes out: now, or at eight in the morning */
  sendAt: string
}

/**
 * Tells those who have not read it again: once a day, whoever presses; pressed at night it goes out at eight, to who has not
 * read it by then. Throws NotFound, or Conflict with the reason.
 */
export const tellAgain = async (tx: Tx, actor: Actor, id: string): Promise<ToldAgain> => {
  const { rows } = await sql<{ unread: number }>`
    select (select count(*) from notices n where n.telling_id = t.id and n.read_at is null) as unread
    from tellings t where t.id = ${id} and ${seesTelling(actor)} for update of t`.execute(tx)
  const [telling] = rows
  if (!telling) throw new NotFound()
  if (telling.unread === 0) throw new Conflict('都看过了，不用再提醒。')
  const sendAt = afterQuietHours(actor.now)
  const onDay = dayOf(sendAt)
  const { numAffectedRows } = await sql`
    insert into told_again (telling_id, on_day, pressed_by, pressed_at, send_at, person_count)
    values (${id}, ${onDay}, ${actor.personId}, ${actor.now}, ${sendAt}, ${telling.unread})
    on conflict do nothing`.execute(tx)
  if (numAffectedRows !== 1n)
    throw new Conflict(
      sendAt > actor.now ? '已经记下，早上 8:00 提醒。' : '今天已经提醒过，明天 8:00 后可再提醒。',
    )
  if (sendAt > actor.now)
    await enqueue(tx, jobName, { tellingId: id, onDay }, { runAt: sendAt, key: `again:${id}:${onDay}` })
  else await send(tx, id, onDay, actor.now)
  return { personCount: telling.unread, sendAt: sendAt.toISOString() }
}

/** Moves the message to the top of the inboxes where it is unread, and texts those people; once for a press. */
const send = async (tx: Tx, id: string, onDay: string, now: Date): Promise<void> => {
  const { rows: pressed } = await sql`
    update told_again set sent_at = ${now} where telling_id = ${id} and on_day = ${onDay} and sent_at is null
    returning telling_id`.execute(tx)
  if (pressed.length === 0) return
  const { rows } = await sql<{ personId: string; title: string; cause: string; kind: TextKind }>`
    update notices n set told_again_at = ${now} from tellings t
    where t.id = ${id} and n.telling_id = t.id and n.read_at is null
    returning n.person_id as "personId", n.title, n.cause, t.kind`.execute(tx)
  await textMany(tx, rows, now)
}

export const tellAgainJob: Job = {
  name: jobName,
  work: async (house, payload) => {
    const { tellingId, onDay } = payload
    if (typeof tellingId !== 'string' || typeof onDay !== 'string') return
    await house.db.transaction().execute((tx) => send(tx, tellingId, onDay, house.clock()))
  },
}
