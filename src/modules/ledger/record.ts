import { type Tx, sql } from '../../platform/db.ts'
import type { DutyKind } from './contract.ts'

/** Which duty: what proves it, what kind of duty it is, whose. */
export interface DutyKey {
  sourceType: string
  sourceId: string
  kind: DutyKind
  personId: string
}

/** A duty done. `facts` holds codes only, never words or names. */
export interface Duty extends DutyKey {
  /** the unit that organised it; its 政协 is kept beside */
  organiserId: string
  /** the day it was done, Asia/Shanghai */
  onDay: string
  campaignId?: string | null
  /** only when it was done as the holder of this mandate */
  mandateId?: string | null
  facts?: Record<string, unknown>
}

/** Records a duty; one that stands already stays as it is, one taken back before is recorded as the next round. (design.md §1.3) */
export const recordDuty = (tx: Tx, duty: Duty, now: Date): Promise<void> => recordDuties(tx, [duty], now)

/** Records many duties in one statement. */
export const recordDuties = async (tx: Tx, duties: Duty[], now: Date): Promise<void> => {
  if (duties.length === 0) return
  await sql`
    insert into duties (person_id, organiser_id, committee_id, mandate_id, kind, on_day, campaign_id, source_type, source_id,
      round, sign, facts, at)
    select d."personId", d."organiserId", u.committee_id, d."mandateId", d.kind, d."onDay", d."campaignId", d."sourceType",
      d."sourceId", coalesce(b.round, 0) + 1, 1, coalesce(d.facts, '{}'), ${now}
    from json_to_recordset(${JSON.stringify(duties)}::json) d("personId" uuid, "organiserId" uuid, "mandateId" uuid, kind text,
        "onDay" date, "campaignId" uuid, "sourceType" text, "sourceId" uuid, facts jsonb)
      join units u on u.id = d."organiserId"
      cross join lateral (${balance(sql`d."sourceType"`, sql`d."sourceId"`, sql`d.kind`, sql`d."personId"`)}) b
    where b.sum is distinct from 1
    on conflict do nothing`.execute(tx)
}

/** Takes a duty back: the row with sign −1 in the round that stands. Nothing happens when none stands. */
export const reverseDuty = (tx: Tx, duty: DutyKey, now: Date): Promise<void> => reverseDuties(tx, [duty], now)

/** Takes many duties back in one statement. */
export const reverseDuties = async (tx: Tx, duties: DutyKey[], now: Date): Promise<void> => {
  if (duties.length === 0) return
  await sql`
    insert into duties (person_id, organiser_id, committee_id, mandate_id, kind, on_day, campaign_id, source_type, source_id,
      round, sign, facts, at)
    select o.person_id, o.organiser_id, o.committee_id, o.mandate_id, o.kind, o.on_day, o.campaign_id, o.source_type, o.source_id,
      o.round, -1, o.facts, ${now}
    from json_to_recordset(${JSON.stringify(duties)}::json) d("sourceType" text, "sourceId" uuid, kind text, "personId" uuid)
      cross join lateral (${balance(sql`d."sourceType"`, sql`d."sourceId"`, sql`d.kind`, sql`d."personId"`)}) b
      join duties o on o.source_type = d."sourceType" and o.source_id = d."sourceId" and o.kind = d.kind
        and o.person_id = d."personId" and o.round = b.round and o.sign = 1
    where b.sum = 1
    on conflict do nothing`.execute(tx)
}

/** Last round of a duty and what its signs come to: 1 stands, 0 taken back, null never done. */
const balance = (type: unknown, id: unknown, kind: unknown, person: unknown) => sql`
  select max(x.round) as round, sum(x.sign) as sum from duties x
  where x.source_type = ${type} and x.source_id = ${id} and x.kind = ${kind} and x.person_id = ${person}`
