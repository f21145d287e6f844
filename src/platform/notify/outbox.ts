import { type Tx, sql } from '../db.ts'
import type { Sealed } from '../rotation.ts'
import type { TextKind } from './kinds.ts'
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

/**
 * Puts an SMS in line, in the caller's transaction; nothing happens for whom no phone is recorded or who wants none of its kind.
 * `startOutbox` hands it over.
 */
export const queueSms = async (tx: Tx, sms: QueuedSms): Promise<void> => {
  await sql`
    insert into outbox (id, channel, phone_sealed, template, variables, not_before, due_at, expires_at, created_at)
    select ${sms.id}, 'sms', phone_sealed, ${sms.template}, ${JSON.stringify(sms.variables)}::jsonb, ${sms.notBefore},
      ${sms.notBefore}, ${sms.expiresAt}, ${sms.now}
    from people p where p.id = ${sms.personId} and p.phone_sealed is not null
      and ${sms.kind === null ? sql`true` : wantsTexts(sql`p.id`, sql`${sms.kind}`)}`.execute(tx)
}

/** An SMS to somebody who is in no directory: the phone is handed on sealed as it is kept. Sent again under one id is once. */
export const queueSmsTo = async (
  tx: Tx,
  sms: Omit<QueuedSms, 'personId' | 'kind' | 'template'> & { phoneSealed: Buffer; template: 'progress' },
): Promise<void> => {
  await sql`
    insert into outbox (id, channel, phone_sealed, template, variables, not_before, due_at, expires_at, created_at)
    values (${sms.id}, 'sms', ${sms.phoneSealed}, ${sms.template}, ${JSON.stringify(sms.variables)}::jsonb, ${sms.notBefore},
      ${sms.notBefore}, ${sms.expiresAt}, ${sms.now})
    on conflict (id) do nothing`.execute(tx)
}
