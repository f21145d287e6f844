import { type Actor, committeesOf, recordsOf, unitsOf } from '../../platform/actor.ts'
import { dayOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { Forbidden } from '../../platform/errors.ts'
import type { Taker } from '../../platform/process.ts'
import type { Flow } from '../../platform/take-step.ts'
import { type LikenessState, type LikenessStep, likenessProcess } from './process.ts'

/**
 * Persons that this actor may see by name: the office those of its 政协, a special committee or contact group those who
 * belong to it, a convener the residents of the venue, everyone oneself. Nobody from above. `p` is people.
 */
export const visibleTo = (actor: Actor) => {
  const today = dayOf(actor.now)
  const bodies = unitsOf(actor, 'special_committee', 'contact_group')
  return sql<boolean>`(
    p.committee_id = any(${unitsOf(actor, 'office')}::uuid[])
    or p.id = any(${recordsOf(actor)}::uuid[])
    or exists (select from mandates v where v.person_id = p.id and v.valid @> ${today}::date
      and (v.special_committee_id = any(${bodies}::uuid[]) or v.group_id = any(${bodies}::uuid[])))
    or exists (select from residencies r where r.person_id = p.id and r.valid @> ${today}::date
      and r.venue_id = any(${unitsOf(actor, 'convener')}::uuid[])))`
}

/** The 政协 whose members are asked for: the given one, else the first that the actor has a role in. Throws Forbidden. */
export const committeeAsked = (actor: Actor, asked: string | undefined): string => {
  const own = committeesOf(actor, 'office', 'special_committee', 'contact_group', 'convener')
  const committeeId = asked ?? own[0]
  if (!committeeId || !own.includes(committeeId)) throw new Forbidden()
  return committeeId
}

interface LikenessFacts {
  id: string
  committeeId: string
  name: string
  otherCommittee: string
  isInside: boolean
}

/** Two records of 政协; asked of the office that brought the newer one. */
export const likenessFlow: Flow<LikenessState, LikenessStep, unknown> = {
  process: likenessProcess,
  table: 'likenesses',
  situations: async (tx: Tx, actor, ids) => {
    const { rows } = await sql<LikenessFacts>`
      select l.id, l.committee_id as "committeeId", p.name, u.short_name as "otherCommittee",
        o.committee_id = l.committee_id as "isInside"
      from likenesses l join people p on p.id = l.person_id join people o on o.id = l.other_id
        join units u on u.id = o.committee_id
      where l.id = any(${ids}::uuid[])`.execute(tx)
    const kept = unitsOf(actor, 'office')
    return new Map(
      rows.map((row) => [
        row.id,
        {
          facts: row,
          roles: new Set<Taker>(kept.includes(row.committeeId) ? ['office'] : []),
          asks: () => ({
            to: { unitId: row.committeeId, role: 'office' },
            title: `核对：${row.name}与${row.isInside ? '本政协的另一份记录' : `${row.otherCommittee}政协的一位`}可能是同一人`,
            path: `/staff/members/likenesses/${row.id}`,
            dueOn: null,
          }),
        },
      ]),
    )
  },
}
