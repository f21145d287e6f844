import { type Tx, sql } from '../db.ts'
import type { NewNotice } from './inbox.ts'

/** Puts the same message, or one each, into many inboxes in one statement, once per person and cause; inbox only. */
export const notifyMany = async (tx: Tx, notices: Omit<NewNotice, 'sms'>[], now: Date): Promise<void> => {
  if (notices.length === 0) return
  await sql`
    insert into notices (id, person_id, committee_id, cause, title, body, path, created_at)
    select gen_random_uuid(), "personId", "committeeId", cause, title, body, path, ${now}
    from json_to_recordset(${JSON.stringify(notices)}::json)
      n("personId" uuid, "committeeId" uuid, cause text, title text, body text, path text)
    on conflict (person_id, cause) do nothing`.execute(tx)
}
