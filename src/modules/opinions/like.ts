import { type Actor, committeesOf } from '../../platform/actor.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { stateLabel } from '../../platform/process.ts'
import { segment } from '../../platform/segment.ts'
import { seenInFull } from './access.ts'
import type { LikeItem } from './contract.ts'
import { opinionProcess } from './process.ts'
import { likenessOf, termsOf } from './terms.ts'

/** Like enough to be worth a look, of 100. Assumed: decision 0026. */
const leastLikeness = 18
const mostShown = 5

/** Items whose wording is like these words, the likest first, among those the actor reads in full. */
export const findLike = async (
  tx: Tx,
  actor: Actor,
  given: { words: string; exceptId?: string },
): Promise<LikeItem[]> => {
  const terms = termsOf(given.words)
  if (terms.likeness.length === 0) return []
  const { rows } = await sql<Omit<LikeItem, 'likeness' | 'stateLabel'> & { state: string }>`
    with met as materialized (
      select i.id from opinions i where i.likeness && ${terms.likeness}::int[] and i.committee_id = any(${ownOf(actor)}::uuid[])
      order by i.received_at desc limit 300
    )
    select i.id, i.number, i.words, i.state, i.received_at as "receivedAt" from met join opinions i using (id)
    where i.state not in ('withdrawn', 'invalid', 'merged') and i.id is distinct from ${given.exceptId ?? null}::uuid
      and ${seenInFull(actor, 'opinion')}`.execute(tx)
  return rows
    .map(({ state, ...row }) => ({
      ...row,
      stateLabel: stateLabel(opinionProcess, state),
      likeness: likenessOf(terms.search, segment(row.words)),
    }))
    .filter((row) => row.likeness >= leastLikeness)
    .toSorted((one, other) => other.likeness - one.likeness)
    .slice(0, mostShown)
}

const ownOf = (actor: Actor): string[] =>
  committeesOf(actor, 'office', 'leader', 'convener', 'contact_group', 'special_committee', 'member')
