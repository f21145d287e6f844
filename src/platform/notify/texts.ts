import type { RawBuilder } from 'kysely'
import { type Actor, recordsOf } from '../actor.ts'
import { dayOf } from '../clock.ts'
import { type Tx, sql } from '../db.ts'
import { type TextKind, textKindNames, textKinds } from './kinds.ts'
import { afterQuietHours } from './quiet-hours.ts'

/** A message as SMS: `cause` names what it is about, a person gets one such a day at most. */
export interface Text {
  personId: string
  kind: TextKind
  cause: string
  title: string
}

const hoursWorthSending = 24

/** Whether a person has left this kind of SMS on; both are SQL. The one place that asks. */
export const wantsTexts = (personId: RawBuilder<unknown>, kind: RawBuilder<unknown>) =>
  sql<boolean>`not exists (select from text_choices w where w.person_id = ${personId} and w.kind = ${kind})`

/**
 * Puts messages into line as SMS in one statement: once a day for a person, the first by cause; never for whom no phone is
 * recorded or who switched the kind off; at night they wait until eight. Answers how many.
 */
export const textMany = async (tx: Tx, texts: readonly Text[], now: Date): Promise<number> => {
  if (texts.length === 0) return 0
  const at = afterQuietHours(now)
  const until = new Date(at.getTime() + hoursWorthSending * 3_600_000)
  const { numAffectedRows } = await sql`
    with asked as (
      select distinct on (t."personId") gen_random_uuid() as id, t."personId" as person_id, t.title, p.phone_sealed
      from json_to_recordset(${JSON.stringify(texts)}::json) t("personId" uuid, kind text, cause text, title text)
        join people p on p.id = t."personId" and p.phone_sealed is not null
      where ${wantsTexts(sql`t."personId"`, sql`t.kind`)}
      order by t."personId", t.cause),
    marked as (
      insert into texted (person_id, on_day, outbox_id) select person_id, ${dayOf(at)}::date, id from asked
      on conflict do nothing returning outbox_id)
    insert into outbox (id, channel, phone_sealed, template, variables, not_before, due_at, expires_at, created_at)
    select a.id, 'sms', a.phone_sealed, 'notice', jsonb_build_object('title', a.title), ${at}::timestamptz,
      ${at}::timestamptz, ${until}::timestamptz, ${now}::timestamptz
    from asked a join marked m on m.outbox_id = a.id`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/** Which kinds one gets by SMS, and whether there is a phone to send them to. */
export const getTextChoices = async (tx: Tx, actor: Actor) => {
  const { rows } = await sql<{ hasPhone: boolean; off: TextKind[] }>`
    select p.phone_sealed is not null as "hasPhone",
      coalesce((select json_agg(c.kind) from text_choices c where c.person_id = p.id), '[]') as off
    from people p where p.id = ${actor.personId}`.execute(tx)
  const { hasPhone, off } = rows[0] ?? { hasPhone: false, off: [] }
  return {
    hasPhone,
    kinds: textKindNames.map((kind) => ({ kind, ...textKinds[kind], isOn: !off.includes(kind) })),
  }
}

/** Switches one kind of one's own SMS on or off; codes for signing in come all the same. */
export const chooseTexts = async (
  tx: Tx,
  actor: Actor,
  { kind, isOn }: { kind: TextKind; isOn: boolean },
): Promise<{ kind: TextKind; isOn: boolean }> => {
  const records = [...recordsOf(actor)]
  if (isOn)
    await sql`delete from text_choices where person_id = any(${records}::uuid[]) and kind = ${kind}`.execute(
      tx,
    )
  else
    await sql`
      insert into text_choices (person_id, kind, off_at)
      select id, ${kind}, ${actor.now} from unnest(${records}::uuid[]) id on conflict do nothing`.execute(tx)
  return { kind, isOn }
}
