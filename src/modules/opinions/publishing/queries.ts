import { beginningIn } from '../../../platform/beginning-in.ts'
import type { z } from 'zod'
import type { Actor } from '../../../platform/actor.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'
import { standingOf } from '../../../platform/standings.ts'
import { erasedWords } from '../rules.ts'
import { answerFlow, guardedOf, writesFor } from './access.ts'
import type {
  PublicAnswer,
  PublicAnswerRow,
  getAnswerOf as ofEndpoint,
  listAnswers as listEndpoint,
} from './contract.ts'
import { findingsIn, mostAnswer, mostTitle } from './rules.ts'

const columns = sql`
  a.id, a.opinion_id as "opinionId", i.number as "opinionNumber", a.title, u.short_name as "venueName", a.category, a.state,
  p.name as "draftedBy", a.drafted_at as "draftedAt", a.published_at as "publishedAt"`
const tables = sql`
  public_answers a join opinions i on i.id = a.opinion_id join people p on p.id = a.drafted_by left join units u on u.id = a.venue_id`

/** Public answers that the actor writes for, the last touched first. */
export const listAnswers = async (
  tx: Tx,
  actor: Actor,
  filter: z.output<typeof listEndpoint.query>,
): Promise<{ rows: PublicAnswerRow[]; total: number }> => {
  const like = filter.search ? `%${filter.search.replace(/[\\%_]/g, '\\$&')}%` : null
  const { rows } = await sql<PublicAnswerRow & { total: number }>`
    select ${columns}, count(*) over () as total from ${tables}
    where ${writesFor(actor)} and (${filter.state ?? null}::text is null or a.state = ${filter.state ?? null})
      and (${like}::text is null or a.title like ${like} or a.question like ${like})
    order by coalesce(a.published_at, a.drafted_at) desc, a.id desc
    limit ${filter.size} offset ${(filter.page - 1) * filter.size}`.execute(tx)
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

/** One public answer with what is to be looked at in it, and where it stands. Throws NotFound. */
export const getAnswer = async (tx: Tx, actor: Actor, id: string): Promise<PublicAnswer> => {
  const { rows } = await sql<Omit<PublicAnswer, 'findings' | 'mayEdit' | 'standing'> & { guarded: string[] }>`
    select ${columns}, a.question, a.answer, a.version, ${guardedOf} as guarded from ${tables}
    where a.id = ${id} and ${writesFor(actor)}`.execute(tx)
  const [row] = rows
  if (!row) throw new NotFound()
  const { guarded, ...answer } = row
  return {
    ...answer,
    findings: answer.question === erasedWords ? [] : findingsIn(answer, guarded),
    mayEdit: answer.state === 'drafted' || answer.state === 'returned',
    standing: await standingOf(tx, actor, answerFlow, id, answer.state),
  }
}

/** Why an opinion gives no public answer yet; null when it does. */
export const whyNotDraft = (opinion: {
  state: string
  about: string
  answers: number
  isErased: boolean
}): string | null => {
  if (opinion.isErased) return '原话已按反映人要求删去，不能公开问答'
  if (opinion.about === 'platform') return '对平台的投诉建议不公开问答'
  if (opinion.state !== 'answered' && opinion.state !== 'closed') return '答复了才能公开问答'
  return opinion.answers === 0 ? '还没有发出的答复，没有什么可以公开' : null
}

/** The public answer of an opinion, or what one could be drafted from. Throws NotFound. */
export const getAnswerOf = async (
  tx: Tx,
  actor: Actor,
  opinionId: string,
): Promise<z.output<typeof ofEndpoint.reply>> => {
  const { rows } = await sql<{
    answerId: string | null
    state: string
    about: string
    answers: number
    isErased: boolean
    title: string
    question: string
    answer: string | null
    category: string | null
  }>`
    select (select a.id from public_answers a where a.opinion_id = i.id) as "answerId", i.state, i.about, i.category, i.words as question,
      i.words = ${erasedWords} as "isErased",
      coalesce(i.title, ${beginningIn(sql`i.words`, mostTitle / 3)}) as title, r.answers, left(r.answer, ${mostAnswer}::int) as answer
    from opinions i cross join lateral (
      select count(*) as answers, string_agg(r.body, E'\n\n' order by r.published_at, r.id) as answer from replies r
      where r.record_type = 'opinion' and r.record_id = i.id and r.state = 'published') r
    where i.id = ${opinionId} and ${writesFor(actor)}`.execute(tx)
  const [row] = rows
  if (!row) throw new NotFound()
  if (row.answerId) return { answerId: row.answerId, obstacle: null, base: null }
  const obstacle = whyNotDraft(row)
  const { title, question, answer, category } = row
  return {
    answerId: null,
    obstacle,
    base: obstacle ? null : { title, question, answer: answer ?? '', category },
  }
}
