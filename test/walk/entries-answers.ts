import { v7 as newId } from 'uuid'
import { sql } from '../../src/platform/db.ts'
import { type Entry, type Setting, record, role } from './entry.ts'
import { id } from './parts.ts'

const words = { title: 'QprivateA title', question: '老码头的路灯不亮。', answer: '灯已经换好。' }

/** A's opinion as answered, by a reply that is out. */
const answered = async ({ tx, world }: Setting): Promise<void> => {
  await sql`update opinions set state = 'answered' where id = ${world.A.opinion}`.execute(tx)
  await sql`
    insert into replies (id, committee_id, record_type, record_id, unit_id, author_id, written_by, body, state, written_at, published_at)
    values (${newId()}, ${world.A.committee}, 'opinion', ${world.A.opinion}, ${world.A.venue}, ${world.A.convener}, ${world.A.convener},
      'QhiddenA reply', 'published', '2026-09-20T09:00:00+08:00', '2026-09-20T10:00:00+08:00')`.execute(tx)
}

/** A draft out of A's opinion, in the words of a third person. */
const makeAnswer = async (setting: Setting): Promise<{ params: { id: string } }> => {
  const { tx, world } = setting
  const answer = newId()
  await answered(setting)
  const { rows } = await sql<{ id: string }>`
    insert into public_answers (id, committee_id, opinion_id, venue_id, title, question, answer, search, drafted_by, drafted_at)
    values (${answer}, ${world.A.committee}, ${world.A.opinion}, ${world.A.venue}, ${words.title}, ${words.question}, ${words.answer},
      '', ${world.A.spare}, '2026-09-20T11:00:00+08:00')
    on conflict (opinion_id) do update set title = excluded.title returning id`.execute(tx)
  return { params: { id: rows[0]?.id ?? answer } }
}

/** 公开问答: drafting, looking, review. */
export const answers: Record<string, Entry | Entry[]> = {
  'answers.list': role(),
  'answers.get': record(makeAnswer),
  'answers.ofOpinion': record(id('opinion')),
  'answers.check': record(({ world }) => ({ body: { ...words, opinionId: world.A.opinion } })),
  'answers.draft': record(async (s) => {
    await answered(s)
    return { body: { ...words, id: newId(), opinionId: s.world.A.opinion } }
  }),
  'answers.edit': record(async (s) => ({ ...(await makeAnswer(s)), body: { ...words, version: 1 } })),
  'answers.step': record(async (s) => ({ ...(await makeAnswer(s)), body: { step: 'submit' } })),
}
