import type { Actor } from '../actor.ts'
import { type Tx, sql } from '../db.ts'
import type { Taker } from '../process.ts'
import type { Flow, Situation } from '../take-step.ts'
import { type RunFacts, type RunState, type RunStep, runProcess } from './process.ts'

/** A run is seen by the one who asked for it, and by its own worker. `r` is runs. */
export const visibleTo = (actor: Actor) => sql<boolean>`r.created_by = ${actor.personId}`

/** The reference that the worker of a run acts under; no request has its like. */
export const requestIdOf = (runId: string): string => `run:${runId}`

interface Row extends RunFacts {
  id: string
  title: string
  state: RunState
  createdBy: string
  seen: boolean
}

export const runFlow: Flow<RunState, RunStep, RunFacts> = {
  process: runProcess,
  table: 'runs',
  situations: async (tx: Tx, actor, ids) => {
    const { rows } = await sql<Row>`
      select r.id, r.title, r.state, r.created_by as "createdBy", r.cancel_asked as "cancelAsked",
        r.seen_at is not null as seen
      from runs r where r.id = any(${ids}::uuid[]) and ${visibleTo(actor)}`.execute(tx)
    return new Map(rows.map((row) => [row.id, situationOf(actor, row)]))
  },
}

const situationOf = (actor: Actor, row: Row): Situation<RunFacts> => ({
  facts: row,
  roles: new Set<Taker>([actor.requestId === requestIdOf(row.id) ? 'clock' : 'owner']),
  asks: () =>
    row.seen
      ? null
      : {
          to: { personId: row.createdBy },
          title: row.state === 'failed' ? `没办成：${row.title}` : `好了：${row.title}`,
          path: `/staff/runs/${row.id}`,
          dueOn: null,
        },
})
