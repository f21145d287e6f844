import type { Actor } from './actor.ts'
import type { Tx } from './db.ts'
import { serve } from './http.ts'
import { forgetOldAnswers } from './idempotency.ts'
import type { Module } from './module.ts'
import { type TogetherKind, kindOf, takeTogether, togetherKinds } from './take-together.ts'
import * as api from './todos-contract.ts'
import { listTodos } from './todos.ts'

/** Serves the one list of what waits, and 一起办 over the steps that the slices give. */
export const todosModule = (slices: readonly Module[]): Module => {
  const kinds = togetherKinds(slices.flatMap(({ together }) => together ?? []))
  return {
    name: 'todos',
    jobs: [
      {
        name: 'idempotency.forget',
        cron: '17 19 * * *',
        work: (house) => forgetOldAnswers(house.db, house.clock()),
      },
    ],
    routes: (app) => {
      serve(app, api.listTodos, ({ tx, actor, query }) => listWithSteps(tx, actor, kinds, query), {
        polled: true,
      })
      serve(app, api.takeTogether, ({ tx, actor, body }) => takeTogether(tx, actor, kinds, body))
    },
  }
}

const listWithSteps = async (
  tx: Tx,
  actor: Actor,
  kinds: readonly TogetherKind[],
  asked: { page: number; size: number; of?: string | undefined },
) => {
  const known = new Map(kinds.map((kind) => [kind.of, kind]))
  const { rows, total, counts } = await listTodos(tx, actor, asked, [...known.keys()])
  const stepOf = (of: string): api.TogetherStep | null => {
    const kind = known.get(of)
    return kind ? { step: kind.step.step, label: kind.step.label } : null
  }
  return {
    rows: rows.map((todo) => ({ ...todo, together: stepOf(kindOf(todo)) })),
    total,
    together: counts.flatMap(({ of, count }) => {
      const kind = known.get(of)
      const together = stepOf(of)
      return kind && together ? [{ of, label: kind.label, count, together }] : []
    }),
  }
}
