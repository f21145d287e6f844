import { type Actor, committeesOf, unitsOf } from '../../platform/actor.ts'
import { type Tx, sql } from '../../platform/db.ts'
import type { Taker } from '../../platform/process.ts'
import type { Flow, Situation } from '../../platform/take-step.ts'
import { type CampaignFacts, type CampaignState, campaignProcess } from './process.ts'

/** Campaigns that this actor may see: those of the own 政协, and those issued to it. `c` is campaigns. */
export const visibleTo = (actor: Actor) => {
  const committees = committeesOf(
    actor,
    'office',
    'special_committee',
    'convener',
    'contact_group',
    'leader',
    'member',
  )
  return sql<boolean>`(
    (c.committee_id = any(${committees}::uuid[]) and (c.state <> 'draft' or c.committee_id = any(${unitsOf(actor, 'office')}::uuid[])))
    or (c.state <> 'draft' and exists (
      select from campaign_committees r where r.campaign_id = c.id and r.committee_id = any(${committees}::uuid[]))))`
}

interface Row extends CampaignFacts {
  id: string
  committeeId: string
  heldOn: string
}

export const campaignFlow: Flow<
  CampaignState,
  'issue' | 'postpone' | 'extend' | 'cancel' | 'close',
  CampaignFacts
> = {
  process: campaignProcess,
  table: 'campaigns',
  situations: async (tx: Tx, actor, ids) => {
    const { rows } = await sql<Row>`
      select c.id, c.committee_id as "committeeId", c.held_on as "heldOn", c.notice <> '' as "noticeWritten",
        (select count(*) from campaign_kinds k where k.campaign_id = c.id) as "kindCount",
        (select count(*) from figure_reach r join units u on u.id = r.unit_id and u.kind = 'committee'
          where r.ancestor_id = c.committee_id and r.valid @> c.held_on) as "committeeCount"
      from campaigns c where c.id = any(${ids}::uuid[]) and ${visibleTo(actor)}`.execute(tx)
    return new Map(rows.map((row) => [row.id, situationOf(actor, row)]))
  },
}

const situationOf = (actor: Actor, row: Row): Situation<CampaignFacts> => ({
  facts: row,
  roles: new Set<Taker>(unitsOf(actor, 'office').includes(row.committeeId) ? ['office'] : ['member']),
  asks: () => null,
})
