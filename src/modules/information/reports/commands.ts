import { fitted } from '../../../platform/beginning.ts'
import { beginningIn } from '../../../platform/beginning-in.ts'
import { type Actor, actingAs, committeesOf, unitsOf } from '../../../platform/actor.ts'
import { dayOf } from '../../../platform/clock.ts'
import type { TakeStep } from '../../../platform/contract.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../platform/errors.ts'
import { segment } from '../../../platform/segment.ts'
import { beginProcess, takeStep } from '../../../platform/take-step.ts'
import { takeLeads, tellOutcome } from '../../opinions/index.ts'
import { reportFlow, reportVisibleTo, upperOf } from '../access.ts'
import type { ReportText } from '../contract.ts'
import { nextIssue } from '../issues.ts'
import { issueLabel } from '../rules.ts'

/** Begins a special report: of a hall by its convener or contact group, or of the office; from leads or from nothing. Sent twice is once. */
export const draftReport = async (
  tx: Tx,
  actor: Actor,
  input: ReportText & { id: string; committeeId: string; venueId: string | null; leadIds: string[] },
): Promise<{ id: string }> => {
  await requireWriter(tx, actor, input)
  const { rows: made } = await sql`
    insert into reports (id, committee_id, venue_id, title, body, category, town_cannot, is_valuable, made_by, made_at, edited_at, search)
    values (${input.id}, ${input.committeeId}, ${input.venueId}, ${input.title}, ${input.body}, ${input.category}, ${input.townCannot},
      ${input.isValuable}, ${actor.personId}, ${actor.now}, ${actor.now}, array_to_tsvector(${segment(`${input.title}\n${input.body}`)}::text[]))
    on conflict (id) do nothing returning id`.execute(tx)
  if (made.length === 0) return { id: input.id }
  await beginProcess(tx, actor, reportFlow, { id: input.id, committeeId: input.committeeId, step: 'begin' })
  if (input.leadIds.length > 0) await takeReportLeads(tx, actor, input)
  return { id: input.id }
}

const requireWriter = async (
  tx: Tx,
  actor: Actor,
  input: { committeeId: string; venueId: string | null; leadIds: string[] },
) => {
  const isOffice = unitsOf(actor, 'office').includes(input.committeeId)
  if (!input.venueId) {
    if (!isOffice) throw new NotFound()
    return
  }
  const { rows } = await sql`
    select from venues v where v.id = ${input.venueId} and v.committee_id = ${input.committeeId} and (${isOffice}
      or exists (select from unit_reach r where r.unit_id = v.id and r.valid @> ${dayOf(actor.now)}::date
        and r.ancestor_id = any(${unitsOf(actor, 'convener', 'contact_group')}::uuid[])))`.execute(tx)
  if (rows.length === 0) throw new NotFound()
  if (input.leadIds.length > 0 && !isOffice)
    throw new Invalid([{ path: 'leadIds', message: '线索由办公室采用，请先起草，再请办公室加上来源' }])
}

const takeReportLeads = async (
  tx: Tx,
  actor: Actor,
  input: ReportText & { id: string; committeeId: string; leadIds: string[] },
) => {
  const { rows } = await sql<{ title: string; words: string }>`
    select coalesce(o.title, ${beginningIn(sql`o.words`)}) as title, o.words from leads l join opinions o on o.id = l.opinion_id
    where l.id = any(${input.leadIds}::uuid[]) and l.kind = 'report' and l.committee_id = ${input.committeeId}
    order by array_position(${input.leadIds}::uuid[], l.id)`.execute(tx)
  if (rows.length < new Set(input.leadIds).size) throw new NotFound('有的线索没有找到，请刷新线索池。')
  const title = input.title || (rows[0]?.title ?? '')
  const body = input.body || fitted(rows.map((row) => row.words).join('\n'), 8000)
  await takeLeads(tx, actor, input.leadIds, 'report', {
    type: 'report',
    id: input.id,
    title: title || '还没有标题',
  })
  await sql`
    update reports set title = ${title}, body = ${body}, search = array_to_tsvector(${segment(`${title}\n${body}`)}::text[])
    where id = ${input.id}`.execute(tx)
}

/** Changes the text and the two conditions while it is written, and by the office until it is issued; the version that was read must stand. */
export const saveReport = async (
  tx: Tx,
  actor: Actor,
  id: string,
  input: ReportText & { version: number },
): Promise<{ version: number }> => {
  const { rows } = await sql<{
    committeeId: string
    state: string
    version: number
    title: string
    body: string
  }>`
    select n.committee_id as "committeeId", n.state, n.version, n.title, n.body
    from reports n where n.id = ${id} and ${reportVisibleTo(actor)} for update of n`.execute(tx)
  const [held] = rows
  if (!held) throw new NotFound()
  if (!mayEdit(actor, held)) {
    if (readsOnly(actor, held.committeeId)) throw new Forbidden()
    throw new Conflict('现在不能改：报送以后由筛选的办公室改，编发以后就定了。', { state: held.state })
  }
  if (held.version !== input.version)
    throw new Conflict('您打开之后，别人改过这一份。两份都在下面，请对照后再存。', {
      version: held.version,
      title: held.title,
      body: held.body,
    })
  await sql`
    update reports set title = ${input.title}, body = ${input.body}, category = ${input.category}, town_cannot = ${input.townCannot},
      is_valuable = ${input.isValuable}, edited_at = ${actor.now}, version = version + 1,
      search = array_to_tsvector(${segment(`${input.title}\n${input.body}`)}::text[]) where id = ${id}`.execute(
    tx,
  )
  return { version: held.version + 1 }
}

/** Who may write in it now: whoever hands it in while it is a draft or sent back, the office until it is issued. */
export const mayEdit = (actor: Actor, held: { committeeId: string; state: string }): boolean => {
  if (unitsOf(actor, 'office').includes(held.committeeId))
    return ['draft', 'returned', 'filed', 'adopted'].includes(held.state)
  return !readsOnly(actor, held.committeeId) && ['draft', 'returned'].includes(held.state)
}

/** Leaders and special committees read; they don't write here. */
const readsOnly = (actor: Actor, committeeId: string): boolean =>
  !committeesOf(actor, 'office', 'convener', 'contact_group').includes(committeeId)

/** Takes a step of a special report with what goes with it: its number, its copy above, words to who spoke. */
export const stepReport = async (
  tx: Tx,
  actor: Actor,
  id: string,
  input: TakeStep,
): Promise<{ state: string; issue: string | null }> => {
  if (input.step === 'assign' || input.step === 'recall')
    throw new Invalid([{ path: 'step', message: '转办、收回在“交办”里办' }])
  const moved = await takeStep(tx, actor, reportFlow, id, input)
  const issue = input.step === 'issue' ? await giveNumber(tx, actor, id) : null
  if (input.step === 'send') await sendUp(tx, actor, id)
  if (input.step === 'feedBack') await tellFeedback(tx, actor, id)
  if (input.step === 'decline')
    await tellOutcome(tx, [id], 'report', {
      what: 'declined',
      sourceId: id,
      words: '“金点子”专报没有用上，您反映的事照样办、照样答复',
      at: actor.now,
    })
  return { state: moved.to, issue }
}

const giveNumber = async (tx: Tx, actor: Actor, id: string): Promise<string> => {
  const { rows } = await sql<{ committeeId: string; name: string }>`
    select n.committee_id as "committeeId", u.short_name as name from reports n join units u on u.id = n.committee_id where n.id = ${id}`.execute(
    tx,
  )
  const [place] = rows
  if (!place) throw new NotFound()
  const issue = await nextIssue(tx, place.committeeId, 'report', actor.now)
  await sql`
    update reports set issue_year = ${issue.year}, issue_no = ${issue.no}, issued_on = ${issue.on} where id = ${id}`.execute(
    tx,
  )
  await tellOutcome(tx, await lineOf(tx, id), 'report', {
    what: 'issued',
    sourceId: id,
    words: `写进了“金点子·好建议”专报，${place.name}政协报给了领导和部门`,
    at: actor.now,
  })
  return issueLabel(issue.year, issue.no)
}

/** The report and those below that it came from. */
const lineOf = async (tx: Tx, id: string): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    with recursive line(id) as (
      select ${id}::uuid union select r.origin_id from line l join reports r on r.id = l.id where r.origin_id is not null)
    select id from line`.execute(tx)
  return rows.map((row) => row.id)
}

/** Tells who spoke that an answer to the report came. */
export const tellFeedback = async (tx: Tx, actor: Actor, id: string): Promise<void> => {
  await tellOutcome(tx, await lineOf(tx, id), 'report', {
    what: 'fed_back',
    sourceId: id,
    words: '“金点子”专报有了回音，部门反馈了办理情况',
    at: actor.now,
  })
}

/** A copy that the 政协 above owns and screens for itself. (domain.md C29) */
const sendUp = async (tx: Tx, actor: Actor, id: string) => {
  const { rows } = await sql<{ id: string; committeeId: string }>`
    insert into reports (id, committee_id, origin_id, state, title, body, category, town_cannot, is_valuable, made_at, edited_at, search)
    select gen_random_uuid(), ${upperOf(sql`n.committee_id`, dayOf(actor.now))}, n.id, 'filed', n.title, n.body, n.category,
      n.town_cannot, n.is_valuable, ${actor.now}, ${actor.now}, n.search
    from reports n where n.id = ${id} returning id, committee_id as "committeeId"`.execute(tx)
  const [copy] = rows
  if (!copy) throw new NotFound()
  const clock = actingAs('clock', actor.now, actor.requestId)
  await beginProcess(tx, clock, reportFlow, { ...copy, step: 'receive', state: 'filed' })
}
