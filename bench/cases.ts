import { sql } from '../src/platform/db.ts'
import type { House } from '../src/platform/house.ts'
import { forget } from '../src/platform/memo.ts'
import { openSession } from '../src/modules/accounts/index.ts'
import { attendanceCases } from './attendance.ts'
import { reading } from './client.ts'
import type { Case } from './case.ts'

interface Places {
  campaignId: string
  province: string
  city: string
  county: string
  token: string
}

/** What is measured: sheets at three levels, a cell opened, boards, a studio page, the directory, attendances. */
export const casesOf = async (house: House, site: string): Promise<Case[]> => {
  const places = await findPlaces(house)
  const province = await cookieOf(house, places.province)
  const city = await cookieOf(house, places.city)
  const county = await cookieOf(house, places.county)
  const sheet = (unitId: string, rest: string) => `${site}/api/sheets/${places.campaignId}/${unitId}${rest}`
  const cell = (column: number) => `/cell?annex=2&column=${column}&row=${places.city}:whole`
  const board = (rest: string) => `${site}/api/activity-day/${places.campaignId}/board?${rest}`
  const read = (name: string, target: string, cookie: string, url: string, rounds = 20): Case => ({
    name,
    target,
    rounds,
    clients: 4,
    each: 1,
    ask: () => reading(url, cookie),
    swaps: null,
  })
  /** counted each time: what is kept for two seconds is forgotten first */
  const anew = (one: Case): Case => ({
    ...one,
    clients: 1,
    ask: (round) => {
      forget(house, 'board')
      return one.ask(round)
    },
  })
  /** as the public gets it, drawn once for all who ask within two seconds, and each time anew */
  const studio = (name: string, keepsPages: boolean): Case => ({
    ...read(name, '≥ 70 %', '', `${site}/s/${places.token}`, 100),
    ask: () => {
      house.keepsPages = keepsPages
      return reading(`${site}/s/${places.token}`, '')
    },
  })
  return [
    read('汇总表 province', '≤ 250, p95 400', province, sheet(places.province, '?annex=2')),
    read('汇总表 city', '≤ 100', city, sheet(places.city, '?annex=2')),
    read('汇总表 county', '≤ 50', county, sheet(places.county, '?annex=2')),
    read('cell of studios, a city’s', '≤ 100', province, sheet(places.province, cell(3))),
    read('cell of persons, a city’s', '≤ 100', province, sheet(places.province, cell(4))),
    read('cell of opinions, a city’s', '≤ 100', province, sheet(places.province, cell(14))),
    anew(read('board province, by city', '≤ 250', province, board(`unit=${places.province}&level=city`))),
    anew(read('board province, by county', '≤ 250', province, board(`unit=${places.province}&level=county`))),
    anew(read('board county, by studio', '≤ 50', county, board(`unit=${places.county}`))),
    read('board province, kept 2 s', '', province, board(`unit=${places.province}&level=city`)),
    studio('studio page, each time anew', false),
    studio('studio page', true),
    read(
      'directory, filtered',
      '≥ 70 %',
      county,
      `${site}/api/members?committeeId=${places.county}&search=z&page=1&size=20`,
      100,
    ),
    ...(await attendanceCases(house, site)),
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
    select person_id as id from grants where unit_id = ${unitId} and role = 'office' limit 1`.execute(
    house.db,
  )
  const token = await openSession(house.db, rows[0]?.id ?? '', 'staff', 'bench', house.clock())
  return `mq_staff=${token}`
}
