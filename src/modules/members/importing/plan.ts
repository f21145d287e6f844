import type { SheetProblem } from '../../../platform/spreadsheet/index.ts'
import type { Days } from '../rules.ts'
import { daysInWords, daysProblem, overlap } from '../rules.ts'
import { type KnownPerson, type KnownSeat, type Register, enterPerson, enterSeat } from './register.ts'
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
  /** the last seat of a person, as planned */
  seatOf: (personId: string) => KnownSeat | undefined
}

export interface PlanInput {
  rows: readonly ImportRow[]
  register: Register
  /** lines that the reader of the sheet found fault with: they are not planned */
  badLines: ReadonlySet<number>
  /** what staff said of same-name rows: the person, or null for another one */
  decisions: ReadonlyMap<number, string | null>
  /** days of the terms, by id, and the one that holds today */
  terms: ReadonlyMap<string, Partial<Days>>
  currentTermId: string | null
  today: string
  newId: () => string
}

/**
 * Recognises each row: by mobile, else by 编号, else a same name is asked about; a row that says just what the register
 * says of one person of that name is that person. The rest are new. Gives way to other work between chunks.
 * (domain.md C29, People at import)
 */
export const planImport = async (input: PlanInput): Promise<Plan> => {
  const plan: Plan = {
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
    seatOf: (personId) => input.register.seatsOf.get(personId)?.at(-1),
  }
  for (const [at, row] of input.rows.entries()) {
    if (at % 500 === 499) await new Promise(setImmediate)
    if (!input.badLines.has(row.line)) planRow(input, plan, row)
  }
  return plan
}

const planRow = (input: PlanInput, plan: Plan, row: ImportRow): void => {
  const found = recognise(input, row)
  if ('words' in found) {
    if (found.isDouble) plan.doubled += 1
    return refuse(plan, row, found.key, found.words)
  }
  if ('candidates' in found) return void plan.asked.push({ row, candidates: found.candidates })
  if (found.person === null) return planNew(input, plan, row)
  return planKnown(input, plan, row, found.person, found.seat)
}

type Found =
  | { person: KnownPerson; seat: KnownSeat | null }
  | { person: null; seat: null }
  | { candidates: KnownPerson[] }
  | { key: string; words: string; isDouble: boolean }

const recognise = (input: PlanInput, row: ImportRow): Found => {
  const { register } = input
  const byPhone = row.phoneIndex ? register.byPhone.get(row.phoneIndex) : undefined
  const seat = row.no ? register.byNo.get(row.no) : undefined
  if (row.no && !seat) return fault('no', `没有编号 ${row.no}；新委员的编号请空着`)
  const byNo = seat && register.people.get(seat.personId)
  if (byPhone && byNo && byPhone !== byNo)
    return fault('phone', `手机号是${byPhone.name}的，编号 ${row.no} 是${byNo.name}的，对不上`)
  const person = byPhone ?? byNo
  if (person && person.name !== row.name)
    return fault(
      'name',
      byPhone
        ? `这个手机号是${person.name}的，与姓名对不上；${person.line === null ? '改名请到那一位的页面上改' : `见第 ${person.line} 行`}`
        : `编号 ${row.no} 是${person.name}，与姓名对不上；改名请到那一位的页面上改`,
      person.line !== null,
    )
  if (person) return { person, seat: seat ?? null }
  return recogniseByName(input, row)
}

const fault = (key: string, words: string, isDouble = false): Found => ({ key, words, isDouble })

const recogniseByName = (input: PlanInput, row: ImportRow): Found => {
  const same = input.register.byName.get(row.name) ?? []
  const inSheet = same.find(({ line, phoneIndex }) => line !== null && (!phoneIndex || !row.phoneIndex))
  if (inSheet)
    return fault(
      'phone',
      `与第 ${inSheet.line} 行同名，分不清是不是同一人；请两行都填上手机号，同一人就删掉一行`,
      true,
    )
  const known = same.filter(({ line }) => line === null)
  if (known.length === 0) return { person: null, seat: null }
  const decided = input.decisions.get(row.line)
  if (decided === null) return { person: null, seat: null }
  const chosen = known.find(({ id }) => id === decided)
  if (chosen) return { person: chosen, seat: null }
  const [only, ...more] = known.filter((person) => saysTheSame(input, row, person))
  return only && more.length === 0 ? { person: only, seat: null } : { candidates: known }
}

const saysTheSame = (input: PlanInput, row: ImportRow, person: KnownPerson): boolean => {
  if (row.phoneIndex && row.phoneIndex !== person.phoneIndex) return false
  const seat = seatMeant(input, row, person)
  return seat !== null && personChanges(row, person).length === 0 && seatChanges(row, seat).length === 0
}

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

/** The seat that a row without 编号 is about: the one that begins on its day, else the one of today, else the last. */
const seatMeant = (input: PlanInput, row: ImportRow, person: KnownPerson): KnownSeat | null => {
  const seats = input.register.seatsOf.get(person.id) ?? []
  if (row.from) return seats.find(({ from }) => from === row.from) ?? null
  const today = { from: input.today, until: null }
  return seats.find((seat) => seat.from <= input.today && overlap(seat, today)) ?? seats.at(-1) ?? null
}

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

const personChanges = (row: ImportRow, person: KnownPerson): string[] => [
  ...(row.gender !== null && row.gender !== person.gender ? ['性别'] : []),
  ...(row.phoneIndex !== null && row.phoneIndex !== person.phoneIndex ? ['手机号'] : []),
]

const seatWords = {
  termId: '届次',
  post: '政协职务',
  party: '党派',
  sectorId: '界别',
  specialCommitteeId: '专委会',
  groupId: '小组或联络组',
  workplace: '单位及职务',
  from: '任职开始',
  until: '任职结束',
} as const
type SeatKey = keyof typeof seatWords
const seatKeys: readonly SeatKey[] = [
  'termId',
  'post',
  'party',
  'sectorId',
  'specialCommitteeId',
  'groupId',
  'workplace',
  'from',
  'until',
]

/** What a row would change in a seat, in the words of the columns; an empty cell changes nothing. */
const seatChanges = (row: ImportRow, seat: KnownSeat): string[] =>
  seatKeys.filter((key) => row[key] !== null && row[key] !== seat[key]).map((key) => seatWords[key])

const filled = (row: ImportRow): Partial<KnownSeat> =>
  Object.fromEntries(seatKeys.filter((key) => row[key] !== null).map((key) => [key, row[key]]))

const refuse = (plan: Plan, row: ImportRow, key: string, words: string): void => {
  plan.problems.push({ line: row.line, key, words, stops: false })
}
