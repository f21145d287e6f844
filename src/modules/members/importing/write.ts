import { during } from '../../../platform/clock.ts'
import type { Keyring } from '../../../platform/crypto.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { pinyinOf } from '../../../platform/names.ts'
import { lastNo } from '../mandates.ts'
import { seatNo } from '../rules.ts'
import type { Plan } from './plan.ts'
import type { KnownSeat } from './register.ts'

const chunkRows = 1000

interface Target {
  committeeId: string
  keyring: Keyring
  now: Date
  /** called with the number of rows written so far, new and changed */
  wrote: (rows: number) => Promise<void>
}

/** Writes a plan: a few statements for each thousand rows. The register is locked by the caller. */
export const writePlan = async (tx: Tx, plan: Plan, target: Target): Promise<void> => {
  let written = 0
  const each = async <T>(rows: readonly T[], write: (chunk: T[]) => Promise<void>): Promise<void> => {
    for (let at = 0; at < rows.length; at += chunkRows) {
      const chunk = rows.slice(at, at + chunkRows)
      await write(chunk)
      written += chunk.length
      await target.wrote(written)
    }
  }
  await each(plan.newPeople, (chunk) => insertPeople(tx, chunk, target))
  await each(plan.changedPeople, (chunk) => changePeople(tx, chunk, target))
  let no = await lastNo(tx, target.committeeId)
  await each(plan.newSeats, (chunk) =>
    insertSeats(
      tx,
      chunk.map((seat) => ({ ...seat, no: seatNo((no += 1)) })),
      target.committeeId,
    ),
  )
  await each(plan.changedSeats, (chunk) => changeSeats(tx, chunk))
}

/** How many rows `writePlan` will write. */
export const rowsToWrite = (plan: Plan): number =>
  plan.newPeople.length + plan.changedPeople.length + plan.newSeats.length + plan.changedSeats.length

const insertPeople = async (tx: Tx, people: Plan['newPeople'], { committeeId, keyring, now }: Target) => {
  const rows = people.map(({ id, name, gender, phone, phoneIndex }) => {
    const { full, initials } = pinyinOf(name)
    return { id, name, full, initials, gender, index: phoneIndex, sealed: sealedHex(keyring, phone) }
  })
  await sql`
    insert into people (id, committee_id, name, name_pinyin, name_initials, gender, phone_sealed, phone_index, created_at)
    select id, ${committeeId}, name, "full", initials, gender, decode(sealed, 'hex'), decode("index", 'hex'), ${now}
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as p(id uuid, name text, "full" text, initials text, gender text, sealed text, "index" text)`.execute(
    tx,
  )
}

const sealedHex = (keyring: Keyring, phone: string | null): string | null =>
  phone === null ? null : keyring.seal(phone).toString('hex')

const changePeople = async (tx: Tx, people: Plan['changedPeople'], { keyring }: Target) => {
  const rows = people.map(({ phone, phoneIndex, ...person }) => ({
    ...person,
    index: phoneIndex,
    sealed: sealedHex(keyring, phone),
  }))
  await sql`
    update people p set gender = coalesce(r.gender, p.gender), phone_sealed = coalesce(decode(r.sealed, 'hex'), p.phone_sealed),
      phone_index = coalesce(decode(r."index", 'hex'), p.phone_index), version = p.version + 1
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, gender text, sealed text, "index" text)
    where p.id = r.id`.execute(tx)
}

const seatColumns = sql`(id uuid, "personId" uuid, no text, "termId" uuid, post text, party text, "sectorId" uuid,
  "specialCommitteeId" uuid, "groupId" uuid, workplace text, valid daterange)`

const seatRows = (seats: KnownSeat[]) =>
  JSON.stringify(seats.map(({ from, until, line: _, ...seat }) => ({ ...seat, valid: during(from, until) })))

const insertSeats = async (tx: Tx, seats: KnownSeat[], committeeId: string) => {
  await sql`
    insert into mandates (id, person_id, committee_id, term_id, no, post, party, sector_id, special_committee_id, group_id,
      workplace, valid)
    select id, "personId", ${committeeId}, "termId", no, post, party, "sectorId", "specialCommitteeId", "groupId", workplace, valid
    from json_to_recordset(${seatRows(seats)}::json) as m${seatColumns}`.execute(tx)
}

const changeSeats = async (tx: Tx, seats: KnownSeat[]) => {
  await sql`
    update mandates m set term_id = r."termId", post = r.post, party = r.party, sector_id = r."sectorId",
      special_committee_id = r."specialCommitteeId", group_id = r."groupId", workplace = r.workplace, valid = r.valid,
      version = m.version + 1
    from json_to_recordset(${seatRows(seats)}::json) as r${seatColumns} where m.id = r.id`.execute(tx)
}
