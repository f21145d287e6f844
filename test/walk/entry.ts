import type { Endpoint } from '../../src/platform/contract.ts'
import type { Tx } from '../../src/platform/db.ts'
import { type Relation, relations } from '../../src/platform/policy.ts'
import type { Player } from './cast.ts'
import type { World } from './places.ts'

/** What is sent; `:id` of the path and others are filled from params. */
export interface Ask {
  params?: Record<string, string>
  query?: Record<string, string>
  body?: unknown
  upload?: { name: string; content: Uint8Array; mediaType: string }
}

/** What an ask is made from: the world, who asks, and the transaction that is undone afterwards. */
export interface Setting {
  tx: Tx
  world: World
  player: Player
  /** a player's person by name */
  person: (name: string) => string
  /** sheets that A's office has sent up and not run yet, and their content */
  sheets: Record<'members' | 'venues' | 'opinions', { id: string; content: Buffer }>
}

/**
 * One way to call an endpoint, with the least that is valid. `record`: the policy is read against a record of place A.
 * `role`: nothing of A is named, whoever holds a role of the policy is let in. A list of names: exactly these are let in.
 */
export interface Entry {
  ask: (setting: Setting) => Ask | Promise<Ask>
  who: 'record' | 'role' | string[]
  /** status for those let in */
  status?: number
  /** let in by the policy, yet answered otherwise: why, in words, and with which status */
  save?: Record<string, [status: number, why: string]>
  /** audit rows of single items that stand before the request's own, for who is let in */
  items?: (player: Player) => string[]
  /** canaries of other places that it shows by design, and why */
  shows?: { reach: string; why: string }
}

export const record = (ask: Entry['ask'], more: Partial<Entry> = {}): Entry => ({
  who: 'record',
  ask,
  ...more,
})
export const role = (ask: Entry['ask'] = () => ({}), more: Partial<Entry> = {}): Entry => ({
  who: 'role',
  ask,
  ...more,
})
export const only = (who: string[], ask: Entry['ask'], more: Partial<Entry> = {}): Entry => ({
  who,
  ask,
  ...more,
})

/** What the written policy says of this player: the status it must be answered with, or `refused` (403 or 404). */
export const expected = (endpoint: Endpoint, entry: Entry, player: Player): number | 'refused' => {
  const exception = entry.save?.[player.name] ?? entry.save?.[player.role]
  if (exception) return exception[0]
  return isLetIn(endpoint, entry, player) ? (entry.status ?? 200) : 'refused'
}

const isLetIn = (endpoint: Endpoint, entry: Entry, player: Player): boolean => {
  if (Array.isArray(entry.who)) return entry.who.includes(player.name)
  if (endpoint.policy.who !== 'roles') return true
  const farthest = endpoint.policy.allow[player.role]
  if (!farthest) return false
  return entry.who === 'role' || farness(player.relation) <= farness(farthest)
}

/** `any` is farther than everything, `other` as far as it. */
const farness = (relation: Relation | 'other'): number =>
  relation === 'other' ? relations.indexOf('any') : relations.indexOf(relation)
