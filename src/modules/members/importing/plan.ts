import type { SheetProblem } from '../../../platform/spreadsheet/index.ts'
import { type Days, daysInWords, daysProblem, overlap } from '../rules.ts'
import { filled, personChanges, seatChanges, seatMeant } from './changes.ts'
import { type PlanInput, recognise } from './recognise.ts'
import { type KnownPerson, type KnownSeat, enterPerson, enterSeat } from './register.ts'
import type { ImportRow } from './rows.ts'

/** What an import would do, row by row. Nothing here has been written. */
export interface Plan {
  newPeople: (KnownPerson & { phone: string | null })[]
  changedPeople: { id: string; gender: string | null; phone: string | null; phoneIndex: string | null }[]
  newSeats: KnownSeat[]
  changedSeats: KnownSeat[]
  fresh: number
  same: number
  changed: { line: number; name: string; what: string[] }[]
  asked: { row: ImportRow; candidates: KnownPerson[] }[]
  problems: SheetProblem[]
  overlapping: number
  doubled: number
  /** the last seat, as planned, of somebody who is asked about */
  seatOf: (personId: string) => KnownSeat | undefined
}

/**
 * What an import would do: rows that can be recognised and are without fault. What else is wrong with the others is found by
 * planning them aside, after all the good ones, so that every fault of a row is named at once. Gives way to other work
 * between chunks.
 */
export const planImport = async (input: PlanInput): Promise<Plan> => {
  const plan = emptyPlan()
  const isBad = ({ line }: ImportRow) => input.badLines.has(line)
  await planRows(
    input,
    plan,
    input.rows.filter((row) => !isBad(row)),
  )
  const lastSeats = new Map(
    plan.asked.flatMap(({ candidates }) =>
      candidates.map(({ id }) => [id, input.register.seatsOf.get(id)?.at(-1)] as const),
    ),
  )
  const aside = emptyPlan()
  await planRows(input, aside, input.rows.filter(isBad))
  return {
    ...plan,
    problems: [...plan.problems, ...aside.problems, ...aside.asked.map(({ row }) => asksLater(row))],
    overlapping: plan.overlapping + aside.overlapping,
    doubled: plan.doubled + aside.doubled,
    seatOf: (personId) => lastSeats.get(personId),
  }
}

const emptyPlan = (): Plan => ({
  newPeople: [],
  changedPeople: [],
  newSeats: [],
  changedSeats: [],
  fresh: 0,
  same: 0,
  changed: [],
  asked: [],
  problems: [],
  overlapping: 0,
  doubled: 0,
  seatOf: () => undefined,
})

const planRows = async (input: PlanInput, plan: Plan, rows: readonly ImportRow[]): Promise<void> => {
  for (const [at, row] of rows.entries()) {
    if (at % 500 === 499) await new Promise(setImmediate)
    planRow(input, plan, row)
  }
}

const planRow = (input: PlanInput, plan: Plan, row: ImportRow): void => {
  const found = recognise(input, row)
  if ('faults' in found) {
    if (found.isDouble) plan.doubled += 1
    for (const { key, words } of found.faults) refuse(plan, row, key, words)
    return
  }
  if ('candidates' in found) return void plan.asked.push({ row, candidates: found.candidates })
  if (found.person === null) return planNew(input, plan, row)
  return planKnown(input, plan, row, found.person, found.seat)
}

/** Of a bad row with a known name: it comes back with this, since nobody is asked about it before it is mended. */
const asksLater = ({ line }: ImportRow): SheetProblem => ({
  line,
  key: 'name',
  words: '名册里有同名的委员；填上手机号或编号，再传时就不用问是不是同一人',
  stops: false,
})

const planNew = (input: PlanInput, plan: Plan, row: ImportRow): void => {
  const days = daysOf(input, row)
  const problem = daysProblem(days)
  if (problem) return refuse(plan, row, 'until', problem)
  const person: KnownPerson = {
    id: input.newId(),
    name: row.name,
    gender: row.gender,
    phoneIndex: row.phoneIndex,
    line: row.line,
  }
  plan.newPeople.push({ ...person, phone: row.phone })
  plan.fresh += 1
  enterPerson(input.register, person)
  seatNewly(input, plan, row, person, days)
}

const planKnown = (
  input: PlanInput,
  plan: Plan,
  row: ImportRow,
  person: KnownPerson,
  named: KnownSeat | null,
): void => {
  const seat = named ?? seatMeant(input, row, person)
  if (seat?.line) {
    plan.doubled += 1
    return refuse(plan, row, 'name', `与第 ${seat.line} 行是同一人的同一段任职`)
  }
  const days = seat ? { from: row.from ?? seat.from, until: row.until ?? seat.until } : daysOf(input, row)
  const problem = daysProblem(days)
  if (problem) return refuse(plan, row, 'until', problem)
  const other = input.register.seatsOf.get(person.id)?.find((each) => each !== seat && overlap(each, days))
  if (other) {
    if (other.line) plan.doubled += 1
    else plan.overlapping += 1
    return refuse(plan, row, 'from', overlapInWords(other))
  }
  const what = [...personChanges(row, person), ...(seat ? seatChanges(row, seat) : ['新的一段任职'])]
  if (what.length === 0) plan.same += 1
  else plan.changed.push({ line: row.line, name: row.name, what })
  changePerson(input, plan, row, person)
  if (!seat) return seatNewly(input, plan, row, person, days)
  const before = seatChanges(row, seat)
  Object.assign(seat, filled(row), days, { line: row.line })
  if (before.length > 0) plan.changedSeats.push(seat)
}

const overlapInWords = (other: KnownSeat): string =>
  other.line
    ? `与第 ${other.line} 行是同一人，任职的日期重叠`
    : `与编号 ${other.no} 的任职重叠：${daysInWords(other)}。要改那一段，请把编号 ${other.no} 填上`

const daysOf = (input: PlanInput, row: ImportRow): Days => {
  const term = input.terms.get(row.termId ?? input.currentTermId ?? '')
  const from = row.from ?? term?.from ?? input.today
  const until = row.until ?? (term?.until && term.until > from ? term.until : null)
  return { from, until }
}

const changePerson = (input: PlanInput, plan: Plan, row: ImportRow, person: KnownPerson): void => {
  if (personChanges(row, person).length === 0) return
  if (row.phoneIndex && row.phoneIndex !== person.phoneIndex) {
    if (person.phoneIndex) input.register.byPhone.delete(person.phoneIndex)
    input.register.byPhone.set(row.phoneIndex, person)
  }
  person.gender = row.gender ?? person.gender
  person.phoneIndex = row.phoneIndex ?? person.phoneIndex
  const planned = plan.newPeople.find(({ id }) => id === person.id)
  if (planned) Object.assign(planned, person, { phone: row.phone ?? planned.phone })
  else
    plan.changedPeople.push({
      id: person.id,
      gender: row.gender,
      phone: row.phone,
      phoneIndex: row.phoneIndex,
    })
}

const seatNewly = (input: PlanInput, plan: Plan, row: ImportRow, person: KnownPerson, days: Days): void => {
  const seat: KnownSeat = {
    id: input.newId(),
    personId: person.id,
    no: null,
    termId: input.currentTermId,
    post: 'member',
    party: null,
    sectorId: null,
    specialCommitteeId: null,
    groupId: null,
    workplace: '',
    ...filled(row),
    ...days,
    line: row.line,
  }
  plan.newSeats.push(seat)
  enterSeat(input.register, seat)
}

const refuse = (plan: Plan, row: ImportRow, key: string, words: string): void => {
  plan.problems.push({ line: row.line, key, words, stops: false })
}
