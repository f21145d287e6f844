import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db.ts'
import type { CampaignDates } from './rules.ts'

/** A step of a campaign that was just taken, with its dates before and after. */
export interface CampaignStep {
  id: string
  step: string
  from: string
  before: CampaignDates
  after: CampaignDates
}

/** What a later module does when a campaign moves, in the same transaction; named in modules.ts, in plain view. */
export type Follower = (tx: Tx, actor: Actor, taken: CampaignStep) => Promise<void>
