import type { Role } from './actor.ts'
import type { OpenStep } from './contract.ts'

/** Who may take a step: a role on the record, `author`, `owner` or `handler` of it, who spoke, or the clock. */
export type Taker = Role | 'author' | 'owner' | 'handler' | 'speaker' | 'clock'

/** How a state looks: the marks of look.md. */
export type StateMark = 'todo' | 'doing' | 'due' | 'done' | 'back' | 'off' | 'sealed'

export interface StepRule<State extends string, Facts> {
  label: string
  from: readonly State[]
  to: State
  by: readonly Taker[]
  /** the obstacle in words, from facts loaded by one query for many ids; null opens the step */
  unless?: (facts: Facts) => string | null
  /** this role may pass an obstacle, in words; listed in the bulletin */
  override?: Role
  /** whether words go with it; default none */
  words?: 'optional' | 'required'
  /** the clause it follows */
  source?: string
}

/** What waits in a state, and whose turn it is. */
export interface Wait<StepName extends string = string> {
  kind: string
  label: string
  /** role on the record's unit, or the person given by the module */
  asks: Role | 'person'
  /** further roles on that unit that may answer it: it is in their list too until one of them has */
  alsoAsks?: readonly Role[]
  /** 一起办: the step that several of these may be answered by in one press; it needs neither words nor fields */
  together?: StepName
}

/** A process is a table: states, steps, and who is asked in each state. */
export interface Process<State extends string = string, StepName extends string = string, Facts = unknown> {
  record: string
  label: string
  initial: State
  states: Record<State, { label: string; mark: StateMark }>
  steps: Record<StepName, StepRule<State, Facts>>
  waits: Partial<Record<State, Wait<StepName>>>
  /** how it began, and what may be noted on its path without moving it, in words; see beginProcess and noteMany */
  notes?: Record<string, string>
}

/** Declares a process; the compiler checks that every step leads between its states. */
export const process = <State extends string, StepName extends string, Facts>(
  table: Process<State, StepName, Facts>,
): Process<State, StepName, Facts> => table

/** The steps open to somebody with these roles on the record, each with null or its obstacle. */
export const openSteps = <State extends string, StepName extends string, Facts>(
  table: Process<State, StepName, Facts>,
  state: State,
  roles: ReadonlySet<Taker>,
  facts: Facts,
): OpenStep[] =>
  stepNames(table)
    .filter(
      (name) =>
        table.steps[name].from.includes(state) && table.steps[name].by.some((taker) => roles.has(taker)),
    )
    .map((name) => {
      const rule = table.steps[name]
      return {
        step: name,
        label: rule.label,
        obstacle: rule.unless?.(facts) ?? null,
        words: rule.words ?? 'none',
        overridable: rule.override !== undefined && roles.has(rule.override),
      }
    })

export const stepNames = <StepName extends string>(table: { steps: Record<StepName, unknown> }): StepName[] =>
  Object.keys(table.steps).filter((name): name is StepName => Object.hasOwn(table.steps, name))

export const isState = <State extends string>(
  table: { states: Record<State, unknown> },
  word: string,
): word is State => Object.hasOwn(table.states, word)

export const isStep = <StepName extends string>(
  table: { steps: Record<StepName, unknown> },
  word: string,
): word is StepName => Object.hasOwn(table.steps, word)

/** The words of a state, or the code itself where the process does not know it. */
export const stateLabel = <State extends string>(
  table: { states: Record<State, { label: string }> },
  word: string,
): string => (isState(table, word) ? table.states[word].label : word)
