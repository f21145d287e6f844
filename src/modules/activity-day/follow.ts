import { v7 as newId } from 'uuid'
import type { Actor } from '../../platform/actor.ts'
import { beginMany } from '../../platform/begin-many.ts'
import { dayOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { closeManyTodos, moveTodos, openTodos } from '../../platform/todos.ts'
import { type CampaignStep, daysBetween } from '../campaigns/index.ts'
import { writerRole } from './chain/access.ts'
import { documentProcess } from './process.ts'
import { type DocumentKind, documentLabels, dueDay } from './rules.ts'

const recordType = documentProcess.record

/** What the activity day does when its campaign moves: asks for plans and briefs, moves what waits, closes it at the end. */
export const followCampaign = async (tx: Tx, actor: Actor, taken: CampaignStep): Promise<void> => {
  if (taken.step === 'issue') await askForDocuments(tx, actor, taken)
  if (taken.step === 'postpone')
    await moveDocuments(tx, taken.id, daysBetween(taken.before.heldOn, taken.after.heldOn))
  if (taken.step === 'extend') await extendDocuments(tx, taken)
  if (taken.step === 'cancel' || taken.step === 'close')
    await closeManyTodos(tx, { recordType, recordIds: await documentsOf(tx, taken.id) }, actor.now)
}

interface Asked {
  id: string
  unitId: string
  unitKind: string
  committeeId: string
  campaignName: string
  kind: DocumentKind
  dueOn: string
}

/** A plan from each 政协 below, a brief from each special committee that guides studios on the day. (domain.md H6, 通知四3) */
const askForDocuments = async (tx: Tx, actor: Actor, { id, after }: CampaignStep) => {
  const { rows } = await sql<Omit<Asked, 'id' | 'dueOn'>>`
    select u.id as "unitId", u.kind as "unitKind", u.committee_id as "committeeId", c.name as "campaignName",
      case u.kind when 'committee' then 'plan' else 'brief' end as kind
    from campaigns c join campaign_committees r on r.campaign_id = c.id
      join units u on u.committee_id = r.committee_id and u.open_during @> c.held_on
    where c.id = ${id} and ((u.kind = 'committee' and u.id <> c.committee_id) or (u.kind = 'special_committee' and exists (
      select from guidances g join units v on v.id = g.unit_id and v.kind = 'venue' and v.open_during @> c.held_on
      where g.guide_id = u.id and g.valid @> c.held_on)))`.execute(tx)
  const asked = rows.map((row): Asked => ({
    ...row,
    id: newId(),
    dueOn: dueDay(row.kind, { ...after, issuedOn: dayOf(actor.now) }, row.unitKind),
  }))
  await sql`
    insert into chain_documents (id, campaign_id, committee_id, unit_id, kind, due_on, updated_at)
    select id, ${id}, "committeeId", "unitId", kind, "dueOn", ${actor.now}
    from json_to_recordset(${JSON.stringify(asked)}::json) d(id uuid, "committeeId" uuid, "unitId" uuid, kind text, "dueOn" date)`.execute(
    tx,
  )
  const by = { personId: actor.personId, now: actor.now }
  await beginMany(tx, asked, { record: recordType, step: 'ask', state: 'draft', by })
  await openTodos(
    tx,
    asked.map((one) => ({
      committeeId: one.committeeId,
      recordType,
      recordId: one.id,
      kind: 'chain.write',
      title: `写“${one.campaignName}”的${documentLabels[one.kind]}`,
      path: `/staff/campaigns/${id}/documents/${one.id}`,
      to: { unitId: one.unitId, role: writerRole(one.unitKind) },
      dueOn: one.dueOn,
    })),
    actor.now,
  )
}

const documentsOf = async (tx: Tx, campaignId: string, kinds?: string[]): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select id from chain_documents where campaign_id = ${campaignId}
      and (${kinds ?? null}::text[] is null or kind = any(${kinds ?? []}::text[]))`.execute(tx)
  return rows.map((row) => row.id)
}

const moveDocuments = async (tx: Tx, campaignId: string, days: number, kinds?: string[]) => {
  const ids = await documentsOf(tx, campaignId, kinds)
  await sql`update chain_documents set due_on = due_on + ${days}::int where id = any(${ids}::uuid[])`.execute(
    tx,
  )
  await moveTodos(tx, { recordType, recordIds: ids }, days)
}

/** A longer return gives briefs and summaries as many days more. */
const extendDocuments = (tx: Tx, { id, before, after }: CampaignStep) =>
  moveDocuments(tx, id, daysBetween(before.returnDueOn, after.returnDueOn), ['brief', 'summary'])
