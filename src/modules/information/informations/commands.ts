import { fitted } from '../../../platform/beginning.ts'
import { beginningIn } from '../../../platform/beginning-in.ts'
import { type Actor, committeesOf } from '../../../platform/actor.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../platform/errors.ts'
import { segment } from '../../../platform/segment.ts'
import { beginProcess } from '../../../platform/take-step.ts'
import { releaseLeads, takeLeads } from '../../opinions/index.ts'
import { informationFlow, informationVisibleTo } from '../access.ts'
import type { InformationText } from '../contract.ts'
import type { CreditPart } from '../rules.ts'

/** Begins an information of one's own 政协, from leads or from nothing; sent twice is once. */
export const draftInformation = async (
  tx: Tx,
  actor: Actor,
  input: InformationText & { id: string; committeeId: string; leadIds: string[] },
): Promise<{ id: string }> => {
  if (!committeesOf(actor, 'office', 'special_committee').includes(input.committeeId)) throw new NotFound()
  const { rows: made } = await sql`
    insert into informations (id, committee_id, title, body, category, byline, made_by, made_at, editor_ids, edited_at, search)
    values (${input.id}, ${input.committeeId}, ${input.title}, ${input.body}, ${input.category}, ${input.byline},
      ${actor.personId}, ${actor.now}, ${[actor.personId]}::uuid[], ${actor.now},
      array_to_tsvector(${segment(`${input.title}\n${input.body}`)}::text[]))
    on conflict (id) do nothing returning id`.execute(tx)
  if (made.length === 0) return { id: input.id }
  await beginProcess(tx, actor, informationFlow, {
    id: input.id,
    committeeId: input.committeeId,
    step: 'begin',
  })
  if (input.leadIds.length > 0) await addSources(tx, actor, input.id, input.leadIds)
  return { id: input.id }
}

/** Changes the text; the version that was read must still stand. Throws Conflict with both texts where somebody was first. */
export const saveInformation = async (
  tx: Tx,
  actor: Actor,
  id: string,
  input: InformationText & { version: number },
): Promise<{ version: number }> => {
  const held = await holdDraft(tx, actor, id)
  if (held.version !== input.version)
    throw new Conflict('您打开之后，别人改过这一份。两份都在下面，请对照后再存。', {
      version: held.version,
      title: held.title,
      body: held.body,
    })
  await sql`
    update informations set title = ${input.title}, body = ${input.body}, category = ${input.category}, byline = ${input.byline},
      editor_ids = case when ${actor.personId}::uuid = any(editor_ids) then editor_ids else editor_ids || ${actor.personId}::uuid end,
      edited_at = ${actor.now}, search = array_to_tsvector(${segment(`${input.title}\n${input.body}`)}::text[]), version = version + 1
    where id = ${id}`.execute(tx)
  return { version: held.version + 1 }
}

/** Puts leads of the pool into a draft: title and text begin with their words where nothing was written, their members are credited. */
export const addSources = async (
  tx: Tx,
  actor: Actor,
  id: string,
  leadIds: string[],
): Promise<{ id: string }> => {
  const held = await holdDraft(tx, actor, id)
  const { rows } = await sql<{ id: string; title: string; words: string; category: string | null }>`
    select l.id, coalesce(o.title, ${beginningIn(sql`o.words`)}) as title, o.words, o.category
    from leads l join opinions o on o.id = l.opinion_id
    where l.id = any(${leadIds}::uuid[]) and l.kind = 'information' and l.committee_id = ${held.committeeId}
    order by array_position(${leadIds}::uuid[], l.id)`.execute(tx)
  if (rows.length < new Set(leadIds).size) throw new NotFound('有的线索没有找到，请刷新线索池。')
  const title = held.title || (rows[0]?.title ?? '')
  await takeLeads(tx, actor, leadIds, 'information', {
    type: 'information',
    id,
    title: title || '还没有标题',
  })
  if (held.body === '') {
    const body = fitted(rows.map((row) => row.words).join('\n'), 8000)
    await sql`
      update informations set title = ${title}, body = ${body}, category = coalesce(category, ${rows[0]?.category ?? null}),
        search = array_to_tsvector(${segment(`${title}\n${body}`)}::text[]), edited_at = ${actor.now}, version = version + 1
      where id = ${id}`.execute(tx)
  }
  await creditSources(tx, id, leadIds)
  return { id }
}

/** Who heard it and who has answered it are credited from the opinion itself; guests and staff are not. */
const creditSources = async (tx: Tx, id: string, leadIds: string[]) => {
  await sql`
    insert into information_credits (information_id, person_id, part)
    select distinct ${id}::uuid, c.person_id, c.part from leads l join opinions o on o.id = l.opinion_id
      cross join lateral (values (o.heard_by, 'heard'), (o.handler_id, 'replied')) c(person_id, part)
    where l.id = any(${leadIds}::uuid[]) and c.person_id is not null
      and (c.part = 'heard' or exists (select from replies r where r.record_type = 'opinion' and r.record_id = o.id
        and r.author_id = c.person_id and r.state = 'published'))
      and exists (select from mandates m where m.person_id = c.person_id)
    on conflict do nothing`.execute(tx)
}

/** Puts one lead back into the pool. */
export const removeSource = async (
  tx: Tx,
  actor: Actor,
  id: string,
  leadId: string,
): Promise<{ id: string }> => {
  await holdDraft(tx, actor, id)
  const { rows } = await sql`
    select from leads where id = ${leadId} and target_type = 'information' and target_id = ${id}`.execute(tx)
  if (rows.length === 0) throw new NotFound()
  await releaseLeads(tx, actor, [leadId])
  return { id }
}

/** Sets which members are credited, and for what; each must hold or have held a mandate of this 政协. */
export const setCredits = async (
  tx: Tx,
  actor: Actor,
  id: string,
  credits: { personId: string; part: CreditPart }[],
): Promise<{ id: string }> => {
  const held = await holdDraft(tx, actor, id)
  const people = [...new Set(credits.map((credit) => credit.personId))]
  const { rows: known } = await sql<{ id: string }>`
    select distinct m.person_id as id from mandates m
    where m.person_id = any(${people}::uuid[]) and m.committee_id = ${held.committeeId}`.execute(tx)
  if (known.length < people.length)
    throw new Invalid([{ path: 'credits', message: '只能记本级政协的委员，请另选' }])
  await sql`delete from information_credits where information_id = ${id}`.execute(tx)
  await sql`
    insert into information_credits (information_id, person_id, part)
    select distinct ${id}::uuid, "personId", part from json_to_recordset(${JSON.stringify(credits)}::json) c("personId" uuid, part text)`.execute(
    tx,
  )
  return { id }
}

interface Held {
  committeeId: string
  state: string
  title: string
  body: string
  version: number
}

/** Locks a draft for whoever may write in it. */
const holdDraft = async (tx: Tx, actor: Actor, id: string): Promise<Held> => {
  const { rows } = await sql<Held>`
    select n.committee_id as "committeeId", n.state, n.title, n.body, n.version
    from informations n where n.id = ${id} and ${informationVisibleTo(actor)} for update of n`.execute(tx)
  const [held] = rows
  if (!held) throw new NotFound()
  if (!committeesOf(actor, 'office', 'special_committee').includes(held.committeeId)) throw new Forbidden()
  if (held.state !== 'draft')
    throw new Conflict('现在不能改：只有编辑中的可以改。要改，请先退回修改。', { state: held.state })
  return held
}
