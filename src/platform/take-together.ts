import type { Actor } from './actor.ts'
import { writeAudit } from './audit.ts'
import type { Endpoint, TakeStep } from './contract.ts'
import { type Tx, sql } from './db.ts'
import { Conflict, Forbidden, Invalid, NotFound, Refusal } from './errors.ts'
import { admits } from './policy.ts'
import { type Process, isStep, stateLabel } from './process.ts'
import type { TodoOutcome } from './todos-contract.ts'
import { addressedTo } from './todos.ts'

/** How a module takes the steps of one of its processes: by the command and under the policy of its own step endpoint. */
export interface Together {
  process: Process<string, string, never>
  endpoint: Endpoint
  take: (tx: Tx, actor: Actor, id: string, asked: TakeStep) => Promise<unknown>
}

/** A kind of to-do that several of can be answered in one press: its name in lists, and the step with its words. */
export interface TogetherKind {
  /** record and kind of the to-do, as `kindOf` writes it */
  of: string
  label: string
  step: { step: string; label: string; doneLabel: string }
  way: Together
}

export const kindOf = (todo: { recordType: string; kind: string }): string =>
  `${todo.recordType}:${todo.kind}`

/** Every kind that the processes mark with `together`. A step that asks for words, or leads from elsewhere, stops the start. */
export const togetherKinds = (ways: readonly Together[]): TogetherKind[] =>
  ways.flatMap((way) =>
    Object.entries(way.process.waits).flatMap(([state, wait]) => {
      if (!wait?.together || !isStep(way.process, wait.together)) return []
      const rule = way.process.steps[wait.together]
      if (!rule?.from.includes(state) || rule.words === 'required')
        throw new Error(`${way.process.record}: ${wait.together} cannot be taken together from ${state}`)
      return [
        {
          of: kindOf({ recordType: way.process.record, kind: wait.kind }),
          label: wait.label,
          step: {
            step: wait.together,
            label: rule.label,
            doneLabel: stateLabel(way.process, rule.to),
          },
          way,
        },
      ]
    }),
  )

interface Chosen {
  id: string
  recordType: string
  recordId: string
  kind: string
  title: string
  isOpen: boolean
}

/**
 * 一起办: takes the same step on the records of several to-dos of one kind, each as if it were pressed on its own page: under the
 * same policy, by the same command, with its own audit row. What one item refuses is undone for that item alone and told in
 * words; the others go on. Throws Invalid when the to-dos are not of one kind or the step is not theirs.
 */
export const takeTogether = async (
  tx: Tx,
  actor: Actor,
  kinds: readonly TogetherKind[],
  asked: { ids: readonly string[]; step: string },
): Promise<{ rows: TodoOutcome[] }> => {
  const chosen = await findChosen(tx, actor, asked.ids)
  const found = new Set([...chosen.values()].map(kindOf))
  if (found.size > 1) throw new Invalid([{ path: 'ids', message: '一次只能办同一种事，请分开按' }])
  const kind = kinds.find((one) => found.has(one.of))
  if (found.size > 0 && kind?.step.step !== asked.step)
    throw new Invalid([{ path: 'step', message: '这几件事不能这样一起办，请逐件打开' }])
  const outcomes = new Map<string, TodoOutcome>()
  for (const id of inOrderOfLocks(asked.ids, chosen))
    outcomes.set(id, await takeOne(tx, actor, kind, id, chosen.get(id)))
  return { rows: asked.ids.flatMap((id) => outcomes.get(id) ?? []) }
}

/** The asked to-dos that are, or were, addressed to this actor. */
const findChosen = async (tx: Tx, actor: Actor, ids: readonly string[]): Promise<Map<string, Chosen>> => {
  const { rows } = await sql<Chosen>`
    select id, record_type as "recordType", record_id as "recordId", kind, title, closed_at is null as "isOpen"
    from todos where id = any(${ids}::uuid[]) and ${addressedTo(actor)}`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Two presses at once take the records in one order, so that neither waits for the other. */
const inOrderOfLocks = (ids: readonly string[], chosen: ReadonlyMap<string, Chosen>): string[] =>
  [...ids].toSorted((a, b) => ((chosen.get(a)?.recordId ?? '') < (chosen.get(b)?.recordId ?? '') ? -1 : 1))

const takeOne = async (
  tx: Tx,
  actor: Actor,
  kind: TogetherKind | undefined,
  id: string,
  todo: Chosen | undefined,
): Promise<TodoOutcome> => {
  if (!todo || !kind)
    return refused(
      tx,
      actor,
      { id, title: null, endpoint: 'todos.takeTogether', recordId: id },
      new NotFound('这一件不是等您办的。'),
    )
  const { title, recordId } = todo
  if (!todo.isOpen) return { id, title, outcome: 'gone', words: '已经有人办过了，没有再办。' }
  const { way, step } = kind
  const item = { id, title, endpoint: way.endpoint.key, recordId }
  if (!admits(way.endpoint.policy, actor)) return refused(tx, actor, item, new Forbidden())
  await sql`savepoint together`.execute(tx)
  try {
    await way.take(tx, actor, recordId, { step: step.step })
    await requireAnswered(tx, actor, id)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await sql`rollback to savepoint together`.execute(tx)
    return refused(tx, actor, item, error)
  }
  await sql`release savepoint together`.execute(tx)
  await writeAudit(tx, actor, { endpoint: item.endpoint, recordId, outcome: 'done', status: 200 })
  return { id, title, outcome: 'done', words: step.doneLabel }
}

/** What was chosen is what was answered: a record that came back into the same state meanwhile waits to be looked at anew. */
const requireAnswered = async (tx: Tx, actor: Actor, id: string): Promise<void> => {
  const { rows } = await sql`select from todos where id = ${id} and closed_at = ${actor.now}`.execute(tx)
  if (rows.length === 0) throw new Conflict('刚才有人动过这一件，请打开看看再办。')
}

const refused = async (
  tx: Tx,
  actor: Actor,
  item: { id: string; title: string | null; endpoint: string; recordId: string },
  refusal: Refusal,
): Promise<TodoOutcome> => {
  const { endpoint, recordId, id, title } = item
  if ([403, 404, 409].includes(refusal.status))
    await writeAudit(tx, actor, { endpoint, recordId, outcome: 'refused', status: refusal.status })
  const words =
    refusal.fields.length > 0 ? refusal.fields.map(({ message }) => message).join('；') : refusal.message
  return { id, title, outcome: 'refused', words }
}
