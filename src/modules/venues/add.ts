import { v7 as newId } from 'uuid'
import { grantConveners } from '../accounts/index.ts'
import { type Level, addVenueUnits } from '../organisations/index.ts'
import { beginMany } from '../../platform/begin-many.ts'
import { during } from '../../platform/clock.ts'
import { randomToken } from '../../platform/crypto.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { venueName } from './rules.ts'

/** A venue as it is added, singly or with thousands of others. */
export interface NewVenue {
  id: string
  committeeId: string
  level: Level
  /** printed code, unique: 4301-S017 */
  code: string
  name: string
  kind: string
  studioKind: string | null
  divisionCode: string | null
  /** the 归口 body on the first day */
  guideId: string
  address: string
  phone?: string
  about?: string
  hours?: string
  onlineName?: string
  openFrom: string
  /** opaque token of its page; made when left out */
  token?: string
  convenerId: string | null
  residents: { personId: string; isLeader?: boolean; from?: string }[]
}

const chunk = 500

/**
 * Adds open venues with units, both edges, conveners (with role and account) and residents, from the opening day on:
 * a handful of statements for each 500. Nothing is checked here but what the database itself keeps.
 */
export const seedVenues = async (
  tx: Tx,
  rows: NewVenue[],
  by: { personId: string | null; now: Date },
): Promise<void> => {
  for (let start = 0; start < rows.length; start += chunk) {
    const part = rows.slice(start, start + chunk).map((row) => ({ ...row, name: venueName(row.name) }))
    await addVenueUnits(
      tx,
      part.map((row) => ({ ...row, shortName: row.name })),
    )
    await insertVenues(tx, part, { state: 'open', proposedBy: null })
    await grantConveners(tx, await insertConvenings(tx, part), by.personId)
    await insertResidencies(
      tx,
      part.flatMap((row) =>
        row.residents.map((resident) => ({
          venueId: row.id,
          personId: resident.personId,
          isLeader: resident.isLeader ?? false,
          valid: during(resident.from ?? row.openFrom),
        })),
      ),
    )
    await beginMany(tx, part, { record: 'venue', step: 'open', state: 'open', by })
  }
}

/** The rows of venues beside their units. */
export const insertVenues = async (
  tx: Tx,
  rows: NewVenue[],
  as: { state: 'open' | 'proposed'; proposedBy: string | null },
): Promise<void> => {
  const given = rows.map((row) => ({
    phone: '',
    about: '',
    hours: '',
    onlineName: '',
    ...row,
    token: row.token ?? newVenueToken(),
  }))
  await sql`
    insert into venues (id, committee_id, kind, studio_kind, online_name, address, phone, about, hours, state, token, opens_on, proposed_by)
    select id, "committeeId", kind, "studioKind", "onlineName", address, phone, about, hours, ${as.state}, token, "openFrom",
      ${as.proposedBy}::uuid
    from json_to_recordset(${JSON.stringify(given)}::json) as g(id uuid, "committeeId" uuid, kind text, "studioKind" text,
      "onlineName" text, address text, phone text, about text, hours text, token text, "openFrom" date)`.execute(
    tx,
  )
}

/** Opaque, never derived from anything: 16 letters and digits, short enough for a coarse code. (domain.md C13) */
export const newVenueToken = (): string => randomToken(12)

/** Conveners from the opening day on; answers what the role is to be granted for. */
export const insertConvenings = async (
  tx: Tx,
  rows: Pick<NewVenue, 'id' | 'convenerId' | 'openFrom'>[],
): Promise<{ unitId: string; personId: string; valid: string }[]> => {
  const given = rows.flatMap((row) =>
    row.convenerId
      ? [{ id: newId(), unitId: row.id, personId: row.convenerId, valid: during(row.openFrom) }]
      : [],
  )
  await sql`
    insert into convenings (id, venue_id, person_id, valid)
    select id, "unitId", "personId", valid from json_to_recordset(${JSON.stringify(given)}::json)
      as g(id uuid, "unitId" uuid, "personId" uuid, valid daterange)`.execute(tx)
  return given
}

export const insertResidencies = async (
  tx: Tx,
  rows: { venueId: string; personId: string; isLeader: boolean; valid: string }[],
): Promise<void> => {
  if (rows.length === 0) return
  const given = rows.map((row) => ({ ...row, id: newId() }))
  await sql`
    insert into residencies (id, venue_id, person_id, is_leader, valid)
    select id, "venueId", "personId", "isLeader", valid from json_to_recordset(${JSON.stringify(given)}::json)
      as g(id uuid, "venueId" uuid, "personId" uuid, "isLeader" boolean, valid daterange)`.execute(tx)
}
