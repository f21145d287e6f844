import type { Actor } from '../../platform/actor.ts'
import { unitsOf } from '../../platform/actor.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../platform/errors.ts'
import { beginProcess } from '../../platform/take-step.ts'
import { campaignFlow } from './access.ts'
import type { CampaignDraft } from './contract.ts'
import { type CampaignDates, dateProblems, defaultDates, eightKinds } from './rules.ts'

/** Drafts a campaign of one's own 政协 with the eight kinds of the notice. */
export const draftCampaign = async (
  tx: Tx,
  actor: Actor,
  input: CampaignDraft & { id: string; committeeId: string },
): Promise<{ id: string }> => {
  if (!unitsOf(actor, 'office').includes(input.committeeId)) throw new Forbidden()
  const dates = datesOf(input)
  await sql`
    insert into campaigns (id, committee_id, name, theme, held_on, collective_from, collective_until, own_from, own_until,
      upload_due_on, return_due_on, approved_by, document_no, notice, contact_name, contact_phone, created_by, created_at)
    values (${input.id}, ${input.committeeId}, ${input.name}, ${input.theme}, ${dates.heldOn}, ${dates.collectiveFrom},
      ${dates.collectiveUntil}, ${dates.ownFrom}, ${dates.ownUntil}, ${dates.uploadDueOn}, ${dates.returnDueOn},
      ${input.approvedBy}, ${input.documentNo}, ${input.notice}, ${input.contactName}, ${input.contactPhone},
      ${actor.personId}, ${actor.now})`.execute(tx)
  await sql`
    insert into campaign_kinds (campaign_id, no, label, short_label)
    select ${input.id}, no, label, "shortLabel" from json_to_recordset(${JSON.stringify(eightKinds)}::json)
      as k(no int, label text, "shortLabel" text)`.execute(tx)
  await beginProcess(tx, actor, campaignFlow, { id: input.id, committeeId: input.committeeId, step: 'draft' })
  return { id: input.id }
}

/** Changes a draft; the version that was read must still stand. */
export const editCampaign = async (
  tx: Tx,
  actor: Actor,
  id: string,
  input: CampaignDraft & { version: number },
): Promise<{ id: string }> => {
  const { rows } = await sql<CampaignDraft & { version: number; state: string }>`
    select version, state, name, theme, held_on as "heldOn", collective_from as "collectiveFrom",
      collective_until as "collectiveUntil", own_from as "ownFrom", own_until as "ownUntil", upload_due_on as "uploadDueOn",
      return_due_on as "returnDueOn", approved_by as "approvedBy", document_no as "documentNo", notice,
      contact_name as "contactName", contact_phone as "contactPhone" from campaigns
    where id = ${id} and committee_id = any(${unitsOf(actor, 'office')}::uuid[]) for update`.execute(tx)
  const [before] = rows
  if (!before) throw new NotFound()
  if (before.state !== 'draft')
    throw new Conflict('已经下发，内容不能再改。日期有变，请用“改期”或“延长期限”。')
  if (before.version !== input.version)
    throw new Conflict('您打开之后，别人改过这一份。请对照后再存。', { ...before })
  const dates = datesOf(input)
  await sql`
    update campaigns set name = ${input.name}, theme = ${input.theme}, held_on = ${dates.heldOn},
      collective_from = ${dates.collectiveFrom}, collective_until = ${dates.collectiveUntil}, own_from = ${dates.ownFrom},
      own_until = ${dates.ownUntil}, upload_due_on = ${dates.uploadDueOn}, return_due_on = ${dates.returnDueOn},
      approved_by = ${input.approvedBy}, document_no = ${input.documentNo}, notice = ${input.notice},
      contact_name = ${input.contactName}, contact_phone = ${input.contactPhone}, version = version + 1
    where id = ${id}`.execute(tx)
  return { id }
}

const datesOf = (input: CampaignDraft): CampaignDates => {
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
  const dates = { ...defaultDates(input.heldOn), ...pickDates(given) }
  const problems = dateProblems(dates)
  if (problems.length > 0) throw new Invalid(problems)
  return dates
}

const dateNames = [
  'collectiveFrom',
  'collectiveUntil',
  'ownFrom',
  'ownUntil',
  'uploadDueOn',
  'returnDueOn',
] as const

const pickDates = (given: Record<string, unknown>): Partial<CampaignDates> => {
  const picked: Partial<CampaignDates> = {}
  for (const name of dateNames) {
    const value = given[name]
    if (typeof value === 'string') picked[name] = value
  }
  return picked
}
