import { v7 as newId } from 'uuid'
import { sql } from '../src/platform/db.ts'
import type { House } from '../src/platform/house.ts'
import { openSession } from '../src/modules/accounts/index.ts'
import { reading, writing } from './measure.ts'

export interface Case {
  name: string
  target: string
  rounds: number
  ask: (round: number) => { url: string; init: RequestInit }
  /** for writes: other values for the floor's statements */
  fresh: ((value: unknown, round: number) => unknown) | null
}

interface Places {
  campaignId: string
  province: string
  city: string
  county: string
  token: string
}

/** What is measured: sheets at three levels, a cell, an attendance, a studio page, the directory. */
export const casesOf = async (house: House, site: string): Promise<Case[]> => {
  const places = await findPlaces(house)
  const province = await cookieOf(house, places.province)
  const city = await cookieOf(house, places.city)
  const county = await cookieOf(house, places.county)
  const sheet = (unitId: string, rest: string) => `${site}/api/sheets/${places.campaignId}/${unitId}${rest}`
  const read = (name: string, target: string, cookie: string, url: string, rounds = 20): Case => ({
    name,
    target,
    rounds,
    ask: () => ({ url, init: reading(cookie) }),
    fresh: null,
  })
  return [
    read('汇总表 province', '≤ 250, p95 400', province, sheet(places.province, '?annex=2')),
    read('汇总表 city', '≤ 100', city, sheet(places.city, '?annex=2')),
    read('汇总表 county', '≤ 50', county, sheet(places.county, '?annex=2')),
    read(
      'cell drill-down, province',
      '≤ 100',
      province,
      sheet(places.province, `/cell?annex=2&column=4&row=${places.city}:whole`),
    ),
    read('studio page', '≥ 70 %', '', `${site}/s/${places.token}`, 100),
    read(
      'directory, filtered',
      '≥ 70 %',
      county,
      `${site}/api/members?committeeId=${places.county}&search=z&page=1&size=20`,
      100,
    ),
    await attendanceCase(house, site, places),
  ]
}

const findPlaces = async (house: House): Promise<Places> => {
  const { rows } = await sql<Places>`
    select (select id from campaigns order by created_at limit 1) as "campaignId",
      (select id from units where code = '43') as province, (select id from units where code = '4301') as city,
      (select id from units where code = '430102') as county,
      (select token from venues v join units u on u.id = v.id where u.code = '430102-S001') as token`.execute(
    house.db,
  )
  const [places] = rows
  if (!places) throw new Error('nothing is seeded')
  return places
}

const cookieOf = async (house: House, unitId: string): Promise<string> => {
  const { rows } = await sql<{ id: string }>`
    select person_id as id from grants where unit_id = ${unitId} and role in ('office', 'convener') order by role desc limit 1`.execute(
    house.db,
  )
  const token = await openSession(house.db, rows[0]?.id ?? '', 'staff', 'bench', house.clock())
  return `mq_staff=${token}`
}

/** One convener ticks one name after another at one activity: people of the whole province as guests. */
const attendanceCase = async (house: House, site: string, places: Places): Promise<Case> => {
  const { rows } = await sql<{ activityId: string; venueId: string }>`
    select a.id as "activityId", h.venue_id as "venueId" from activities a join activity_hosts h on h.activity_id = a.id
      join units u on u.id = h.venue_id
    where u.committee_id = ${places.county} and a.state = 'planned' and a.campaign_id is not null limit 1`.execute(
    house.db,
  )
  const activity = rows[0]
  if (!activity) throw new Error('the county has no activity')
  const { rows: people } = await sql<{ id: string }>`
    select p.id from people p where p.committee_id = ${places.county}
      and not exists (select from attendances t where t.person_id = p.id and t.activity_id = ${activity.activityId})
    union all select p.id from people p where p.committee_id <> ${places.county} limit 25000`.execute(
    house.db,
  )
  const cookie = await cookieOf(house, activity.venueId)
  const first = { id: newId(), personId: people[0]?.id ?? '' }
  const others = new Map<number, string>()
  return {
    name: 'attendance in full',
    target: '≥ 60 %, 500/s',
    rounds: 200,
    ask: (round) => {
      const tick = round === 1_000_000 ? first : { id: newId(), personId: people[round + 1]?.id }
      const body = { items: [{ ...tick, happenedAt: house.clock().toISOString() }] }
      return {
        url: `${site}/api/activities/${activity.activityId}/attendances`,
        init: writing(site, cookie, body),
      }
    },
    fresh: (value, round) => {
      const id = others.get(round) ?? newId()
      others.set(round, id)
      return swap(value, [
        [first.id, id],
        [first.personId, people[5_000 + round]?.id ?? ''],
      ])
    },
  }
}

/** The same statement about another person: ids are swapped wherever they stand, inside JSON too. */
const swap = (value: unknown, pairs: [string, string][]): unknown => {
  if (Array.isArray(value)) return value.map((one: unknown) => swap(one, pairs))
  if (typeof value !== 'string') return value
  return pairs.reduce((text, [from, to]) => text.replaceAll(from, to), value)
}
