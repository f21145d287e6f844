import { beginningIn } from '../../platform/beginning-in.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { takeStep } from '../../platform/take-step.ts'
import type { Assignable, Matter } from '../assignments/index.ts'
import { opinionFlow, seenInFull } from './access.ts'
import { stopClock } from './clock.ts'
import { tellSpeakers } from './intake/telling.ts'

/** What departments and reviewers may read of opinions, and how an opinion moves with its assignments and replies. */
export const opinionAssignable: Assignable = {
  record: 'opinion',
  pathOf: (id) => `/staff/opinions/${id}`,
  describe: (tx, ids) => describe(tx, ids),
  visibleTo: (actor, id) =>
    sql<boolean>`exists (select from opinions i where i.id = ${id} and ${seenInFull(actor, 'opinion')})`,
  matches: (search, id) => {
    const like = `%${search.replace(/[\\%_]/g, '\\$&')}%`
    return sql<boolean>`exists (select from opinions i where i.id = ${id}
      and (i.number = ${search} or i.title like ${like} or i.words like ${like}))`
  },
  assigned: async (tx, actor, id) => {
    await takeStep(tx, actor, opinionFlow, id, { step: 'assign' })
  },
  recalled: async (tx, actor, id) => {
    await takeStep(tx, actor, opinionFlow, id, { step: 'recall' })
  },
  answered: async (tx, actor, id) => {
    await stopClock(tx, id)
    const { no } = await takeStep(tx, actor, opinionFlow, id, { step: 'answer' })
    await sql`update opinions set answered_at = ${actor.now} where id = ${id}`.execute(tx)
    await tellSpeakers(tx, id, 'answer', no, actor.now)
  },
}

const describe = async (tx: Tx, ids: string[]): Promise<Map<string, Matter>> => {
  const { rows } = await sql<Matter & { id: string }>`
    select i.id, i.committee_id as "committeeId", i.number, coalesce(i.title, ${beginningIn(sql`i.words`)}) as title, i.words, i.category,
      i.handler_id as "handlerId",
      (select w.venue_id from opinion_venues w where w.opinion_id = i.id order by w.venue_id limit 1) as "venueId",
      (select coalesce(array_agg(f.id order by f.created_at, f.id), '{}') from files f
        where f.owner_type = 'opinion' and f.owner_id = i.id and f.purpose = 'picture') as "pictureIds"
    from opinions i where i.id = any(${ids}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, ...matter }) => [id, matter]))
}
