import { describe, expect, test } from 'vitest'
import {
  makeActivity,
  makeCampaign,
  makeMember,
  makeProvince,
  makeStaff,
  makeVenue,
  settle,
  type SmallProvince,
} from '../../../test/builders.ts'
import { rolledBack, testDatabase } from '../../../test/database.ts'
import { actAlone, attend, excuse, makePost } from '../../../test/day.ts'
import { actorOf } from '../../../test/house.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { memberStandings } from '../activities/index.ts'
import { changeGuide, closeUnit } from '../organisations/index.ts'
import { lookAt } from './access.ts'
import { type Board, type BoardView, computeBoard } from './board/board.ts'
import { standingOf, withDay } from './board/relations.ts'

const { db } = testDatabase()
const now = new Date('2026-09-22T16:40:00+08:00')

interface Scene {
  place: SmallProvince
  campaignId: string
}

const scene = async (tx: Tx): Promise<Scene> => {
  const place = await makeProvince(tx)
  return { place, campaignId: await makeCampaign(tx, place.province) }
}

const boardOf = async (
  tx: Tx,
  { campaignId }: Scene,
  unitId: string,
  view: Partial<BoardView> = {},
  at = now,
): Promise<Board> => {
  const actor = await actorOf(tx, await makeStaff(tx, unitId), at)
  const { day, root } = await lookAt(tx, actor, campaignId, unitId)
  return computeBoard(tx, day, root, { level: undefined, guide: 'all', page: 1, size: 50, ...view }, at)
}

const brief = (board: Board) => Object.fromEntries(board.rows.map((row) => [row.name, row.expected]))

describe('rows of the board', () => {
  test('a province has its cities in division order, its special committees and 省本级, also when all is nought', () =>
    rolledBack(db, async (tx) => {
      const s = await scene(tx)
      expect(brief(await boardOf(tx, s, s.place.province))).toEqual({ 试市: 0, 提案委员会: 0, 省本级: 0 })
    }))

  test('a city has 本级 first and then its counties; the province by county has each 本级 before them', () =>
    rolledBack(db, async (tx) => {
      const s = await scene(tx)
      await makeVenue(tx, s.place.city, { level: 'city' })
      await makeVenue(tx, s.place.county)
      expect(brief(await boardOf(tx, s, s.place.city))).toEqual({ 市本级: 1, 临湖县: 1, 湘北县: 0 })
      const byCounty = await boardOf(tx, s, s.place.province, { level: 'county' })
      expect(byCounty.rows.map((row) => `${row.name}${row.expected}`)).toEqual([
        '试市本级1',
        '临湖县1',
        '湘北县0',
        '提案委员会0',
        '省本级0',
      ])
    }))

  test('a studio guided by a provincial special committee stands in its row and not in its city; by place it is left out', () =>
    rolledBack(db, async (tx) => {
      const s = await scene(tx)
      await makeVenue(tx, s.place.county, { guideId: s.place.body })
      await makeVenue(tx, s.place.county)
      expect(brief(await boardOf(tx, s, s.place.province))).toEqual({ 试市: 1, 提案委员会: 1, 省本级: 0 })
      const byPlace = await boardOf(tx, s, s.place.province, { guide: 'place' })
      expect([byPlace.total.expected, brief(byPlace)]).toEqual([1, { 试市: 1, 省本级: 0 }])
      const byBody = await boardOf(tx, s, s.place.province, { guide: 'body' })
      expect([byBody.total.expected, brief(byBody)]).toEqual([1, { 提案委员会: 1 }])
    }))

  test('归口 of the day decides: changed before it counts in the new row, changed after it in the old one', () =>
    rolledBack(db, async (tx) => {
      const s = await scene(tx)
      const before = await makeVenue(tx, s.place.county)
      const after = await makeVenue(tx, s.place.county)
      await changeGuide(tx, before, s.place.body, '2026-09-21')
      await changeGuide(tx, after, s.place.body, '2026-09-22')
      expect(brief(await boardOf(tx, s, s.place.province))).toEqual({ 试市: 1, 提案委员会: 1, 省本级: 0 })
    }))

  test('a studio closed before the day is in no cell and is named below; one closed after it still counts', () =>
    rolledBack(db, async (tx) => {
      const s = await scene(tx)
      await closeUnit(tx, await makeVenue(tx, s.place.county, { name: '关了的' }), '2026-09-21')
      await closeUnit(tx, await makeVenue(tx, s.place.county, { name: '后来关的' }), '2026-09-22')
      const board = await boardOf(tx, s, s.place.county)
      expect([board.total.expected, board.rows.map((row) => row.name), board.closed]).toEqual([
        1,
        ['后来关的'],
        ['关了的'],
      ])
    }))
})

describe('figures of the board', () => {
  test('a joint activity counts for each host; a plan without anybody there counts for none', () =>
    rolledBack(db, async (tx) => {
      const s = await scene(tx)
      const [one, other, third] = [
        await makeVenue(tx, s.place.county),
        await makeVenue(tx, s.place.otherCounty),
        await makeVenue(tx, s.place.county),
      ]
      const person = await makeMember(tx, s.place.county)
      await settle(tx, person, one)
      await attend(tx, await makeActivity(tx, [one, other], { campaignId: s.campaignId }), person)
      await makeActivity(tx, [third], { campaignId: s.campaignId })
      const { rows, total } = await boardOf(tx, s, s.place.city)
      expect(rows.map((row) => [row.name, row.planned, row.held, row.collective])).toEqual([
        ['市本级', 0, 0, 0],
        ['临湖县', 2, 1, 1],
        ['湘北县', 1, 1, 0],
      ])
      expect([total.planned, total.held]).toEqual([3, 2])
    }))

  test('a person in two studios of two counties counts once above, and whoever did both counts as 集体', () =>
    rolledBack(db, async (tx) => {
      const s = await scene(tx)
      const [one, other] = [await makeVenue(tx, s.place.county), await makeVenue(tx, s.place.otherCounty)]
      const person = await makeMember(tx, s.place.county)
      await settle(tx, person, one)
      await settle(tx, person, other)
      await actAlone(tx, s.campaignId, person)
      await excuse(tx, s.campaignId, person)
      await attend(tx, await makeActivity(tx, [one], { campaignId: s.campaignId }), person)
      const { rows, total } = await boardOf(tx, s, s.place.city)
      const four = (row: (typeof rows)[number]) => [row.members, row.collective, row.own, row.leave, row.none]
      expect([four(total), ...rows.map(four)]).toEqual([
        [1, 1, 0, 0, 0],
        [0, 0, 0, 0, 0],
        [1, 1, 0, 0, 0],
        [1, 1, 0, 0, 0],
      ])
    }))

  test('every resident stands once: 集体, 自行, 请假 or 没登记; an own activity outside its window is none', () =>
    rolledBack(db, async (tx) => {
      const s = await scene(tx)
      const venue = await makeVenue(tx, s.place.county)
      const people = []
      for (const name of ['甲一', '乙二', '丙三', '丁四', '戊五'])
        people.push(await makeMember(tx, s.place.county, name))
      for (const person of people) await settle(tx, person, venue)
      const [a = '', b = '', c = '', , e = ''] = people
      const gone = await makeMember(tx, s.place.county, '己六', '[2022-01-01,2026-09-21)')
      await settle(tx, gone, venue)
      const activity = await makeActivity(tx, [venue], { campaignId: s.campaignId })
      await attend(tx, activity, a)
      await attend(tx, activity, gone)
      await attend(tx, activity, c, { state: 'reversed' })
      await actAlone(tx, s.campaignId, b)
      await excuse(tx, s.campaignId, c)
      await actAlone(tx, s.campaignId, e, '2026-10-01')
      const { total } = await boardOf(tx, s, s.place.county)
      expect([total.members, total.collective, total.own, total.leave, total.none]).toEqual([5, 1, 1, 1, 2])
      const actor = await actorOf(tx, await makeStaff(tx, s.place.county), now)
      const { day } = await lookAt(tx, actor, s.campaignId, undefined)
      const { rows: ours } = await sql`
        ${withDay(day)} select s.person_id, ${standingOf(sql`b.act`)} as standing
        from serving s left join best b on b.person_id = s.person_id order by 1`.execute(tx)
      const { rows: theirs } = await sql`
        select person_id, standing from (${memberStandings(s.campaignId)}) m order by 1`.execute(tx)
      expect(ours).toEqual(theirs)
    }))

  test('a post needs words and a picture and stands after review; one uploaded after the deadline is late, one waiting is missing', () =>
    rolledBack(db, async (tx) => {
      const s = await scene(tx)
      const venues = []
      for (const name of ['一', '二', '三', '四']) venues.push(await makeVenue(tx, s.place.county, { name }))
      const [good = '', late = '', bare = '', waits = ''] = venues
      await makePost(tx, s.campaignId, good, { uploadedAt: '2026-09-23T23:59:00+08:00' })
      await makePost(tx, s.campaignId, late, { uploadedAt: '2026-09-24T00:00:00+08:00' })
      await makePost(tx, s.campaignId, bare, { picture: false })
      await makePost(tx, s.campaignId, waits, { state: 'submitted' })
      const { total } = await boardOf(tx, s, s.place.county)
      expect([total.expected, total.posted, total.late, total.missing]).toEqual([4, 2, 1, 2])
    }))

  test('members resident nowhere stand apart by 政协; guests count at home and beside the host', () =>
    rolledBack(db, async (tx) => {
      const s = await scene(tx)
      const [host, home] = [await makeVenue(tx, s.place.county), await makeVenue(tx, s.place.otherCounty)]
      const [resident, guest] = [
        await makeMember(tx, s.place.county, '甲一'),
        await makeMember(tx, s.place.otherCounty, '乙二'),
      ]
      await makeMember(tx, s.place.county, '丙三')
      await settle(tx, resident, host)
      await settle(tx, guest, home)
      const activity = await makeActivity(tx, [host], { campaignId: s.campaignId })
      await attend(tx, activity, resident)
      await attend(tx, activity, guest)
      const city = await boardOf(tx, s, s.place.city)
      expect(city.rows.map((row) => [row.collective, row.unsettled])).toEqual([
        [0, 0],
        [1, 1],
        [1, 0],
      ])
      const county = await boardOf(tx, s, s.place.county)
      expect(county.rows.map((row) => [row.collective, row.crowd])).toEqual([[1, { came: 2, guests: 1 }]])
    }))

  test('the number of statements does not grow with rows', () =>
    rolledBack(db, async (tx) => {
      const s = await scene(tx)
      const ask = (counted: Tx) => boardOf(counted, s, s.place.province, { level: 'venue' })
      const few = await countStatements(tx, ask)
      for (let no = 0; no < 20; no += 1) await makeVenue(tx, no % 2 ? s.place.county : s.place.otherCounty)
      expect(await countStatements(tx, ask)).toBe(few)
    }))
})

const countStatements = async (tx: Tx, work: (tx: Tx) => Promise<unknown>): Promise<number> => {
  let count = 0
  await work(
    tx.withPlugin({
      transformQuery: ({ node }) => {
        count += 1
        return node
      },
      transformResult: ({ result }) => Promise.resolve(result),
    }),
  )
  return count
}
