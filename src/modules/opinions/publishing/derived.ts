import type { Actor } from '../../../platform/actor.ts'
import { fitted } from '../../../platform/beginning.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { scrubAround, scrubbed } from '../../../platform/erasure.ts'
import { noteMany } from '../../../platform/note-many.ts'
import { stateLabel } from '../../../platform/process.ts'
import { segment } from '../../../platform/segment.ts'
import { takeStep } from '../../../platform/take-step.ts'
import type { Derivation, Derived, Erasing } from '../derivation.ts'
import { erasedWords } from '../rules.ts'
import { answerFlow } from './access.ts'
import { answerProcess } from './process.ts'
import { mostAnswer, mostQuestion, mostTitle } from './rules.ts'

interface Row extends Record<string, unknown> {
  id: string
  committeeId: string
  state: string
  title: string
  question: string
  answer: string
}

const answersOf = async (tx: Tx, opinionId: string, isHeld: boolean): Promise<Row[]> => {
  const { rows } = await sql<Row>`
    select id, committee_id as "committeeId", state, title, question, answer from public_answers where opinion_id = ${opinionId}
    ${isHeld ? sql`for update` : sql``}`.execute(tx)
  return rows
}

/**
 * Public questions and answers of an erased opinion: taken down by a step of their own, title and question gone, the answer
 * without what it quotes; where only who spoke is erased, that alone goes and the rest stays public.
 */
export const answersDerived: Derivation = {
  list: async (tx, _actor, erasing) =>
    (await answersOf(tx, erasing.opinionId, false)).map((row) => derivedOf(row, erasing)),
  erase: async (tx, actor, erasing) => {
    const rows = await answersOf(tx, erasing.opinionId, true)
    if (erasing.alsoWords) await takeDown(tx, actor, rows, erasing)
    else await scrubOnly(tx, actor, rows, erasing)
    await scrubAround(
      tx,
      rows.map((row) => row.id),
      erasing.scrub,
      actor.now,
    )
  },
}

const texts = ['title', 'question', 'answer'] as const
const most = { title: mostTitle, question: mostQuestion, answer: mostAnswer }

const derivedOf = (row: Row, { alsoWords, scrub }: Erasing): Derived => ({
  id: row.id,
  label: '公开问答',
  title: row.title,
  stateLabel: stateLabel(answerProcess, row.state),
  path: `/staff/answers/${row.id}`,
  effect: alsoWords
    ? `${row.state === 'published' ? '马上撤下，' : ''}标题和问题删去，不能再公开；答复里照抄的原话删去`
    : scrubbed([row], texts, scrub).length > 0
      ? '里面写着反映人的地方换掉，其余照旧'
      : '没有写着反映人，照旧',
})

const takeDown = async (tx: Tx, actor: Actor, rows: readonly Row[], { scrub }: Erasing): Promise<void> => {
  for (const row of rows)
    if (row.state === 'withdrawn') await noteMany(tx, actor, 'public_answer', 'erase', [row])
    else await takeStep(tx, actor, answerFlow, row.id, { step: 'erase' })
  for (const row of rows)
    await sql`
      update public_answers set title = ${erasedWords}, question = ${erasedWords}, answer = ${fitted(scrub(row.answer), mostAnswer)},
        search = array_to_tsvector('{}'::text[]), erased_at = ${actor.now}, version = version + 1 where id = ${row.id}`.execute(
      tx,
    )
}

const scrubOnly = async (tx: Tx, actor: Actor, rows: readonly Row[], { scrub }: Erasing): Promise<void> => {
  const after = scrubbed(rows, texts, scrub, most)
  await noteMany(tx, actor, 'public_answer', 'erase', after)
  for (const row of after)
    await sql`
      update public_answers set title = ${row.title}, question = ${row.question}, answer = ${row.answer}, version = version + 1,
        search = array_to_tsvector(${segment(`${row.title} ${row.question} ${row.answer}`)}::text[]) where id = ${row.id}`.execute(
      tx,
    )
}
