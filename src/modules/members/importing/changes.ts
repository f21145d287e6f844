import { overlap } from '../rules.ts'
import type { KnownPerson, KnownSeat, Register } from './register.ts'
import type { ImportRow } from './rows.ts'

/** The seat that a row without 编号 is about: the one that begins on its day, else the one of today, else the last. */
export const seatMeant = (
  input: { register: Register; today: string },
  row: ImportRow,
  person: KnownPerson,
): KnownSeat | null => {
  const seats = input.register.seatsOf.get(person.id) ?? []
  if (row.from) return seats.find(({ from }) => from === row.from) ?? null
  const today = { from: input.today, until: null }
  return seats.find((seat) => seat.from <= input.today && overlap(seat, today)) ?? seats.at(-1) ?? null
}

/** What a row would change of a person, in the words of the columns; an empty cell changes nothing. */
export const personChanges = (row: ImportRow, person: KnownPerson): string[] => [
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
export const seatChanges = (row: ImportRow, seat: KnownSeat): string[] =>
  seatKeys.filter((key) => row[key] !== null && row[key] !== seat[key]).map((key) => seatWords[key])

/** The cells of a seat that a row fills in. */
export const filled = (row: ImportRow): Partial<KnownSeat> =>
  Object.fromEntries(seatKeys.filter((key) => row[key] !== null).map((key) => [key, row[key]]))
