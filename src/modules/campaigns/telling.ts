import type { Actor } from '../../platform/actor.ts'
import { dayOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { notifyMany, settleNotices } from '../../platform/notify/index.ts'
import { sentence } from '../../platform/sentence.ts'
import { issuedCause, monthDay } from './rules.ts'

interface Told {
  personId: string
  isStaff: boolean
  committeeId: string
  name: string
  heldOn: string
  uploadDueOn: string
  returnDueOn: string
}

/** A message to everybody whom the campaign was issued to: offices, special committees, conveners, leaders and members. (domain.md C28) */
export const tellAll = async (
  tx: Tx,
  actor: Actor,
  id: string,
  taken: { step: string; no: number; words: string },
): Promise<void> => {
  const { rows } = await sql<Told>`
    with recipients as (select committee_id from campaign_committees where campaign_id = ${id}),
    everybody as (
      select g.person_id, true as is_staff from grants g join units u on u.id = g.unit_id
        join recipients r on r.committee_id = u.committee_id
      where g.valid @> ${dayOf(actor.now)}::date and g.role in ('office', 'special_committee', 'contact_group', 'leader')
      union all
      select g.person_id, false from grants g join units u on u.id = g.unit_id join recipients r on r.committee_id = u.committee_id
      where g.valid @> ${dayOf(actor.now)}::date and g.role = 'convener'
      union all
      select m.person_id, false from mandates m join recipients r on r.committee_id = m.committee_id
      where m.valid @> ${dayOf(actor.now)}::date)
    select e.person_id as "personId", bool_or(e.is_staff) as "isStaff", c.committee_id as "committeeId", c.name,
      c.held_on as "heldOn", c.upload_due_on as "uploadDueOn", c.return_due_on as "returnDueOn"
    from everybody e cross join campaigns c where c.id = ${id} and e.person_id <> ${actor.personId}
    group by e.person_id, c.id`.execute(tx)
  const cause = `campaign:${id}:${taken.no}`
  const [first] = rows
  if (!first) return
  const words = wordsOf(taken, first)
  await notifyMany(
    tx,
    rows.map((told) => ({
      personId: told.personId,
      committeeId: told.committeeId,
      cause,
      ...words,
      path: told.isStaff ? `/staff/campaigns/${id}` : '/m',
    })),
    actor.now,
    { by: actor, committeeId: first.committeeId, cause, kind: 'activity', title: words.title },
  )
}

/** A message to the offices that it was issued to: what waits for them is the receipt, in their to-dos. */
export const tellIssued = async (tx: Tx, actor: Actor, id: string): Promise<void> => {
  const { rows } = await sql<{ personId: string; committeeId: string; name: string; heldOn: string }>`
    select distinct g.person_id as "personId", c.committee_id as "committeeId", c.name, c.held_on as "heldOn"
    from campaigns c join campaign_committees r on r.campaign_id = c.id and r.committee_id <> c.committee_id
      join grants g on g.unit_id = r.committee_id and g.role = 'office' and g.valid @> ${dayOf(actor.now)}::date
    where c.id = ${id} and g.person_id <> ${actor.personId}`.execute(tx)
  const [first] = rows
  if (!first) return
  const words = {
    title: `通知下来了：${first.name}`,
    body: `活动日是 ${monthDay(first.heldOn)}。请打开通知，签收。`,
  }
  await notifyMany(
    tx,
    rows.map(({ personId, committeeId }) => ({
      personId,
      committeeId,
      cause: issuedCause(id),
      ...words,
      path: `/staff/campaigns/${id}/notice`,
    })),
    actor.now,
    {
      by: actor,
      committeeId: first.committeeId,
      cause: issuedCause(id),
      kind: 'activity',
      title: words.title,
    },
  )
}

/** One of an office has signed for it: none of that office is told again. */
export const settleIssued = async (
  tx: Tx,
  id: string,
  unitIds: readonly string[],
  now: Date,
): Promise<void> => {
  const { rows } = await sql<{ personId: string }>`
    select distinct person_id as "personId" from grants
    where unit_id = any(${unitIds}::uuid[]) and role = 'office' and valid @> ${dayOf(now)}::date`.execute(tx)
  await settleNotices(
    tx,
    issuedCause(id),
    rows.map(({ personId }) => personId),
    now,
  )
}

const wordsOf = (taken: { step: string; words: string }, told: Told): { title: string; body: string } => {
  const { words } = taken
  if (taken.step === 'postpone')
    return {
      title: `“${told.name}”改到 ${monthDay(told.heldOn)}`,
      body: `${sentence(words)}动态${monthDay(told.uploadDueOn)} 24 点截止，统计表${monthDay(told.returnDueOn)} 24 点截止。`,
    }
  if (taken.step === 'extend')
    return {
      title: `“${told.name}”延长了期限`,
      body: `${sentence(words)}动态${monthDay(told.uploadDueOn)} 24 点截止，统计表${monthDay(told.returnDueOn)} 24 点截止。`,
    }
  if (taken.step === 'cancel') return { title: `“${told.name}”取消了`, body: sentence(words) }
  return { title: `“${told.name}”结束了`, body: sentence(words) || '记录都还在，不能再补报动态和到场。' }
}
