import { join } from 'node:path'
import { addDays } from '../platform/clock.ts'
import type { Tx } from '../platform/db.ts'
import type { House } from '../platform/house.ts'
import { packageRoot } from '../platform/root.ts'
import { seedOrganisations } from '../modules/organisations/index.ts'
import { seedVenues } from '../modules/venues/index.ts'
import { seedChain } from './chain.ts'
import { planDay } from './day.ts'
import { seedDepartments } from './departments.ts'
import { publishAnswers } from './answers.ts'
import { type Day, dayTables } from './day-shape.ts'
import { handOut } from './handed.ts'
import { writeUp } from './written-up.ts'
import { insertRows } from './insert.ts'
import { liven } from './life.ts'
import { speak } from './loop.ts'
import { readSeats, seedPeople, seedStaff } from './people.ts'
import { drawPictures } from './pictures.ts'
import { type Plan, type Scale, planProvince } from './plan.ts'
import { sitDuty } from './rosters.ts'
import { randomFrom } from './random.ts'
import { places } from './words.ts'

/** Hunan's 政协 with synthetic studios and members and one activity day on `heldOn`; the same for the same scale and day. */
export const seedProvince = async (tx: Tx, house: House, scale: Scale, heldOn: string): Promise<void> => {
  const random = randomFrom(scale.studios * 31 + scale.members)
  await seedOrganisations(tx, join(packageRoot(), 'db', 'seed', 'hunan-43.csv'))
  const seats = await readSeats(tx)
  const plan = planProvince(seats, scale, random)
  await seedPeople(tx, house.keyring, plan, random)
  const offices = await seedStaff(tx, seats, random)
  const departments = await seedDepartments(tx, seats)
  await seedStudios(tx, plan, house.clock())
  const pictures = await drawPictures(house)
  const given = {
    campaignId: random.id(),
    heldOn,
    name: `${heldOn.slice(0, 4)} 年委员活动日`,
    theme: '走近群众，委员在行动',
    seats,
    offices,
    pictures,
    plan,
  }
  await insertDay(tx, planDay(given, random))
  await seedChain(tx, given)
  const officer = offices.get(seats[0]?.id ?? '')
  if (officer) await liven(tx, plan, officer, house.clock(), random)
  await speak(tx, house, plan, offices, house.clock(), random)
  await sitDuty(tx, house, plan, house.clock(), randomFrom(420_137))
  await handOut(tx, house, plan, offices, departments)
  await publishAnswers(tx, house, offices, randomFrom(137_420))
  await writeUp(tx, seats, offices, house.clock(), random)
}

const seedStudios = (tx: Tx, plan: Plan, now: Date) =>
  seedVenues(
    tx,
    plan.studios.map((studio, index) => ({
      id: studio.id,
      committeeId: studio.committeeId,
      level: studio.level,
      code: studio.code,
      name: studio.name,
      kind: 'studio',
      studioKind: null,
      divisionCode: studio.code.split('-')[0] ?? null,
      guideId: studio.guideId,
      address: `${places[index % places.length] ?? ''}一楼，进门右手`,
      about: '每月第一、第三个星期四上午，委员在这里等您。到了就谈，不用预约。',
      hours: '工作日 9:00—11:30，14:30—17:00',
      openFrom: studio.openFrom,
      convenerId: studio.conveners[0] ?? null,
      residents: studio.residents.map((personId) => ({ personId })),
    })),
    { personId: null, now },
  )

const insertDay = async (tx: Tx, day: Day) => {
  for (const table of dayTables) await insertRows(tx, table, day[table])
}

/** Yesterday: on the day after, the sheet is already full. */
export const demoDay = (today: string): string => addDays(today, -1)
