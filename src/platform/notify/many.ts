import { type Tx, sql } from '../db.ts'
import type { NewNotice } from './inbox.ts'
import { type Told, beginTelling } from './tellings.ts'

/**
 * Puts the same message, or one each, into many inboxes in one statement, once per person and cause; inbox only. With `told` its
 * teller sees later who has not read it, and may tell those again.
 */
export const notifyMany = async (
  tx: Tx,
  notices: Omit<NewNotice, 'text'>[],
  now: Date,
  told?: Told,
): Promise<void> => {
  if (notices.length === 0) return
  const tellingId = told ? await beginTelling(tx, told, now) : null
  await sql`
    insert into notices (id, person_id, committee_id, cause, title, body, path, created_at, telling_id)
    select gen_random_uuid(), "personId", "committeeId", cause, title, body, path, ${now}, ${tellingId}::uuid
    from json_to_recordset(${JSON.stringify(notices)}::json)
      n("personId" uuid, "committeeId" uuid, cause text, title text, body text, path text)
    on conflict (person_id, cause) do nothing`.execute(tx)
}
