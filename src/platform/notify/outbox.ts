import type { RawBuilder } from 'kysely'
import { type Tx, sql } from '../db.ts'
import type { House } from '../house.ts'
import { type Job, enqueue } from '../jobs.ts'
import type { Sealed } from '../rotation.ts'
import type { TextKind } from './kinds.ts'
import { type Sms, handOverSms, smsText } from './sms.ts'
import { tellAgainJob } from './tell-again.ts'
import { wantsTexts } from './texts.ts'

/** What goes out by SMS. A code is never kept: the text is made from `codeId` when it is handed over. */
export interface QueuedSms {
  /** our id, given to the provider as reference */
  id: string
  personId: string
  /** a kind that its reader may have switched off; null comes all the same: a code that somebody asked for */
  kind: TextKind | null
  template: 'notice' | 'code'
  variables: Record<string, string>
  notBefore: Date
  /** not worth sending after */
  expiresAt: Date | null
  now: Date
}

/** The phones that messages wait for. */
export const outboxSealed: Sealed = { table: 'outbox', id: 'id', columns: ['phone_sealed'] }

/** Puts an SMS in line, in the caller's transaction; nothing happens for whom no phone is recorded or who wants none of its kind. */
export const queueSms = async (tx: Tx, sms: QueuedSms): Promise<void> => {
  const { numAffectedRows } = await sql`
    insert into outbox (id, channel, phone_sealed, template, variables, not_before, expires_at, created_at)
    select ${sms.id}, 'sms', phone_sealed, ${sms.template}, ${JSON.stringify(sms.variables)}::jsonb, ${sms.notBefore},
      ${sms.expiresAt}, ${sms.now}
    from people p where p.id = ${sms.personId} and p.phone_sealed is not null
      and ${sms.kind === null ? sql`true` : wantsTexts(sql`p.id`, sql`${sms.kind}`)}`.execute(tx)
  if (numAffectedRows === 1n)
    await enqueue(tx, 'notify.handOver', { id: sms.id }, { key: `sms:${sms.id}`, runAt: sms.notBefore })
}

/** An SMS to somebody who is in no directory: the phone is handed on sealed as it is kept. Sent again under one id is once. */
export const queueSmsTo = async (
  tx: Tx,
  sms: Omit<QueuedSms, 'personId' | 'kind' | 'template'> & { phoneSealed: Buffer; template: 'progress' },
): Promise<void> => {
  const { numAffectedRows } = await sql`
    insert into outbox (id, channel, phone_sealed, template, variables, not_before, expires_at, created_at)
    values (${sms.id}, 'sms', ${sms.phoneSealed}, ${sms.template}, ${JSON.stringify(sms.variables)}::jsonb, ${sms.notBefore},
      ${sms.expiresAt}, ${sms.now})
    on conflict (id) do nothing`.execute(tx)
  if (numAffectedRows === 1n)
    await enqueue(tx, 'notify.handOver', { id: sms.id }, { key: `sms:${sms.id}`, runAt: sms.notBefore })
}

interface OutboxRow {
  phone: Buffer
  template: 'notice' | 'code' | 'progress'
  variables: Record<string, string>
}

/**
 * Hands one SMS to the provider, at least once: the row is marked after the provider took it, so a process that dies in
 * between hands it over again under the same reference. A failure is written down and thrown, so that the queue tries again.
 */
export const handOver = async (house: House, id: string, now: Date): Promise<void> => {
  const { rows } = await sql<OutboxRow>`
    update outbox set attempts = attempts + 1
    where id = ${id} and handed_over_at is null and not_before <= ${now} and (expires_at is null or expires_at > ${now})
    returning phone_sealed as phone, template, variables`.execute(house.db)
  const [row] = rows
  if (!row) return
  const failure = await handOverSms(house.config, messageOf(house, id, row))
  await sql`
    update outbox set handed_over_at = ${failure === null ? now : null}, last_error = ${failure} where id = ${id}`.execute(
    house.db,
  )
  if (failure === null || failure === 'no-channel') return
  await enqueue(
    house.db,
    'notify.probe',
    {},
    { key: 'notify.probe', runAt: new Date(now.getTime() + probeMs) },
  )
  throw new Error(`sms ${id}: ${failure}`)
}

const messageOf = (house: House, id: string, row: OutboxRow): Sms => ({
  reference: id,
  phone: house.keyring.open(row.phone),
  text: smsText(house, row.template, row.variables),
})

/** How long after a failure one message is tried to see whether the provider is back. */
const probeMs = 5_000

/** What may go out and has not: left by the queue, by a worker that died, or refused while the provider was away. */
const waiting = (now: Date) => sql`
  handed_over_at is null and not_before <= ${now} and created_at > ${now}::timestamptz - interval '2 days'
  and (expires_at is null or expires_at > ${now}) and last_error is distinct from 'no-channel'`

/** Tries the message that waits longest; once it is taken all that wait go out again, not each when its own turn comes. */
const probe = async (house: House, now: Date): Promise<void> => {
  const { rows } = await sql<{ id: string }>`
    select id from outbox where ${waiting(now)} order by created_at, id limit 1`.execute(house.db)
  const [oldest] = rows
  if (!oldest) return
  const isTaken = await handOver(house, oldest.id, now).then(
    () => true,
    () => false, // written down, and the next probe is in line
  )
  if (isTaken) await putInLine(house, sql`${waiting(now)} and attempts > 0`)
}

/** What nobody works on any more is put in line again while it is worth sending. */
const sweep = (house: House, now: Date): Promise<void> =>
  putInLine(house, sql`${waiting(now)} and not_before < ${now}::timestamptz - interval '1 minute'`)

const putInLine = async (house: House, which: RawBuilder<unknown>): Promise<void> => {
  await sql`
    select graphile_worker.add_job('notify.handOver', json_build_object('id', id), job_key => 'sms:' || id, max_attempts => 8)
    from (select id from outbox where ${which} order by created_at, id limit 20000) o`.execute(house.db)
}

export const notifyJobs: Job[] = [
  tellAgainJob,
  {
    name: 'notify.handOver',
    work: async (house, payload) => {
      if (typeof payload.id === 'string') await handOver(house, payload.id, house.clock())
    },
  },
  { name: 'notify.probe', work: (house) => probe(house, house.clock()) },
  { name: 'notify.sweep', cron: '*/2 * * * *', work: (house) => sweep(house, house.clock()) },
]
