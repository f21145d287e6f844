import { type Tx, sql } from '../../../platform/db.ts'

/** A person as the register knows it; `line` is set on those that the sheet itself brings. */
export interface KnownPerson {
  id: string
  name: string
  gender: string | null
  phoneIndex: string | null
  line: number | null
}

/** A seat as the register knows it; `line` is the row that has already spoken of it. */
export interface KnownSeat {
  id: string
  personId: string
  no: string | null
  termId: string | null
  post: string
  party: string | null
  sectorId: string | null
  specialCommitteeId: string | null
  groupId: string | null
  workplace: string
  from: string
  until: string | null
  line: number | null
}

/** The register of one 政协, by all that a row can be recognised by; grows with the rows as they are planned. */
export interface Register {
  people: Map<string, KnownPerson>
  seatsOf: Map<string, KnownSeat[]>
  byPhone: Map<string, KnownPerson>
  byNo: Map<string, KnownSeat>
  byName: Map<string, KnownPerson[]>
}

/** Reads the whole register of a 政协: two statements, whatever its size. */
export const readRegister = async (tx: Tx, committeeId: string): Promise<Register> => {
  const register: Register = {
    people: new Map(),
    seatsOf: new Map(),
    byPhone: new Map(),
    byNo: new Map(),
    byName: new Map(),
  }
  const people = await sql<KnownPerson>`
    select id, name, gender, encode(phone_index, 'hex') as "phoneIndex", null::int as line from people
    where committee_id = ${committeeId} and merged_into is null`.execute(tx)
  for (const person of people.rows) enterPerson(register, person)
  const seats = await sql<KnownSeat>`
    select m.id, m.person_id as "personId", m.no, m.term_id as "termId", m.post, m.party, m.sector_id as "sectorId",
      m.special_committee_id as "specialCommitteeId", m.group_id as "groupId", m.workplace, lower(m.valid) as "from",
      upper(m.valid) as until, null::int as line
    from mandates m where m.committee_id = ${committeeId} order by lower(m.valid)`.execute(tx)
  for (const seat of seats.rows) enterSeat(register, seat)
  return register
}

export const enterPerson = (register: Register, person: KnownPerson): void => {
  register.people.set(person.id, person)
  if (person.phoneIndex) register.byPhone.set(person.phoneIndex, person)
  const same = register.byName.get(person.name)
  if (same) same.push(person)
  else register.byName.set(person.name, [person])
}

export const enterSeat = (register: Register, seat: KnownSeat): void => {
  if (seat.no) register.byNo.set(seat.no, seat)
  const seats = register.seatsOf.get(seat.personId)
  if (seats) seats.push(seat)
  else register.seatsOf.set(seat.personId, [seat])
}
