import { type Actor, recordsOf } from '../../../platform/actor.ts'
import { dayOf } from '../../../platform/clock.ts'
import type { TakeStep } from '../../../platform/contract.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { Conflict, type FieldProblem, Forbidden, Invalid, NotFound } from '../../../platform/errors.ts'
import { savePicture } from '../../../platform/file-records.ts'
import type { House } from '../../../platform/house.ts'
import { beginProcess, takeStep } from '../../../platform/take-step.ts'
import type { Upload } from '../../../platform/transfer.ts'
import { recordDuty, reverseDuty } from '../../ledger/index.ts'
import type { NewOwnActivity } from '../contract.ts'
import { ownActivityFlow, ownVisibleTo } from '../own-access.ts'
import { ownDayNote } from '../rules.ts'
import { mayRecordFor } from './leave.ts'

/**
 * Records what a member did on their own around the day, from the phone or as 代录; sent twice it is one. A day outside
 * the own window is kept and explained: it is duty, but not of this campaign's count. (H5, C25)
 */
export const recordOwnActivity = async (
  tx: Tx,
  actor: Actor,
  input: NewOwnActivity,
): Promise<{ id: string; note: string | null }> => {
  const personId = input.personId ?? actor.personId
  await checkOwn(tx, actor, input, personId)
  const home = await homeOf(tx, recordsOf(actor, personId), input)
  const note =
    home.ownFrom && home.ownUntil
      ? ownDayNote(input.onDay, { ownFrom: home.ownFrom, ownUntil: home.ownUntil })
      : null
  const { rows } = await sql`
    insert into own_activities (id, person_id, committee_id, campaign_id, words, place, on_day, at_time, recorded_by, proxy_reason,
      happened_at, received_at)
    values (${input.id}, ${personId}, ${home.committeeId}, ${input.campaignId}, ${input.words}, ${input.place}, ${input.onDay},
      ${input.atTime}, ${actor.personId}, ${input.proxyReason ?? null}, ${input.happenedAt}, ${actor.now})
    on conflict (id) do nothing returning id`.execute(tx)
  if (rows.length === 0) return sentAgain(tx, actor, input.id, note)
  await sql`
    insert into own_activity_kinds (own_activity_id, kind_no)
    select ${input.id}, no from (select distinct unnest(${input.kinds}::int[]) as no) k`.execute(tx)
  await beginProcess(tx, actor, ownActivityFlow, {
    id: input.id,
    committeeId: home.committeeId,
    step: 'record',
  })
  await recordDuty(
    tx,
    {
      sourceType: 'own_activity',
      sourceId: input.id,
      kind: 'own_activity',
      personId,
      organiserId: home.committeeId,
      onDay: input.onDay,
      campaignId: input.campaignId,
    },
    actor.now,
  )
  return { id: input.id, note }
}

const sentAgain = async (tx: Tx, actor: Actor, id: string, note: string | null) => {
  const { rows } =
    await sql`select from own_activities where id = ${id} and recorded_by = ${actor.personId}`.execute(tx)
  if (rows.length === 0) throw new NotFound()
  return { id, note }
}

/** A day to come, 代录 without a reason, kinds that the campaign has not: Invalid; somebody else's person: NotFound. */
export const checkOwn = async (
  tx: Tx,
  actor: Actor,
  input: Pick<NewOwnActivity, 'campaignId' | 'onDay' | 'kinds' | 'proxyReason'>,
  personId: string,
): Promise<void> => {
  const problems: FieldProblem[] = []
  if (input.onDay > dayOf(actor.now)) problems.push({ path: 'onDay', message: '这一天还没到，做了以后再记' })
  if (personId !== actor.personId && !input.proxyReason)
    problems.push({ path: 'proxyReason', message: '替别人记，要写明为什么由您代录' })
  const { rows } = await sql<{ no: number }>`
    select no from campaign_kinds where campaign_id = ${input.campaignId}`.execute(tx)
  if (input.campaignId !== null && input.kinds.some((no) => !rows.some((kind) => kind.no === no)))
    problems.push({ path: 'kinds', message: '这次活动日没有这一类活动内容' })
  if (problems.length > 0) throw new Invalid(problems)
  if (personId !== actor.personId && !(await mayRecordFor(tx, actor, personId))) throw new NotFound()
}

interface Home {
  committeeId: string
  ownFrom: string | null
  ownUntil: string | null
}

/** The mandate's 政协 under which it was done, one that the campaign reaches, and the campaign's own window. */
export const homeOf = async (
  tx: Tx,
  records: readonly string[],
  input: Pick<NewOwnActivity, 'campaignId' | 'onDay'>,
): Promise<Home> => {
  const { rows } = await sql<Home & { state: string | null }>`
    select m.committee_id as "committeeId", c.own_from as "ownFrom", c.own_until as "ownUntil", c.state
    from mandates m left join campaigns c on c.id = ${input.campaignId}
    where m.person_id = any(${records}::uuid[]) and m.valid @> ${input.onDay}::date
      and (${input.campaignId}::uuid is null or m.committee_id = c.committee_id or exists (
        select from campaign_committees r where r.campaign_id = c.id and r.committee_id = m.committee_id))
    order by m.committee_id limit 1`.execute(tx)
  const [home] = rows
  if (!home) throw new Invalid([{ path: 'onDay', message: '那天您不在任，或者这次活动日没有下发到您的政协' }])
  if (home.state === 'draft') throw new NotFound()
  if (home.state === 'cancelled') throw new Conflict('这次活动日已经取消。可以不选活动日，照样记下来。')
  return home
}

/** Takes an own activity back; opinions and deeds that belong to it stay, they have steps of their own. */
export const stepOwnActivity = async (
  tx: Tx,
  actor: Actor,
  id: string,
  asked: TakeStep,
): Promise<{ state: string }> => {
  if (asked.step === 'mend') throw new Conflict('请打开这一笔来改。')
  const moved = await takeStep(tx, actor, ownActivityFlow, id, asked)
  const { rows } = await sql<{ personId: string }>`
    select person_id as "personId" from own_activities where id = ${id}`.execute(tx)
  const [row] = rows
  if (row)
    await reverseDuty(
      tx,
      { sourceType: 'own_activity', sourceId: id, kind: 'own_activity', personId: row.personId },
      actor.now,
    )
  return { state: moved.to }
}

const mostPictures = 9

/** Adds a picture, re-encoded without EXIF; at most nine; sent twice it is one. */
export const addOwnPicture = async (
  tx: Tx,
  actor: Actor,
  house: House,
  id: string,
  given: { id: string; upload: Upload },
): Promise<{ id: string; name: string }> => {
  const { rows } = await sql<{ committeeId: string; mine: boolean }>`
    select o.committee_id as "committeeId", (o.person_id = ${actor.personId} or o.recorded_by = ${actor.personId}) as mine
    from own_activities o where o.id = ${id} and ${ownVisibleTo(actor)} for update of o`.execute(tx)
  const [row] = rows
  if (!row) throw new NotFound()
  if (!row.mine) throw new Forbidden()
  const { rows: kept } = await sql<{ id: string; name: string }>`
    select id, name from files where owner_type = 'own_activity' and owner_id = ${id}`.execute(tx)
  const again = kept.find((file) => file.id === given.id)
  if (again) return again
  if (kept.length >= mostPictures) throw new Conflict(`最多 ${mostPictures} 张照片。`)
  const name = given.upload.name || '照片.jpg'
  await savePicture(tx, house, {
    id: given.id,
    committeeId: row.committeeId,
    name,
    content: given.upload.bytes,
    owner: { type: 'own_activity', id },
    createdBy: actor.personId,
    now: actor.now,
  })
  return { id: given.id, name }
}
