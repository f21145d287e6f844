import { type Tx, sql } from '../../../platform/db.ts'
import type { House } from '../../../platform/house.ts'

/** Who spoke, as far as they said; the place of the matter is kept with them, since it is often a home. */
export interface Speaker {
  name: string | null
  /** normalised, or null */
  phone: string | null
  place: string | null
}

/** Keeps who spoke apart from what was said, sealed; nothing at all when nothing was left. */
export const keepSpeaker = async (
  tx: Tx,
  house: Pick<House, 'keyring'>,
  given: Speaker & { opinionId: string; committeeId: string },
): Promise<void> => {
  const sealed = sealSpeaker(house, given)
  if (!sealed) return
  await sql`
    insert into opinion_speakers (opinion_id, committee_id, name_sealed, phone_sealed, phone_digest, place_sealed)
    values (${given.opinionId}, ${given.committeeId}, ${sealed.name}, ${sealed.phone}, ${sealed.phoneDigest}, ${sealed.place})`.execute(
    tx,
  )
}

/** Who spoke, as it is kept; null when nothing was left. */
export const sealSpeaker = (house: Pick<House, 'keyring'>, given: Speaker) => {
  if (!given.name && !given.phone && !given.place) return null
  const sealed = (text: string | null) => (text ? house.keyring.seal(text) : null)
  return {
    name: sealed(given.name),
    phone: sealed(given.phone),
    phoneDigest: given.phone ? house.keyring.blindIndex(given.phone) : null,
    place: sealed(given.place),
  }
}

/** Who spoke, opened: for those who handle it, masked at the edge. Null where nothing was left, or it was erased. */
export const findSpeaker = async (
  tx: Tx,
  house: Pick<House, 'keyring'>,
  opinionId: string,
): Promise<Speaker | null> => {
  const { rows } = await sql<Record<'name' | 'phone' | 'place', Buffer | null>>`
    select name_sealed as name, phone_sealed as phone, place_sealed as place from opinion_speakers
    where opinion_id = ${opinionId} and erased_at is null`.execute(tx)
  const [row] = rows
  if (!row) return null
  const opened = (sealed: Buffer | null) => (sealed ? house.keyring.open(sealed) : null)
  return { name: opened(row.name), phone: opened(row.phone), place: opened(row.place) }
}
