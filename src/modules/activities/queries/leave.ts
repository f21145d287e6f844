import { type Actor, recordsOf } from '../../../platform/actor.ts'
import { dayOf } from '../../../platform/clock.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { openSteps, stateLabel } from '../../../platform/process.ts'
import type { LeaveFilter, LeaveRow } from '../contract.ts'
import { decidesLeave, leaveFlow, leaveVisibleTo } from '../leave-access.ts'
import { leaveProcess, type LeaveState } from '../process.ts'
import { leaveReasons } from '../rules.ts'
import { didInstead } from '../standings.ts'

/** 请假事由: the dictionary of one's own 政协, else as shipped for all, else the shipped default. */
export const listLeaveReasons = async (
  tx: Tx,
  actor: Actor,
): Promise<{ rows: { code: string; label: string }[] }> => {
  const committees = [...actor.seats, ...actor.grants].map((held) => held.committeeId)
  const { rows } = await sql<{ code: string; label: string }>`
    select code, label from (
      select distinct on (code) code, label, position from dictionary_entries
      where dictionary = 'leave_reason' and valid @> ${dayOf(actor.now)}::date
        and (committee_id is null or committee_id = any(${committees}::uuid[]))
      order by code, committee_id nulls last) e
    order by position, code`.execute(tx)
  return { rows: rows.length > 0 ? rows : [...leaveReasons] }
}

type Loaded = Omit<LeaveRow, 'stateLabel' | 'reasonLabel' | 'steps'> & { state: LeaveState }

/** How a leave stands in words: who came nevertheless, or acted alone, is not taken for absent. (C25) */
const leaveLabel = ({ state, instead }: Loaded): string => {
  const label = stateLabel(leaveProcess, state)
  if (instead === null || (state !== 'approved' && state !== 'requested')) return label
  return `${label}，${instead === 'collective' ? '人到了' : '另外自行开展了'}`
}

/** Leaves the actor may see, those that wait first; the reason for who decides and the person alone. */
export const listLeaves = async (
  tx: Tx,
  actor: Actor,
  filter: LeaveFilter,
): Promise<{ rows: LeaveRow[]; total: number }> => {
  const like = filter.search ? `%${filter.search}%` : null
  const { rows } = await sql<Loaded & { total: number }>`
    select l.id, l.campaign_id as "campaignId", c.name as "campaignName", l.person_id as "personId", p.name as "personName",
      v.short_name as "venueName", l.state, l.requested_at as "requestedAt",
      ${didInstead} as instead,
      case when l.person_id = any(${recordsOf(actor)}::uuid[]) or ${decidesLeave(actor)} then l.reason end as reason,
      case when l.venue_id is null then k.short_name || '政协办公室' else v.short_name || '召集人' end as "decidedBy",
      count(*) over () as total
    from leaves l join campaigns c on c.id = l.campaign_id join people p on p.id = l.person_id
      join units k on k.id = l.committee_id left join units v on v.id = l.venue_id
    where ${leaveVisibleTo(actor)}
      and (${filter.campaignId ?? null}::uuid is null or l.campaign_id = ${filter.campaignId ?? null})
      and (${filter.venueId ?? null}::uuid is null or l.venue_id = ${filter.venueId ?? null})
      and (${filter.state ?? null}::text is null or l.state = ${filter.state ?? null})
      and (${filter.own ?? false}::boolean = false or l.person_id = any(${recordsOf(actor)}::uuid[]))
      and (${like}::text is null or p.name like ${like})
    order by l.state = 'requested' desc, l.requested_at desc, l.id
    limit ${filter.size} offset ${(filter.page - 1) * filter.size}`.execute(tx)
  const reasons = (await listLeaveReasons(tx, actor)).rows
  const situations = await leaveFlow.situations(
    tx,
    actor,
    rows.map((row) => row.id),
  )
  return {
    rows: rows.map(({ total: _, ...row }) => {
      const situation = situations.get(row.id)
      return {
        ...row,
        reasonLabel: row.reason && (reasons.find(({ code }) => code === row.reason)?.label ?? row.reason),
        stateLabel: leaveLabel(row),
        steps: situation ? openSteps(leaveProcess, row.state, situation.roles, situation.facts) : [],
      }
    }),
    total: rows[0]?.total ?? 0,
  }
}
