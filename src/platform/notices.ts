import { type Tx, sql } from './db.ts'

/** One message to one person's inbox: no personal data, no phone. */
export interface NewNotice {
  personId: string
  committeeId: string
  /** one message per person and cause: type and id of what happened */
  cause: string
  title: string
  body: string
  path: string | null
}

/** Puts messages into inboxes in one statement; one that is there already for the same cause stays as it is. */
export const tell = async (tx: Tx, notices: NewNotice[], now: Date): Promise<void> => {
  if (notices.length === 0) return
  await sql`
    insert into notices (id, person_id, committee_id, cause, title, body, path, created_at)
    select gen_random_uuid(), "personId", "committeeId", cause, title, body, path, ${now}
    from json_to_recordset(${JSON.stringify(notices)}::json)
      n("personId" uuid, "committeeId" uuid, cause text, title text, body text, path text)
    on conflict do nothing`.execute(tx)
}
