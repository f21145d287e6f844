import { type Tx, sql } from '../../platform/db.ts'
import { openTodos } from '../../platform/todos.ts'

/** What a studio can be asked for in a campaign. */
export type VenueMatter = 'post' | 'activity'

/** What a studio is asked for: a line in its conveners' to-dos, gone with the deed. */
export interface VenueAsk {
  venueId: string
  committeeId: string
  title: string
  path: string
  dueOn: string
}

const trackOf = (campaignId: string, matter: VenueMatter) => `${campaignId}:${matter}`

/** Opens a to-do for the conveners of each studio; one that is open stays as it is. */
export const askVenues = (
  tx: Tx,
  campaignId: string,
  matter: VenueMatter,
  asks: VenueAsk[],
  now: Date,
): Promise<void> =>
  openTodos(
    tx,
    asks.map(({ venueId, ...ask }) => ({
      ...ask,
      recordType: 'venue_ask',
      recordId: venueId,
      track: trackOf(campaignId, matter),
      kind: `campaign.${matter}`,
      to: { unitId: venueId, role: 'convener' },
    })),
    now,
  )

/** The deed is done: what the studios were asked for in this campaign waits no longer. */
export const venuesDid = async (
  tx: Tx,
  did: { campaignId: string | null; venueIds: string[]; matter: VenueMatter },
  now: Date,
): Promise<void> => {
  if (!did.campaignId) return
  await sql`
    update todos set closed_at = ${now}
    where record_type = 'venue_ask' and record_id = any(${did.venueIds}::uuid[])
      and track = ${trackOf(did.campaignId, did.matter)} and closed_at is null`.execute(tx)
}

/** The campaign is over or will not be: nothing of it waits any more. */
export const endVenueAsks = async (tx: Tx, campaignId: string, now: Date): Promise<void> => {
  const tracks = [trackOf(campaignId, 'post'), trackOf(campaignId, 'activity')]
  await sql`
    update todos set closed_at = ${now}
    where record_type = 'venue_ask' and track = any(${tracks}) and closed_at is null`.execute(tx)
}
