import type { z } from 'zod'
import type { Actor } from '../../../platform/actor.ts'
import { dayOf } from '../../../platform/clock.ts'
import type { TakeStep } from '../../../platform/contract.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { Conflict, Invalid, NotFound } from '../../../platform/errors.ts'
import type { House } from '../../../platform/house.ts'
import { segment } from '../../../platform/segment.ts'
import { beginProcess, takeStep } from '../../../platform/take-step.ts'
import { guardedIn } from '../../guarded-words/index.ts'
import { erasedWords } from '../rules.ts'
import { answerFlow, writesFor } from './access.ts'
import type { draftAnswer as draftEndpoint, editAnswer as editEndpoint } from './contract.ts'
import { whyNotDraft } from './queries.ts'
import { type Fields, type Finding, findingsIn, ownDataIn } from './rules.ts'

type Given = z.output<typeof draftEndpoint.body>

/** What stands in these words that must not, or perhaps should not, be public. Throws NotFound for an opinion of others. */
export const checkAnswer = async (
  tx: Tx,
  actor: Actor,
  house: House,
  opinionId: string,
  fields: Fields,
): Promise<Finding[]> => {
  const { rows } = await sql<{
    guarded: string[]
    name: Buffer | null
    phone: Buffer | null
    place: Buffer | null
  }>`
    select ${guardedIn(sql`i.committee_id`, sql`${`${fields.title} ${fields.question} ${fields.answer}`}::text`)} as guarded,
      s.name_sealed as name, s.phone_sealed as phone, s.place_sealed as place
    from opinions i left join opinion_speakers s on s.opinion_id = i.id
    where i.id = ${opinionId} and ${writesFor(actor)}`.execute(tx)
  const [row] = rows
  if (!row) throw new NotFound()
  const opened = (sealed: Buffer | null) => (sealed ? house.keyring.open(sealed) : null)
  const own = ownDataIn(fields, {
    name: opened(row.name),
    phone: opened(row.phone),
    place: opened(row.place),
  })
  const known = new Set(own.map((one) => `${one.field} ${one.text}`))
  return [...own, ...findingsIn(fields, row.guarded).filter((one) => !known.has(`${one.field} ${one.text}`))]
}

/**
 * Drafts the public words of an answered opinion; sent twice under one id is once. What must not be public is refused beside
 * its field; what only looks like a name or an address is answered 409 with the findings until somebody has looked.
 */
export const draftAnswer = async (
  tx: Tx,
  actor: Actor,
  house: House,
  given: Given,
): Promise<{ id: string }> => {
  const { rows } = await sql<{
    committeeId: string
    venueId: string | null
    before: string | null
    state: string
    number: string | null
    about: string
    answers: number
    isErased: boolean
  }>`
    select i.committee_id as "committeeId", i.state, i.number, i.about, i.words = ${erasedWords} as "isErased",
      (select w.venue_id from opinion_venues w where w.opinion_id = i.id order by w.venue_id limit 1) as "venueId",
      (select a.id from public_answers a where a.opinion_id = i.id) as before,
      (select count(*) from replies r where r.record_type = 'opinion' and r.record_id = i.id and r.state = 'published') as answers
    from opinions i where i.id = ${given.opinionId} and ${writesFor(actor)} for update of i`.execute(tx)
  const [opinion] = rows
  if (!opinion) throw new NotFound()
  if (opinion.before === given.id) return { id: given.id }
  if (opinion.before)
    throw new Conflict('这一条已经起草过公开问答，请打开那一份来改。', { id: opinion.before })
  const obstacle = whyNotDraft(opinion)
  if (obstacle) throw new Conflict(obstacle)
  await look(tx, actor, house, given.opinionId, given)
  await requireCategory(tx, actor, given.category)
  await sql`
    insert into public_answers (id, committee_id, opinion_id, venue_id, title, question, answer, category, search, drafted_by, drafted_at)
    values (${given.id}, ${opinion.committeeId}, ${given.opinionId}, ${opinion.venueId}, ${given.title}, ${given.question},
      ${given.answer}, ${given.category}, array_to_tsvector(${termsOf(given)}::text[]), ${actor.personId}, ${actor.now})`.execute(
    tx,
  )
  await beginProcess(tx, actor, answerFlow, { id: given.id, committeeId: opinion.committeeId, step: 'draft' })
  return { id: given.id }
}

/** Changes what is not public yet; whoever wrote last counts as who drafted it, and can't be who reviews it. */
export const editAnswer = async (
  tx: Tx,
  actor: Actor,
  house: House,
  id: string,
  given: z.output<typeof editEndpoint.body>,
): Promise<{ id: string }> => {
  const { rows } = await sql<{
    state: string
    version: number
    opinionId: string
    title: string
    question: string
    answer: string
    category: string | null
  }>`
    select a.state, a.version, a.opinion_id as "opinionId", a.title, a.question, a.answer, a.category from public_answers a join opinions i on i.id = a.opinion_id
    where a.id = ${id} and ${writesFor(actor)} for update of a`.execute(tx)
  const [before] = rows
  if (!before) throw new NotFound()
  if (before.state !== 'drafted' && before.state !== 'returned')
    throw new Conflict(
      before.state === 'published' ? '已经公开，要改请先撤下。' : '正在审核，要改请先撤回或退回。',
    )
  if (before.version !== given.version)
    throw new Conflict('您打开之后，别人改过这一份。请对照后再存。', { ...before })
  await look(tx, actor, house, before.opinionId, given)
  await requireCategory(tx, actor, given.category)
  await sql`
    update public_answers set title = ${given.title}, question = ${given.question}, answer = ${given.answer}, category = ${given.category},
      search = array_to_tsvector(${termsOf(given)}::text[]), drafted_by = ${actor.personId}, drafted_at = ${actor.now}, version = version + 1
    where id = ${id}`.execute(tx)
  return { id }
}

/** Submits, publishes, returns, withdraws; public from the moment it is published, gone from the moment it is withdrawn. */
export const stepAnswer = async (
  tx: Tx,
  actor: Actor,
  id: string,
  asked: TakeStep,
): Promise<{ state: string }> => {
  if (asked.step === 'erase') throw new Invalid([{ path: 'step', message: '没有这一步' }])
  const { to } = await takeStep(tx, actor, answerFlow, id, asked)
  if (to === 'published')
    await sql`update public_answers set published_at = ${actor.now} where id = ${id}`.execute(tx)
  return { state: to }
}

const look = async (
  tx: Tx,
  actor: Actor,
  house: House,
  opinionId: string,
  given: Fields & { isLookedAt: boolean },
) => {
  const findings = await checkAnswer(tx, actor, house, opinionId, given)
  const hard = findings.filter((one) => one.isHard)
  if (hard.length > 0)
    throw new Invalid(
      hard.map((one) => ({ path: one.field, message: `这里有${one.what}“${one.text}”，不能公开，请改掉` })),
    )
  if (findings.length > 0 && !given.isLookedAt)
    throw new Conflict('有几处像是人名、电话或住址，请看一看。', { findings })
}

const requireCategory = async (tx: Tx, actor: Actor, category: string | null) => {
  if (!category) return
  const { rows } = await sql`
    select from dictionary_entries where dictionary = 'opinion_category' and code = ${category}
      and valid @> ${dayOf(actor.now)}::date limit 1`.execute(tx)
  if (rows.length === 0) throw new Invalid([{ path: 'category', message: '没有这个类别，请重选' }])
}

const termsOf = ({ title, question, answer }: Fields): string[] => segment(`${title} ${question} ${answer}`)
