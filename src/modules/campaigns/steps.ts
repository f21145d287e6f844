import type { Actor } from '../../platform/actor.ts'
import { unitsOf } from '../../platform/actor.ts'
import type { Paging, TakeStep } from '../../platform/contract.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { Invalid, NotFound } from '../../platform/errors.ts'
import { takeStep } from '../../platform/take-step.ts'
import { closeManyTodos, openTodos } from '../../platform/todos.ts'
import { campaignFlow, visibleTo } from './access.ts'
import type { Follower } from './followers.ts'
import { type CampaignDates, dateProblems, daysBetween, movedDates } from './rules.ts'
import { settleIssued, tellAll, tellIssued } from './telling.ts'
import { endVenueAsks, moveVenueAsks } from './venue-asks.ts'

interface StepInput extends TakeStep {
  heldOn?: string | undefined
  uploadDueOn?: string | undefined
  returnDueOn?: string | undefined
}

/**
 * Takes a step of a campaign with all that goes with it: to-dos opened, moved or closed, a message to everybody it was issued to;
 * what later modules must do follows in the same transaction. Answers how many attendances fall outside a moved window.
 */
export const stepCampaign = async (
  tx: Tx,
  actor: Actor,
  id: string,
  input: StepInput,
  followers: readonly Follower[],
): Promise<{ state: string; droppedAttendances: number }> => {
  const before = await datesOf(tx, id)
  const moved = await takeStep(tx, actor, campaignFlow, id, input)
  if (input.step === 'issue') await sendDown(tx, actor, id)
  const dropped = input.step === 'postpone' ? await postpone(tx, id, input.heldOn) : 0
  if (input.step === 'extend') await extend(tx, id, input)
  const after = await datesOf(tx, id)
  if (input.step === 'postpone') await moveVenueAsks(tx, id, daysBetween(before.heldOn, after.heldOn))
  if (moved.to === 'cancelled' || moved.to === 'closed') await endWaiting(tx, actor, id)
  if (moved.from === 'issued')
    await tellAll(tx, actor, id, { step: input.step, no: moved.no, words: input.words ?? '' })
  for (const follow of followers)
    await follow(tx, actor, { id, step: input.step, from: moved.from, before, after })
  return { state: moved.to, droppedAttendances: dropped }
}

/** One row for each 政协 below, by the guiding edges of the day. */
const sendDown = async (tx: Tx, actor: Actor, id: string) => {
  await sql`
    insert into campaign_committees (campaign_id, committee_id)
    select distinct c.id, r.unit_id from campaigns c
      join figure_reach r on r.ancestor_id = c.committee_id and r.valid @> c.held_on
      join units u on u.id = r.unit_id and u.kind = 'committee'
    where c.id = ${id} on conflict do nothing`.execute(tx)
  await sql`update campaigns set issued_at = ${actor.now} where id = ${id}`.execute(tx)
  await sql`
    update campaign_committees r set reads_at = ${actor.now}, reads_by = ${actor.personId}
    from campaigns c where c.id = ${id} and r.campaign_id = c.id and r.committee_id = c.committee_id`.execute(
    tx,
  )
  await askForReceipts(tx, actor, id)
  await tellIssued(tx, actor, id)
}

const receiptTrack = 'receipt'

/** 签收 waits in the to-dos of each 政协's office below. */
const askForReceipts = async (tx: Tx, actor: Actor, id: string) => {
  const { rows } = await sql<{ unitId: string; name: string }>`
    select r.committee_id as "unitId", c.name from campaign_committees r join campaigns c on c.id = r.campaign_id
    where c.id = ${id} and r.committee_id <> c.committee_id`.execute(tx)
  await openTodos(
    tx,
    rows.map(({ unitId, name }) => ({
      committeeId: unitId,
      recordType: 'campaign',
      recordId: id,
      track: receiptTrack,
      kind: 'campaign.receipt',
      title: `签收通知：${name}`,
      path: `/staff/campaigns/${id}/notice`,
      to: { unitId, role: 'office' },
      dueOn: null,
    })),
    actor.now,
  )
}

const endWaiting = async (tx: Tx, actor: Actor, id: string) => {
  await closeManyTodos(tx, { recordType: 'campaign', recordIds: [id] }, actor.now)
  await endVenueAsks(tx, id, actor.now)
}

const datesOf = async (tx: Tx, id: string): Promise<CampaignDates> => {
  const { rows } = await sql<CampaignDates>`
    select held_on as "heldOn", collective_from as "collectiveFrom", collective_until as "collectiveUntil",
      own_from as "ownFrom", own_until as "ownUntil", upload_due_on as "uploadDueOn", return_due_on as "returnDueOn"
    from campaigns where id = ${id}`.execute(tx)
  const [dates] = rows
  if (!dates) throw new NotFound()
  return dates
}

const setDates = async (tx: Tx, id: string, dates: CampaignDates) => {
  const problems = dateProblems(dates)
  if (problems.length > 0) throw new Invalid(problems)
  await sql`
    update campaigns set held_on = ${dates.heldOn}, collective_from = ${dates.collectiveFrom},
      collective_until = ${dates.collectiveUntil}, own_from = ${dates.ownFrom}, own_until = ${dates.ownUntil},
      upload_due_on = ${dates.uploadDueOn}, return_due_on = ${dates.returnDueOn}, version = version + 1
    where id = ${id}`.execute(tx)
}

const postpone = async (tx: Tx, id: string, heldOn: string | undefined): Promise<number> => {
  if (!heldOn) throw new Invalid([{ path: 'heldOn', message: '请选新的日期' }])
  const before = await datesOf(tx, id)
  const after = movedDates(before, heldOn)
  await setDates(tx, id, after)
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from attendances t join activities a on a.id = t.activity_id
    where a.campaign_id = ${id} and t.state = 'standing'
      and not (a.begins_at at time zone 'Asia/Shanghai')::date between ${after.collectiveFrom}::date and ${after.collectiveUntil}::date`.execute(
    tx,
  )
  return rows[0]?.n ?? 0
}

const extend = async (tx: Tx, id: string, input: StepInput) => {
  const before = await datesOf(tx, id)
  if (!input.uploadDueOn && !input.returnDueOn)
    throw new Invalid([{ path: 'returnDueOn', message: '请选新的期限' }])
  await setDates(tx, id, {
    ...before,
    uploadDueOn: input.uploadDueOn ?? before.uploadDueOn,
    returnDueOn: input.returnDueOn ?? before.returnDueOn,
  })
}

/** Leaves the read receipt of the actor's 政协; the first reading stands. */
export const acknowledgeCampaign = async (tx: Tx, actor: Actor, id: string): Promise<{ id: string }> => {
  const { rows } = await sql`select from campaigns c where c.id = ${id} and ${visibleTo(actor)}`.execute(tx)
  if (rows.length === 0) throw new NotFound()
  await sql`
    update campaign_committees set reads_at = ${actor.now}, reads_by = ${actor.personId}
    where campaign_id = ${id} and committee_id = any(${unitsOf(actor, 'office')}::uuid[]) and reads_at is null`.execute(
    tx,
  )
  await closeManyTodos(
    tx,
    { recordType: 'campaign', recordIds: [id], tracks: [receiptTrack], unitIds: unitsOf(actor, 'office') },
    actor.now,
  )
  await settleIssued(tx, id, unitsOf(actor, 'office'), actor.now)
  return { id }
}

/** Who has read the notice, in division order; for the issuing office only. */
export const listReceipts = async (tx: Tx, actor: Actor, id: string, paging: Paging) => {
  const { rows: mine } = await sql`
    select from campaigns where id = ${id} and committee_id = any(${unitsOf(actor, 'office')}::uuid[])`.execute(
    tx,
  )
  if (mine.length === 0) throw new NotFound()
  const { rows } = await sql<{
    committeeName: string
    level: string
    readAt: string | null
    readBy: string | null
    total: number
  }>`
    select u.short_name as "committeeName", u.level, r.reads_at as "readAt", p.name as "readBy", count(*) over () as total
    from campaign_committees r join units u on u.id = r.committee_id left join people p on p.id = r.reads_by
    where r.campaign_id = ${id}
    order by u.code limit ${paging.size} offset ${(paging.page - 1) * paging.size}`.execute(tx)
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}
