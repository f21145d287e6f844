import type { Keyring } from '../../platform/crypto.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { pinyinOf } from '../../platform/names.ts'

/** Persons and seats prepared by a seed; days are half-open. */
export interface MemberRows {
  people: {
    id: string
    committeeId: string
    name: string
    gender: 'male' | 'female' | null
    phone?: string | null
  }[]
  mandates: {
    id: string
    personId: string
    committeeId: string
    no: string
    from: string
    until: string | null
    termId?: string | null
    post?: string
    party?: string | null
    sectorId?: string | null
    specialCommitteeId?: string | null
    groupId?: string | null
    workplace?: string
  }[]
}

const chunkRows = 5000

/** Writes prepared persons and seats, thousands a statement, without looking for doubles or likenesses: for seeds alone. */
export const seedMembers = async (tx: Tx, keyring: Keyring, rows: MemberRows, now: Date): Promise<void> => {
  const readings = new Map<string, { full: string; initials: string }>()
  for (const chunk of chunks(rows.people)) {
    const people = chunk.map(({ phone, ...person }) => ({
      ...person,
      ...readingOf(readings, person.name),
      sealed: phone ? keyring.seal(phone).toString('hex') : null,
      index: phone ? keyring.blindIndex(phone).toString('hex') : null,
    }))
    await sql`
      insert into people (id, committee_id, name, name_pinyin, name_initials, gender, phone_sealed, phone_index, created_at)
      select id, "committeeId", name, "full", initials, gender, decode(sealed, 'hex'), decode("index", 'hex'), ${now}
      from json_to_recordset(${JSON.stringify(people)}::json) as p(id uuid, "committeeId" uuid, name text, "full" text,
        initials text, gender text, sealed text, "index" text)`.execute(tx)
  }
  for (const chunk of chunks(rows.mandates))
    await sql`
      insert into mandates (id, person_id, committee_id, term_id, no, post, party, sector_id, special_committee_id, group_id,
        workplace, valid)
      select id, "personId", "committeeId", "termId", no, coalesce(post, 'member'), party, "sectorId", "specialCommitteeId",
        "groupId", coalesce(workplace, ''), daterange("from", until)
      from json_to_recordset(${JSON.stringify(chunk)}::json) as m(id uuid, "personId" uuid, "committeeId" uuid, "termId" uuid,
        no text, post text, party text, "sectorId" uuid, "specialCommitteeId" uuid, "groupId" uuid, workplace text,
        "from" date, until date)`.execute(tx)
}

const chunks = <T>(rows: T[]): T[][] =>
  Array.from({ length: Math.ceil(rows.length / chunkRows) }, (_, at) =>
    rows.slice(at * chunkRows, (at + 1) * chunkRows),
  )

/** Seeds draw from a few names many times: each is read once. */
const readingOf = (readings: Map<string, { full: string; initials: string }>, name: string) => {
  const known = readings.get(name)
  if (known) return known
  const reading = pinyinOf(name)
  readings.set(name, reading)
  return reading
}
