import { type Actor, committeesOf, recordsOf, unitsOf } from '../../platform/actor.ts'
import { type Tx, sql } from '../../platform/db.ts'
import type { Taker } from '../../platform/process.ts'
import type { Flow, Situation } from '../../platform/take-step.ts'
import { type LeaveState, type LeaveStep, leaveProcess } from './process.ts'

/** Whether the actor decides on leave `l`: the studio's convener, or the office where no studio is asked; never on one's own. */
export const decidesLeave = (actor: Actor) => sql<boolean>`(
  l.person_id <> all(${recordsOf(actor)}::uuid[]) and case when l.venue_id is null
    then l.committee_id = any(${unitsOf(actor, 'office')}::uuid[])
    else l.venue_id = any(${unitsOf(actor, 'convener')}::uuid[]) end)`

/** Leaves that this actor may see: one's own, those one decides, and those of one's own 政协 for its office. `l` is leaves. */
export const leaveVisibleTo = (actor: Actor) => sql<boolean>`(
  l.person_id = any(${recordsOf(actor)}::uuid[]) or ${decidesLeave(actor)} or l.committee_id = any(${committeesOf(actor, 'office')}::uuid[]))`

interface Row {
  id: string
  personId: string
  personName: string
  campaignName: string
  committeeId: string
  venueId: string | null
  state: string
  decides: boolean
}

export const leaveFlow: Flow<LeaveState, LeaveStep, unknown> = {
  process: leaveProcess,
  table: 'leaves',
  situations: async (tx: Tx, actor, ids) => {
    const { rows } = await sql<Row>`
      select l.id, l.person_id as "personId", p.name as "personName", c.name as "campaignName", l.committee_id as "committeeId",
        l.venue_id as "venueId", l.state, ${decidesLeave(actor)} as decides
      from leaves l join people p on p.id = l.person_id join campaigns c on c.id = l.campaign_id
      where l.id = any(${ids}::uuid[])
        and (${leaveVisibleTo(actor)} or l.recorded_by = ${actor.personId})`.execute(tx)
    return new Map(rows.map((row) => [row.id, situationOf(actor, row)]))
  },
}

const situationOf = (actor: Actor, row: Row): Situation<unknown> => {
  const roles = new Set<Taker>(['member'])
  const isOwn = recordsOf(actor).includes(row.personId)
  if (isOwn) roles.add('owner')
  if (row.decides) roles.add('handler')
  // While it waits for the office itself, the office decides as anybody would; afterwards it overrules.
  const overrules = !isOwn && unitsOf(actor, 'office').includes(row.committeeId)
  if (overrules && !(row.decides && row.state === 'requested')) roles.add('office')
  return {
    facts: {},
    roles,
    asks: () => ({
      to: row.venueId
        ? { unitId: row.venueId, role: 'convener' }
        : { unitId: row.committeeId, role: 'office' },
      title: `${row.personName}请假，等您批：${row.campaignName}`,
      path: '/staff/leaves',
      dueOn: null,
    }),
  }
}
