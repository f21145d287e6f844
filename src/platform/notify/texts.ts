import type { Actor } from '../actor.ts'
import { dayOf } from '../clock.ts'
import { type Tx, sql } from '../db.ts'
import { afterQuietHours } from './quiet-hours.ts'

/** A reminder as SMS: `cause` names what it is about, a person gets one message a day at most. */
export interface Text {
  personId: string
  cause: string
  title: string
}

const hoursWorthSending = 24

/**
 * Puts reminders into line as SMS in one statement: once a day for a person, the first by cause; never for whom no phone is
 * recorded or who switched them off; at night they wait until eight. Answers how many.
 */
export const textMany = async (tx: Tx, texts: readonly Text[], now: Date): Promise<number> => {
  if (texts.length === 0) return 0
  const at = afterQuietHours(now)
  const until = new Date(at.getTime() + hoursWorthSending * 3_600_000)
  const { rows } = await sql<{ id: string }>`
    with asked as (
      select distinct on (t."personId") gen_random_uuid() as id, t."personId" as person_id, t.title, p.phone_sealed
      from json_to_recordset(${JSON.stringify(texts)}::json) t("personId" uuid, cause text, title text)
        join people p on p.id = t."personId" and p.phone_sealed is not null
      where not exists (select from text_choices c where c.person_id = t."personId")
      order by t."personId", t.cause),
    marked as (
      insert into texted (person_id, on_day, outbox_id) select person_id, ${dayOf(at)}::date, id from asked
      on conflict do nothing returning outbox_id),
    queued as (
      insert into outbox (id, channel, phone_sealed, template, variables, not_before, expires_at, created_at)
      select a.id, 'sms', a.phone_sealed, 'notice', jsonb_build_object('title', a.title), ${at}::timestamptz,
        ${until}::timestamptz, ${now}::timestamptz
      from asked a join marked m on m.outbox_id = a.id returning id)
    select q.id, graphile_worker.add_job('notify.handOver', json_build_object('id', q.id),
      run_at => ${at}::timestamptz, job_key => 'sms:' || q.id, max_attempts => 8) is null as queued
    from queued q`.execute(tx)
  return rows.length
}

/** Whether one gets reminders by SMS. */
export const getTextChoice = async (tx: Tx, actor: Actor): Promise<{ isOn: boolean; hasPhone: boolean }> => {
  const { rows } = await sql<{ isOn: boolean; hasPhone: boolean }>`
    select not exists (select from text_choices c where c.person_id = p.id) as "isOn", p.phone_sealed is not null as "hasPhone"
    from people p where p.id = ${actor.personId}`.execute(tx)
  return rows[0] ?? { isOn: false, hasPhone: false }
}

/** Switches one's own reminders by SMS on or off; codes for signing in come all the same. */
export const chooseTexts = async (tx: Tx, actor: Actor, isOn: boolean): Promise<{ isOn: boolean }> => {
  if (isOn) await sql`delete from text_choices where person_id = ${actor.personId}`.execute(tx)
  else
    await sql`
      insert into text_choices (person_id, off_at) values (${actor.personId}, ${actor.now}) on conflict do nothing`.execute(
      tx,
    )
  return { isOn }
}
