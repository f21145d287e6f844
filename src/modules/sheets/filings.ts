import { v7 as newId } from 'uuid'
import type { Actor } from '../../platform/actor.ts'
import { dayOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import { beginProcess, takeStep } from '../../platform/take-step.ts'
import type { Seen } from './access.ts'
import { isOffSystem } from './beside.ts'
import { studiosOf } from './definitions.ts'
import { type Frame, getFrame } from './frame.ts'
import { clockRequest, filingFlow } from './return-flow.ts'

/** One who ought to file, and whom with. */
export interface Expected {
  unitId: string
  unitName: string
  unitFullName: string
  kind: string
  committeeId: string
  receiverId: string
  annex: 1 | 2
  offSystem: boolean
}

/**
 * Who ought to file on D, in division order: each 政协 below the issuer with the one that guides it, and each special
 * committee of the issuing province that guides a studio. (domain.md C29, Filing)
 */
export const expectedOf = (frame: Frame) => sql`
  select u.id as "unitId", u.short_name as "unitName", u.name as "unitFullName", u.kind, u.committee_id as "committeeId", u.code,
    case when u.kind = 'committee' then g.guide_id else u.committee_id end as "receiverId",
    case when u.kind = 'committee' then 2 else 1 end as annex, ${isOffSystem(frame)} as "offSystem"
  from units u join figure_reach f on f.unit_id = u.id and f.ancestor_id = ${frame.issuerId} and f.valid @> ${frame.heldOn}::date
    left join guidances g on g.unit_id = u.id and g.valid @> ${frame.heldOn}::date
  where u.open_during @> ${frame.heldOn}::date and u.id <> ${frame.issuerId}
    and (u.kind = 'committee' or (u.kind = 'special_committee' and u.level = 'province'
      and u.id in (select s.guide_id from (${studiosOf(frame)}) s)))`

/** Whoever is expected by one receiver; all receivers when null. */
export const listExpected = async (tx: Tx, frame: Frame, receiverId: string | null): Promise<Expected[]> => {
  const { rows } = await sql<Expected>`
    select * from (${expectedOf(frame)}) e
    where ${receiverId}::uuid is null or e."receiverId" = ${receiverId}
    order by e.annex, e.code`.execute(tx)
  return rows
}

/** From the day on each expected unit has its to-do; of a cancelled campaign none. Run by the clock, repeatable. */
export const keepFilings = async (house: House): Promise<void> => {
  const { rows } = await sql<{ id: string; createdBy: string }>`
    select id, created_by as "createdBy" from campaigns
    where state in ('issued', 'cancelled') and held_on <= ${dayOf(house.clock())}::date
      and held_on > ${dayOf(house.clock())}::date - 180`.execute(house.db)
  for (const campaign of rows)
    await house.db
      .transaction()
      .execute((tx) => keepFilingsOf(tx, campaign.id, clockOf(campaign.createdBy, house.clock())))
}

/** The clock takes its steps in the name of who issued the notice. */
const clockOf = (personId: string, now: Date): Actor => ({
  personId,
  name: '',
  sessionId: '',
  face: 'staff',
  grants: [],
  seats: [],
  contactsOpen: false,
  now,
  requestId: clockRequest,
})

export const keepFilingsOf = async (tx: Tx, campaignId: string, actor: Actor): Promise<void> => {
  const frame = await getFrame(tx, campaignId)
  if (frame.campaignState === 'cancelled') return lapse(tx, campaignId, actor)
  const { rows: missing } = await sql<Expected>`
    select e.* from (${expectedOf(frame)}) e
    where not e."offSystem" and not exists (
      select from filings k where k.campaign_id = ${campaignId} and k.unit_id = e."unitId")
      and not exists (select from returns r where r.campaign_id = ${campaignId} and r.unit_id = e."unitId")`.execute(
    tx,
  )
  for (const unit of missing) {
    const id = newId()
    await sql`
      insert into filings (id, campaign_id, unit_id, committee_id, receiver_id, annex, opened_at)
      values (${id}, ${campaignId}, ${unit.unitId}, ${unit.committeeId}, ${unit.receiverId}, ${unit.annex}, ${actor.now})`.execute(
      tx,
    )
    await beginProcess(tx, actor, filingFlow, { id, committeeId: unit.committeeId, step: 'ask' })
  }
}

const lapse = async (tx: Tx, campaignId: string, actor: Actor) => {
  const { rows } = await sql<{ id: string }>`
    select id from filings where campaign_id = ${campaignId} and state = 'due'`.execute(tx)
  for (const { id } of rows) await takeStep(tx, actor, filingFlow, id, { step: 'lapse' })
}

/** The deed is done: the unit's to-do goes with it. */
export const closeFiling = async (tx: Tx, actor: Actor, { frame, unit }: Seen): Promise<void> => {
  const { rows } = await sql<{ id: string }>`
    select id from filings where campaign_id = ${frame.campaignId} and unit_id = ${unit.id} and state = 'due'`.execute(
    tx,
  )
  for (const { id } of rows) await takeStep(tx, actor, filingFlow, id, { step: 'file' })
}
