import type { Random } from './random.ts'
import { personName, studioWords } from './words.ts'

/** A 政协 to fill, from the seeded organisation graph. */
export interface CommitteeSeat {
  id: string
  code: string
  level: 'province' | 'city' | 'county'
  shortName: string
  bodies: string[]
  /** with the party whose own a sector is, or null */
  sectors: { id: string; party: string | null }[]
}

export interface Scale {
  studios: number
  members: number
  /** code of the one 政协 to fill; all when left out */
  only?: string
}

export interface PlannedPerson {
  id: string
  committeeId: string
  name: string
}

export interface PlannedMandate {
  id: string
  personId: string
  committeeId: string
  no: string
  post: string
  party: string
  sectorId: string
  bodyId: string
}

export interface PlannedStudio {
  id: string
  committeeId: string
  level: CommitteeSeat['level']
  code: string
  name: string
  guideId: string
  conveners: string[]
  residents: string[]
  openFrom: string
}

export interface Plan {
  people: PlannedPerson[]
  mandates: PlannedMandate[]
  studios: PlannedStudio[]
}

/** Shares of studios by level, after the real figures: nine in ten stand in counties. (domain.md B6) */
const shares = { province: 0.02, city: 0.08, county: 0.9 }

/**
 * Plans studios and members over the 政协: some members resident in two studios (2 %), some with mandates at two levels (2 %),
 * some resident nowhere (1.5 %), some city studios guided by provincial special committees (3 %).
 */
export const planProvince = (seats: CommitteeSeat[], scale: Scale, random: Random): Plan => {
  const plan: Plan = { people: [], mandates: [], studios: [] }
  const province = seats.find((seat) => seat.level === 'province')
  if (!province) throw new Error('the organisation graph has no province')
  const one = seats.find((seat) => seat.code === scale.only)
  if (one) {
    fillSeat(plan, one, scale, province, random)
    return plan
  }
  for (const level of ['province', 'city', 'county'] as const) {
    const here = seats.filter((seat) => seat.level === level)
    const studios = Math.round(scale.studios * shares[level])
    const members = Math.round(scale.members * shares[level])
    here.forEach((seat, index) => {
      const part = {
        studios: shareOf(studios, here.length, index),
        members: shareOf(members, here.length, index),
      }
      fillSeat(plan, seat, part, province, random)
    })
  }
  doubleUp(plan, province, random)
  return plan
}

/** Drawn apart from the sector, where the sector is no party's own. */
const parties = [
  'cpc',
  'cpc',
  'cpc',
  'minge',
  'minmeng',
  'minjian',
  'minjin',
  'nonggong',
  'jiusan',
  'independent',
  'none',
  'none',
]

/** The index-th of n nearly equal parts of a whole. */
const shareOf = (whole: number, n: number, index: number): number =>
  Math.floor((whole * (index + 1)) / n) - Math.floor((whole * index) / n)

const fillSeat = (plan: Plan, seat: CommitteeSeat, part: Scale, province: CommitteeSeat, random: Random) => {
  const people: string[] = []
  for (let index = 0; index < part.members; index += 1) {
    const person = { id: random.id(), committeeId: seat.id, name: personName(random) }
    plan.people.push(person)
    people.push(person.id)
    plan.mandates.push(mandateOf(seat, person.id, index, random))
  }
  for (let index = 0; index < part.studios; index += 1) {
    const word = studioWords[(index + Number(seat.code) * 7) % studioWords.length] ?? '芦汀'
    const name = `${word}${index >= studioWords.length ? Math.floor(index / studioWords.length) + 1 : ''}委员工作室`
    const residents = people.filter((_, at) => at % part.studios === index && !random.chance(0.015))
    const guided = seat.level === 'city' && random.chance(0.03)
    plan.studios.push({
      id: random.id(),
      committeeId: seat.id,
      level: seat.level,
      code: `${seat.code}-S${String(index + 1).padStart(3, '0')}`,
      name: `${seat.shortName}${name}`,
      guideId: guided ? random.pick(province.bodies) : guideOf(seat, random),
      conveners: residents.slice(0, 1),
      residents,
      openFrom: random.chance(0.02) ? '2024-05-01' : '2021-03-01',
    })
  }
}

/** Province: a special committee, now and then the 政协 itself (省本级); below: the 政协 or one of its special committees. */
const guideOf = (seat: CommitteeSeat, random: Random): string =>
  seat.level === 'province' && !random.chance(0.1)
    ? random.pick(seat.bodies)
    : random.chance(0.5)
      ? seat.id
      : random.pick(seat.bodies)

const mandateOf = (
  seat: CommitteeSeat,
  personId: string,
  index: number,
  random: Random,
  party?: string,
): PlannedMandate => ({
  id: random.id(),
  personId,
  committeeId: seat.id,
  no: `${seat.code}${String(index + 1).padStart(4, '0')}`,
  post:
    index === 0
      ? 'chair'
      : index < 3
        ? 'vice_chair'
        : index < 4
          ? 'secretary_general'
          : random.chance(0.2)
            ? 'standing'
            : 'member',
  ...partyAndSector(seat, random.pick(parties), random.pick(seat.sectors), party),
  bodyId: random.pick(seat.bodies),
})

/** Nobody is of two parties: a party's own sector has its people, and somebody of a party sits there or in a sector that is none's. */
const partyAndSector = (
  seat: CommitteeSeat,
  drawn: string,
  sector: CommitteeSeat['sectors'][number],
  party: string | undefined,
) => {
  if (party === undefined || sector.party === null || sector.party === party)
    return { party: party ?? sector.party ?? drawn, sectorId: sector.id }
  const open = seat.sectors.find((one) => one.party === party || one.party === null)
  return { party, sectorId: open?.id ?? sector.id }
}

/** Second residencies and second mandates, always of people who have a first. */
const doubleUp = (plan: Plan, province: CommitteeSeat, random: Random) => {
  const studios = plan.studios.filter((studio) => studio.residents.length > 0)
  const second = plan.people.filter(() => random.chance(0.02))
  for (const person of second) {
    const studio = random.pick(studios)
    if (!studio.residents.includes(person.id)) studio.residents.push(person.id)
  }
  const seated = plan.people.filter((person) => person.committeeId !== province.id && random.chance(0.02))
  const partyOf = new Map(plan.mandates.map(({ personId, party }) => [personId, party]))
  seated.forEach((person, index) => {
    const mandate = mandateOf(province, person.id, 9_000 + index, random, partyOf.get(person.id))
    plan.mandates.push({ ...mandate, post: 'member' })
  })
}
