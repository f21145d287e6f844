import { type Actor, committeesOf, unitsOf } from '../../platform/actor.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { type Day, getDay } from './board/day.ts'

/** A unit whose board somebody looks at. */
export interface Root {
  unitId: string
  name: string
  kind: 'committee' | 'special_committee' | 'venue'
  level: 'province' | 'city' | 'county'
  committeeId: string
  committeeName: string
}

/** Units through which the actor sees figures: of a 政协, of a special committee, of a studio. */
export const lookouts = (actor: Actor): string[] =>
  unitsOf(actor, 'office', 'leader', 'special_committee', 'convener')

/** 政协 within which the actor sees names. */
export const ownCommittees = (actor: Actor): string[] =>
  committeesOf(actor, 'office', 'leader', 'special_committee')

/**
 * The day of a campaign and the unit asked for, or the actor's own widest one; within what the actor's units reach in
 * figures on D. Throws NotFound for what is not reached, and for a campaign that the actor's 政协 never got.
 */
export const lookAt = async (
  tx: Tx,
  actor: Actor,
  campaignId: string,
  unitId: string | undefined,
): Promise<{ day: Day; root: Root }> => {
  const day = await getDay(tx, campaignId)
  const own = lookouts(actor)
  const { rows } = await sql<Root>`
    select u.id as "unitId", u.short_name as name, u.kind, u.level, u.committee_id as "committeeId", c.short_name as "committeeName"
    from units u join units c on c.id = u.committee_id
    where ${unitId ? sql`u.id = ${unitId}` : sql`u.id = any(${own}::uuid[])`}
      and u.kind in ('committee', 'special_committee', 'venue')
      and exists (select from figure_reach f where f.unit_id = u.id and f.ancestor_id = any(${own}::uuid[]) and f.valid @> ${day.heldOn}::date)
      and exists (select from figure_reach f join campaign_committees r on r.committee_id = f.ancestor_id
        where f.unit_id = u.id and r.campaign_id = ${campaignId} and f.valid @> ${day.heldOn}::date)
    order by array_position(array['committee', 'special_committee', 'venue'], u.kind),
      array_position(array['province', 'city', 'county'], u.level), u.code limit 1`.execute(tx)
  const [root] = rows
  if (!root) throw new NotFound()
  return { day, root }
}
