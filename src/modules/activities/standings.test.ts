import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import {
  makeActivity,
  makeCampaign,
  makeMember,
  makePerson,
  makeProvince,
  makeVenue,
  seat,
  settle,
  type SmallProvince,
} from '../../../test/builders.ts'
import { rolledBack, testDatabase } from '../../../test/database.ts'
import { type Tx, sql } from '../../platform/db.ts'
import {
  countingAttendances,
  countingHosts,
  memberStandings,
  residentsOnDay,
  standingOfPerson,
} from './standings.ts'

const { db } = testDatabase()

interface Scene {
  place: SmallProvince
  campaignId: string
  venueId: string
  activityId: string
  personId: string
}

const scene = async (
  tx: Tx,
  options: { activityDay?: string; activityState?: string } = {},
): Promise<Scene> => {
  const place = await makeProvince(tx)
  const campaignId = await makeCampaign(tx, place.province)
  const venueId = await makeVenue(tx, place.county)
  const personId = await makeMember(tx, place.county)
  await settle(tx, personId, venueId)
  const activityId = await makeActivity(tx, [venueId], {
    campaignId,
    day: options.activityDay ?? '2026-09-21',
    state: options.activityState ?? 'planned',
  })
  return { place, campaignId, venueId, activityId, personId }
}

const attend = (tx: Tx, s: Scene, more: { personId?: string; role?: string; state?: string } = {}) =>
  sql`
    insert into attendances (id, activity_id, committee_id, person_id, role, channel, state, happened_at, received_at, recorded_by)
    values (${newId()}, ${s.activityId}, ${s.place.county}, ${more.personId ?? s.personId}, ${more.role ?? 'attendee'}, 'list',
      ${more.state ?? 'standing'}, now(), now(), ${s.personId})`.execute(tx)

const act = (tx: Tx, s: Scene, onDay: string, state = 'standing') =>
  sql`
    insert into own_activities (id, person_id, committee_id, campaign_id, words, on_day, state, recorded_by, happened_at, received_at)
    values (${newId()}, ${s.personId}, ${s.place.county}, ${s.campaignId}, '走访', ${onDay}, ${state}, ${s.personId}, now(), now())`.execute(
    tx,
  )

const leave = (tx: Tx, s: Scene, state = 'approved') =>
  sql`
    insert into leaves (id, campaign_id, person_id, committee_id, reason, state, requested_at, recorded_by)
    values (${newId()}, ${s.campaignId}, ${s.personId}, ${s.place.county}, 'sick', ${state}, now(), ${s.personId})`.execute(
    tx,
  )

/** Both ways to ask agree: the relation over all members, and the one person's. */
const standing = async (tx: Tx, s: Scene): Promise<string | null> => {
  const alone = await standingOfPerson(tx, s.campaignId, s.personId)
  const { rows } = await sql<{ standing: string }>`
    select standing from (${memberStandings(s.campaignId)}) m where person_id = ${s.personId}`.execute(tx)
  expect(rows[0]?.standing ?? null).toBe(alone)
  return alone
}

describe('one standing per person and campaign', () => {
  test('集体 before 自行 before 请假 before 未参加', () =>
    rolledBack(db, async (tx) => {
      const s = await scene(tx)
      const seen = [await standing(tx, s)]
      await leave(tx, s)
      seen.push(await standing(tx, s))
      await act(tx, s, '2026-09-20')
      seen.push(await standing(tx, s))
      await attend(tx, s)
      seen.push(await standing(tx, s))
      expect(seen).toEqual(['none', 'leave', 'own', 'collective'])
    }))

  test('a pending leave is 未参加', () =>
    rolledBack(db, async (tx) => {
      const s = await scene(tx)
      await leave(tx, s, 'requested')
      expect(await standing(tx, s)).toBe('none')
    }))

  test('an own activity counts on both ends of the window, not a day outside, not when taken back', () =>
    rolledBack(db, async (tx) => {
      const s = await scene(tx)
      await act(tx, s, '2026-09-13')
      await act(tx, s, '2026-10-01')
      await act(tx, s, '2026-09-20', 'withdrawn')
      const outside = await standing(tx, s)
      await act(tx, s, '2026-09-30')
      expect([outside, await standing(tx, s)]).toEqual(['none', 'own'])
    }))

  test('列席, reversed and pending attendances don’t count', () =>
    rolledBack(db, async (tx) => {
      const s = await scene(tx)
      await attend(tx, s, { role: 'observer' })
      await attend(tx, s, { state: 'reversed' })
      expect(await standing(tx, s)).toBe('none')
    }))

  test('an activity begun outside the collective window, or cancelled, gives no 集体', () =>
    rolledBack(db, async (tx) => {
      const early = await scene(tx, { activityDay: '2026-09-20' })
      await attend(tx, early)
      expect(await standing(tx, early)).toBe('none')
      await sql`update activities set begins_at = '2026-09-20T23:59:00+08:00', ends_at = '2026-09-21T10:00:00+08:00'`.execute(
        tx,
      )
      expect(await standing(tx, early)).toBe('none')
      await sql`update activities set begins_at = '2026-09-21T00:00:00+08:00'`.execute(tx)
      expect(await standing(tx, early)).toBe('collective')
      await sql`update activities set state = 'cancelled'`.execute(tx)
      expect(await standing(tx, early)).toBe('none')
    }))

  test('a mandate that ended on D gives no standing, one that ends the day after does', () =>
    rolledBack(db, async (tx) => {
      const s = await scene(tx)
      const gone = await makePerson(tx, s.place.county, '何五谷')
      await seat(tx, gone, s.place.county, '[2022-01-01,2026-09-21)')
      const last = await makePerson(tx, s.place.county, '邓八方')
      await seat(tx, last, s.place.county, '[2022-01-01,2026-09-22)')
      await settle(tx, gone, s.venueId)
      await settle(tx, last, s.venueId)
      await attend(tx, s, { personId: gone })
      const { rows } = await sql<{
        n: number
      }>`select count(*) as n from (${countingAttendances(s.campaignId)}) c`.execute(tx)
      const { rows: residents } = await sql<{
        n: number
      }>`select count(*) as n from (${residentsOnDay(s.campaignId)}) r`.execute(tx)
      expect([
        await standingOfPerson(tx, s.campaignId, gone),
        await standingOfPerson(tx, s.campaignId, last),
        rows[0]?.n,
        residents[0]?.n,
      ]).toEqual([null, 'none', 0, 2])
    }))

  test('a guest’s attendance gives 集体 wherever it was earned', () =>
    rolledBack(db, async (tx) => {
      const s = await scene(tx)
      const guest = await makeMember(tx, s.place.otherCounty, '罗七星')
      await attend(tx, s, { personId: guest })
      expect(await standingOfPerson(tx, s.campaignId, guest)).toBe('collective')
    }))

  test('a studio not open on D counts nowhere; a joint activity still counts for the host that is', () =>
    rolledBack(db, async (tx) => {
      const s = await scene(tx)
      await attend(tx, s)
      await sql`update units set open_during = '[2022-01-01,2026-09-21)' where id = ${s.venueId}`.execute(tx)
      const closed = await standing(tx, s)
      const open = await makeVenue(tx, s.place.otherCounty, { name: '湘北委员工作室' })
      await sql`insert into activity_hosts (activity_id, venue_id, position) values (${s.activityId}, ${open}, 2)`.execute(
        tx,
      )
      const { rows } = await sql`select venue_id from (${countingHosts(s.campaignId)}) h`.execute(tx)
      expect([closed, await standing(tx, s), rows]).toEqual(['none', 'collective', [{ venue_id: open }]])
    }))

  test('two records merged into one person have one standing', () =>
    rolledBack(db, async (tx) => {
      const s = await scene(tx)
      const twin = await makeMember(tx, s.place.city, '周小禾')
      await sql`update people set merged_into = ${s.personId} where id = ${twin}`.execute(tx)
      await attend(tx, s, { personId: twin })
      const { rows } = await sql<{
        n: number
      }>`select count(*) as n from (${memberStandings(s.campaignId)}) m where standing = 'collective'`.execute(
        tx,
      )
      expect([await standing(tx, s), rows[0]?.n]).toEqual(['collective', 1])
    }))
})
