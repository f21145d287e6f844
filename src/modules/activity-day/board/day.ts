import { dayOf, endOf, startOf } from '../../../platform/clock.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'

/** What the figures of a campaign are counted against: its day, its windows, its deadlines, and how it stands. */
export interface Day {
  campaignId: string
  issuerId: string
  state: string
  heldOn: string
  collectiveFrom: string
  collectiveUntil: string
  ownFrom: string
  ownUntil: string
  uploadDueOn: string
  returnDueOn: string
  issuedAt: string
  /** the same as a day of Shanghai */
  issuedOn: string
}

/** The day of a campaign that was issued. Throws NotFound for a draft. */
export const getDay = async (tx: Tx, campaignId: string): Promise<Day> => {
  const { rows } = await sql<Day>`
    select id as "campaignId", committee_id as "issuerId", state, held_on as "heldOn", collective_from as "collectiveFrom",
      collective_until as "collectiveUntil", own_from as "ownFrom", own_until as "ownUntil",
      upload_due_on as "uploadDueOn", return_due_on as "returnDueOn", coalesce(issued_at, created_at) as "issuedAt",
      (coalesce(issued_at, created_at) at time zone 'Asia/Shanghai')::date as "issuedOn"
    from campaigns where id = ${campaignId} and state <> 'draft'`.execute(tx)
  const [day] = rows
  if (!day) throw new NotFound()
  return day
}

/** First instant of the collective window and first after it, in Shanghai. */
export const collectiveSpan = (day: Day): { from: Date; until: Date } => ({
  from: startOf(day.collectiveFrom),
  until: endOf(day.collectiveUntil),
})

/** Whether the collective window has begun: before it, what is missing is a plan; from it on, what was done. */
export const hasBegun = (day: Day, now: Date): boolean => dayOf(now) >= day.collectiveFrom
