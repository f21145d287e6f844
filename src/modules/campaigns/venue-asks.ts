import type { RawBuilder } from 'kysely'
import { type Tx, sql } from '../../platform/db.ts'
import { closeManyTodos, moveTodos, openTodos } from '../../platform/todos.ts'

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

const recordType = 'venue_ask'
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
      recordType,
      recordId: venueId,
      track: trackOf(campaignId, matter),
      kind: `campaign.${matter}`,
      to: { unitId: venueId, role: 'convener' },
    })),
    now,
  )

/** Whether a studio's to-do in a campaign is open; both are SQL expressions. */
export const isAskedOf = (
  campaignId: RawBuilder<unknown>,
  venueId: RawBuilder<unknown>,
  matter: VenueMatter,
) =>
  sql<boolean>`exists (
    select from todos w where w.record_type = ${sql.lit(recordType)} and w.record_id = ${venueId}
      and w.track = ${campaignId} || ${sql.lit(`:${matter}`)} and w.closed_at is null)`

/** The deed is done: what the studios were asked for in this campaign waits no longer. */
export const venuesDid = async (
  tx: Tx,
  did: { campaignId: string | null; venueIds: string[]; matter: VenueMatter },
  now: Date,
): Promise<void> => {
  if (!did.campaignId) return
  await closeManyTodos(
    tx,
    { recordType, recordIds: did.venueIds, tracks: [trackOf(did.campaignId, did.matter)] },
    now,
  )
}

const both = (campaignId: string) => [trackOf(campaignId, 'post'), trackOf(campaignId, 'activity')]

/** The campaign is over or will not be: nothing of it waits any more. */
export const endVenueAsks = (tx: Tx, campaignId: string, now: Date): Promise<void> =>
  closeManyTodos(tx, { recordType, tracks: both(campaignId) }, now)

/** The campaign's day has moved: what was asked for moves with it. */
export const moveVenueAsks = (tx: Tx, campaignId: string, days: number): Promise<void> =>
  moveTodos(tx, { recordType, tracks: both(campaignId) }, days)
