import { personChanges, seatChanges, seatMeant } from './changes.ts'
import type { Days } from '../rules.ts'
import type { KnownPerson, KnownSeat, Register } from './register.ts'
import type { ImportRow } from './rows.ts'

export interface PlanInput {
  rows: readonly ImportRow[]
  register: Register
  /** lines that the reader of the sheet found fault with: what else is wrong is named, and nothing is planned */
  badLines: ReadonlySet<number>
  /** what staff said of same-name rows: the person, or null for another one */
  decisions: ReadonlyMap<number, string | null>
  /** days of the terms, by id, and the one that holds today */
  terms: ReadonlyMap<string, Partial<Days>>
  currentTermId: string | null
  today: string
  newId: () => string
}

interface Fault {
  key: string
  words: string
}
type Found =
  | { person: KnownPerson; seat: KnownSeat | null }
  | { person: null; seat: null }
  | { candidates: KnownPerson[] }
  | { faults: Fault[]; isDouble: boolean }

/**
 * Recognises a row: by mobile, else by 编号, else a same name is asked about; a row that says just what the register says of
 * one person of that name is that person. The rest are new. (domain.md C29, People at import)
 */
export const recognise = (input: PlanInput, row: ImportRow): Found => {
  const { register } = input
  const byPhone = row.phoneIndex ? register.byPhone.get(row.phoneIndex) : undefined
  const seat = row.no ? register.byNo.get(row.no) : undefined
  const byNo = seat && register.people.get(seat.personId)
  const person = byPhone ?? byNo
  const faults = [
    ...(row.no && !seat ? [{ key: 'no', words: `没有编号 ${row.no}；新委员的编号请空着` }] : []),
    ...contradictions(row, byPhone, byNo),
  ]
  if (faults.length > 0) return { faults, isDouble: (person?.line ?? null) !== null }
  if (person) return { person, seat: seat ?? null }
  return recogniseByName(input, row)
}

const contradictions = (
  row: ImportRow,
  byPhone: KnownPerson | undefined,
  byNo: KnownPerson | undefined,
): Fault[] => {
  if (byPhone && byNo && byPhone !== byNo)
    return [{ key: 'phone', words: `手机号是${byPhone.name}的，编号 ${row.no} 是${byNo.name}的，对不上` }]
  if (byPhone && byPhone.name !== row.name)
    return [
      {
        key: 'name',
        words: `这个手机号是${byPhone.name}的，与姓名对不上；${byPhone.line === null ? '改名请到那一位的页面上改' : `见第 ${byPhone.line} 行`}`,
      },
    ]
  if (byNo && byNo.name !== row.name)
    return [{ key: 'name', words: `编号 ${row.no} 是${byNo.name}，与姓名对不上；改名请到那一位的页面上改` }]
  return []
}

const recogniseByName = (input: PlanInput, row: ImportRow): Found => {
  if (row.name === '') return { person: null, seat: null }
  const same = input.register.byName.get(row.name) ?? []
  const inSheet = same.find(({ line, phoneIndex }) => line !== null && (!phoneIndex || !row.phoneIndex))
  if (inSheet) return { faults: [sameNameInSheet(inSheet.line)], isDouble: true }
  const known = same.filter(({ line }) => line === null)
  if (known.length === 0) return { person: null, seat: null }
  const decided = input.decisions.get(row.line)
  if (decided === null) return { person: null, seat: null }
  const chosen = known.find(({ id }) => id === decided)
  if (chosen) return { person: chosen, seat: null }
  const [only, ...more] = known.filter((person) => saysTheSame(input, row, person))
  return only && more.length === 0 ? { person: only, seat: null } : { candidates: known }
}

const sameNameInSheet = (line: number | null): Fault => ({
  key: 'phone',
  words: `与第 ${line} 行同名，分不清是不是同一人；请两行都填上手机号，同一人就删掉一行`,
})

const saysTheSame = (input: PlanInput, row: ImportRow, person: KnownPerson): boolean => {
  if (row.phoneIndex && row.phoneIndex !== person.phoneIndex) return false
  const seat = seatMeant(input, row, person)
  return seat !== null && personChanges(row, person).length === 0 && seatChanges(row, seat).length === 0
}
