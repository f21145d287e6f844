import { endOf, startOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'

/** What the figures of a campaign are counted against: its issuer, its day and its windows. */
export interface Frame {
  campaignId: string
  campaignName: string
  campaignState: string
  issuerId: string
  issuerLevel: 'province' | 'city' | 'county'
  heldOn: string
  collectiveFrom: string
  collectiveUntil: string
  ownFrom: string
  ownUntil: string
  uploadDueOn: string
  returnDueOn: string
}

export const getFrame = async (tx: Tx, campaignId: string): Promise<Frame> => {
  const { rows } = await sql<Frame>`
    select c.id as "campaignId", c.name as "campaignName", c.state as "campaignState", c.committee_id as "issuerId",
      i.level as "issuerLevel", c.held_on as "heldOn", c.collective_from as "collectiveFrom",
      c.collective_until as "collectiveUntil", c.own_from as "ownFrom", c.own_until as "ownUntil",
      c.upload_due_on as "uploadDueOn", c.return_due_on as "returnDueOn"
    from campaigns c join units i on i.id = c.committee_id
    where c.id = ${campaignId} and c.state <> 'draft'`.execute(tx)
  const [frame] = rows
  if (!frame) throw new NotFound()
  return frame
}

/** First instant of the collective window and first after it, in Shanghai. */
export const collectiveInstants = (frame: Frame): { from: Date; until: Date } => ({
  from: startOf(frame.collectiveFrom),
  until: endOf(frame.collectiveUntil),
})
