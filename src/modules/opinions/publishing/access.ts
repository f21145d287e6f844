import { type Actor, unitsOf } from '../../../platform/actor.ts'
import { sql } from '../../../platform/db.ts'
import type { Taker } from '../../../platform/process.ts'
import type { Flow } from '../../../platform/take-step.ts'
import { guardedIn } from '../../guarded-words/index.ts'
import { type AnswerFacts, type AnswerState, type AnswerStep, answerProcess } from './process.ts'
import { findingsIn } from './rules.ts'

/** Whether the actor writes for the public out of this opinion: the office of its 政协, a convener of its studio. `i` is the opinion. */
export const writesFor = (actor: Actor) => sql<boolean>`(
  i.committee_id = any(${unitsOf(actor, 'office')}::uuid[]) or exists (select from opinion_venues w
    where w.opinion_id = i.id and w.venue_id = any(${unitsOf(actor, 'convener')}::uuid[])))`

/** Guarded words of its 政协 that stand in a public answer. `a` is the answer. */
export const guardedOf = guardedIn(sql`a.committee_id`, sql`a.title || ' ' || a.question || ' ' || a.answer`)

interface Row {
  id: string
  committeeId: string
  title: string
  question: string
  answer: string
  guarded: string[]
  draftedBy: string
  isErased: boolean
  office: boolean
  convener: boolean
}

export const answerFlow: Flow<AnswerState, AnswerStep, AnswerFacts> = {
  process: answerProcess,
  table: 'public_answers',
  situations: async (tx, actor, ids) => {
    const { rows } = await sql<Row>`
      select a.id, a.committee_id as "committeeId", a.title, a.question, a.answer, ${guardedOf} as guarded, a.drafted_by as "draftedBy", a.erased_at is not null as "isErased",
        a.committee_id = any(${unitsOf(actor, 'office')}::uuid[]) as office,
        exists (select from opinion_venues w where w.opinion_id = a.opinion_id and w.venue_id = any(${unitsOf(actor, 'convener')}::uuid[])) as convener
      from public_answers a join opinions i on i.id = a.opinion_id
      where a.id = any(${ids}::uuid[]) and ${writesFor(actor)}`.execute(tx)
    return new Map(
      rows.map((row) => [
        row.id,
        {
          facts: {
            isOwn: row.draftedBy === actor.personId,
            isErased: row.isErased,
            hard: findingsIn(row, row.guarded)
              .filter((one) => one.isHard)
              .map((one) => `${one.what}“${one.text}”`),
          },
          roles: rolesOf(actor, row),
          asks: (wait) => ({
            to:
              wait.asks === 'person'
                ? { personId: row.draftedBy }
                : { unitId: row.committeeId, role: wait.asks },
            title: `${wait.label}：${row.title}`,
            path: `/staff/answers/${row.id}`,
            dueOn: null,
          }),
        },
      ]),
    )
  },
}

const rolesOf = (actor: Actor, row: Row): Set<Taker> => {
  const roles = new Set<Taker>(['member'])
  if (row.draftedBy === actor.personId) roles.add('author')
  if (row.office) roles.add('office')
  if (row.convener) roles.add('convener')
  return roles
}
