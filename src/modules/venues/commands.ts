import { grantConveners } from '../accounts/index.ts'
import { addVenueUnits, closeUnit, getUnit, openUnit, renameUnit } from '../organisations/index.ts'
import { type Actor, committeesOf, unitsOf } from '../../platform/actor.ts'
import { dayOf, during } from '../../platform/clock.ts'
import type { TakeStep } from '../../platform/contract.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { Invalid, NotFound } from '../../platform/errors.ts'
import { beginProcess, takeStep } from '../../platform/take-step.ts'
import { venueFlow } from './access.ts'
import { insertConvenings, insertVenues, seedVenues } from './add.ts'
import type { PageWords, VenueDraft } from './contract.ts'
import { requireGuide, requirePerson } from './eligible.ts'
import { holdVenue, nextNumber, requireFreeName } from './hold.ts'
import { venueCode, venueName } from './rules.ts'

interface NewVenueInput extends VenueDraft {
  id: string
  committeeId: string
  guideId: string | null
  opensOn: string
  convenerId: string | null
}

/** Sets up a venue (the office) or applies for one (special committee, contact group): the same words, another first state. */
export const createVenue = async (tx: Tx, actor: Actor, input: NewVenueInput): Promise<{ id: string }> => {
  const isOffice = unitsOf(actor, 'office').includes(input.committeeId)
  if (!isOffice && !committeesOf(actor, 'special_committee', 'contact_group').includes(input.committeeId))
    throw new NotFound()
  const { rows: same } = await sql`select from venues where id = ${input.id}`.execute(tx)
  if (same.length > 0) return { id: input.id }
  const committee = await getUnit(tx, input.committeeId)
  const guideId = input.guideId ?? input.committeeId
  await requireGuide(tx, input.committeeId, guideId, input.opensOn)
  if (input.convenerId)
    await requirePerson(tx, input.committeeId, input.convenerId, input.opensOn, 'convenerId')
  const first = await nextNumber(tx, committee.id, committee.code)
  await requireFreeName(tx, input.committeeId, input.name, input.id)
  const row = {
    ...input,
    level: committee.level,
    code: venueCode(committee.code, first),
    name: venueName(input.name),
    divisionCode: null,
    guideId,
    openFrom: input.opensOn,
    residents: [],
  }
  const by = { personId: actor.personId, now: actor.now }
  if (isOffice) await seedVenues(tx, [row], by)
  else {
    await addVenueUnits(tx, [{ ...row, shortName: row.name, openFrom: null }])
    await insertVenues(tx, [row], { state: 'proposed', proposedBy: actor.personId })
    await insertConvenings(tx, [row])
    await beginProcess(tx, actor, venueFlow, { id: row.id, committeeId: row.committeeId, step: 'propose' })
  }
  return { id: input.id }
}

export const editVenue = async (
  tx: Tx,
  actor: Actor,
  id: string,
  input: VenueDraft & { version: number },
): Promise<{ id: string }> => {
  const held = await holdVenue(tx, actor, id, input.version)
  const name = venueName(input.name)
  if (name !== held.name) {
    await requireFreeName(tx, held.committeeId, name, id)
    await renameUnit(tx, id, name)
  }
  await sql`
    update venues set kind = ${input.kind}, studio_kind = ${input.studioKind}, online_name = ${input.onlineName},
      address = ${input.address}, phone = ${input.phone}, about = ${input.about}, hours = ${input.hours}, version = version + 1
    where id = ${id}`.execute(tx)
  return { id }
}

export const editVenuePage = async (
  tx: Tx,
  actor: Actor,
  id: string,
  input: PageWords & { version: number },
): Promise<{ id: string }> => {
  await holdVenue(tx, actor, id, input.version, true)
  await sql`
    update venues set online_name = ${input.onlineName}, phone = ${input.phone}, about = ${input.about},
      hours = ${input.hours}, version = version + 1 where id = ${id}`.execute(tx)
  return { id }
}

/** Takes a step of a venue with what goes with it: its unit opens or closes on a day. */
export const stepVenue = async (
  tx: Tx,
  actor: Actor,
  id: string,
  input: TakeStep & { on?: string | undefined },
): Promise<{ state: string }> => {
  const moved = await takeStep(tx, actor, venueFlow, id, input)
  const dates = await datesOf(tx, id)
  const today = dayOf(actor.now)
  if (input.step === 'approve') await openApproved(tx, actor, id, input.on ?? dates.opensOn ?? today)
  if (input.step === 'close') {
    const on = input.on ?? today
    if (dates.openFrom && on <= dates.openFrom)
      throw new Invalid([{ path: 'on', message: `挂牌是 ${dates.openFrom}，撤销的日期要在这之后` }])
    await closeUnit(tx, id, on)
  }
  if (input.step === 'reopen') await openUnit(tx, id, dates.openFrom ?? today)
  return { state: moved.to }
}

const datesOf = async (tx: Tx, id: string) => {
  const { rows } = await sql<{ openFrom: string | null; opensOn: string | null }>`
    select lower(u.open_during) as "openFrom", v.opens_on as "opensOn" from venues v join units u on u.id = v.id
    where v.id = ${id}`.execute(tx)
  return rows[0] ?? { openFrom: null, opensOn: null }
}

/** A convener named in the application begins, with the role, on the day of opening. */
const openApproved = async (tx: Tx, actor: Actor, id: string, on: string) => {
  await openUnit(tx, id, on)
  await sql`update convenings set valid = ${during(on)}::daterange where venue_id = ${id}`.execute(tx)
  const { rows } = await sql<{ personId: string }>`
    select person_id as "personId" from convenings where venue_id = ${id}`.execute(tx)
  await grantConveners(
    tx,
    rows.map(({ personId }) => ({ personId, unitId: id, valid: during(on) })),
    actor.personId,
  )
}
