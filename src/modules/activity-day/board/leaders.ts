import { type Actor, unitsOf } from '../../../platform/actor.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { lookAt } from '../access.ts'
import { standingOf, withDay } from './relations.ts'

export interface LeaderLine {
  personId: string
  name: string
  venueId: string
  venueName: string
  standing: string
  /** came to an activity of this very studio */
  attendedHere: boolean
}

/** Leaders of the office's own 政协, the studio each sits in, and whether they came: seen by the office alone. (domain.md H4) */
export const listLeaders = async (tx: Tx, actor: Actor, campaignId: string): Promise<LeaderLine[]> => {
  const { day } = await lookAt(tx, actor, campaignId, undefined)
  const { rows } = await sql<LeaderLine>`
    ${withDay(day)}
    select r.person_id as "personId", q.name, r.venue_id as "venueId", s.name as "venueName", ${standingOf(sql`b.act`)} as standing,
      exists (select from hosts h join attended a on a.activity_id = h.activity_id
        where h.venue_id = r.venue_id and a.person_id = r.person_id) as "attendedHere"
    from residents r join studios s on s.venue_id = r.venue_id join people q on q.id = r.person_id
      left join best b on b.person_id = r.person_id
    where r.is_leader and exists (
      select from seats m where m.person_id = r.person_id and m.committee_id = any(${unitsOf(actor, 'office')}::uuid[]))
    order by q.name_pinyin, s.code`.execute(tx)
  return rows
}
