import { randomBytes, randomUUID } from 'node:crypto'
import { v7 as newId } from 'uuid'
import { sql } from '../src/platform/db.ts'
import type { House } from '../src/platform/house.ts'
import { openSession } from '../src/modules/accounts/index.ts'
import { codeAt } from '../src/modules/activities/codes.ts'
import { slotOf } from '../src/modules/activities/rules.ts'
import type { Case } from './case.ts'
import { writing } from './client.ts'
import type { Swaps } from './floor.ts'

/** An activity of today made for the measuring, with its convener signed in. */
interface Meeting {
  id: string
  venueId: string
  committeeId: string
  convenerId: string
  sessionId: string
  cookie: string
}

interface Comer {
  id: string
  sessionId: string
  cookie: string
}

const meetingCount = 600
const secret = randomBytes(32)

/**
 * Attendances in full, as on the day: many studios at once, each with its convener. A list of thirty names in one request
 * counts as thirty; a tick of one name, and a member's own check-in by the code on the spot, as one.
 */
export const attendanceCases = async (house: House, site: string): Promise<Case[]> => {
  const meetings = await convene(house)
  const people = await listPeople(house)
  const comers = await signInComers(house)
  const ticks = (name: string, target: string, each: number, rounds: number, from: number): Case => {
    const drawn = draw((round) => {
      const meeting = at(meetings, round)
      const turn = Math.floor(round / meetings.length)
      const names = Array.from({ length: each }, (_, index) => ({
        id: newId(),
        personId: at(people, from + (round % meetings.length) * 37 + turn * each + index),
      }))
      return { meeting, names, key: randomUUID() }
    })
    return {
      name,
      target,
      rounds,
      clients: 20,
      each,
      ask: (round) => {
        const { meeting, names, key } = drawn(round)
        const asked = { cookie: meeting.cookie, key, body: { items: names } }
        return writing(site, `/api/activities/${meeting.id}/attendances`, asked)
      },
      swaps: (round) => {
        const first = drawn(0)
        const now = drawn(round)
        return [
          [first.key, now.key],
          ...pairs(first.meeting, now.meeting),
          ...first.names.flatMap((name, index): Swaps => {
            const other = now.names[index]
            return other
              ? [
                  [name.id, other.id],
                  [name.personId, other.personId],
                ]
              : []
          }),
        ]
      },
    }
  }
  return [
    ticks('到场, lists of 30 (names)', '≥ 60 %, 500/s', 30, 50, 0),
    ticks('到场, ticks of one name', '≥ 60 %', 1, 150, 10_000),
    checkIns(house, site, meetings, comers),
  ]
}

/** Members scan the code on the spot. */
const checkIns = (house: House, site: string, meetings: Meeting[], comers: Comer[]): Case => {
  const drawn = draw((round) => ({
    id: newId(),
    key: randomUUID(),
    comer: at(comers, round),
    meeting: at(meetings, round * 7 + Math.floor(round / comers.length)),
  }))
  return {
    name: '到场, check-in by code',
    target: '≥ 60 %',
    rounds: 150,
    clients: 20,
    each: 1,
    ask: (round) => {
      const { id, key, comer, meeting } = drawn(round)
      const now = house.clock()
      const body = { id, code: codeAt(secret, slotOf(now)), happenedAt: now.toISOString() }
      return writing(site, `/api/activities/${meeting.id}/check-in`, { cookie: comer.cookie, key, body })
    },
    swaps: (round) => {
      const first = drawn(0)
      const now = drawn(round)
      return [
        [first.key, now.key],
        [first.id, now.id],
        [first.meeting.id, now.meeting.id],
        [first.meeting.venueId, now.meeting.venueId],
        [first.meeting.committeeId, now.meeting.committeeId],
        [first.comer.id, now.comer.id],
        [first.comer.sessionId, now.comer.sessionId],
      ]
    },
  }
}

const pairs = (from: Meeting, to: Meeting): Swaps => [
  [from.id, to.id],
  [from.venueId, to.venueId],
  [from.committeeId, to.committeeId],
  [from.convenerId, to.convenerId],
  [from.sessionId, to.sessionId],
]

/** What a round is about: made once, the same when asked again. */
const draw = <T>(make: (round: number) => T): ((round: number) => T) => {
  const made = new Map<number, T>()
  return (round) => {
    const known = made.get(round)
    if (known !== undefined) return known
    const fresh = make(round)
    made.set(round, fresh)
    return fresh
  }
}

const at = <T>(list: readonly T[], index: number): T => {
  const one = list[index % list.length]
  if (one === undefined) throw new Error('an empty list')
  return one
}

/** A planned activity at each of many studios, going on now, and a session of its convener. */
const convene = async (house: House): Promise<Meeting[]> => {
  const { rows } = await sql<Omit<Meeting, 'cookie' | 'sessionId'>>`
    select gen_random_uuid() as id, v.id as "venueId", v.committee_id as "committeeId", g.person_id as "convenerId"
    from venues v join units u on u.id = v.id
      cross join lateral (select person_id from grants g where g.unit_id = v.id and g.role = 'convener' limit 1) g
    order by md5(u.code) limit ${meetingCount}`.execute(house.db)
  const now = house.clock()
  await sql`
    insert into activities (id, committee_id, campaign_id, title, begins_at, ends_at, state, secret, created_by, created_at)
    select m.id, m."committeeId", (select id from campaigns order by created_at limit 1), '当场量一量', ${now},
      ${now}::timestamptz + interval '3 hours', 'planned', ${secret}, m."convenerId", ${now}
    from json_to_recordset(${JSON.stringify(rows)}::json) m(id uuid, "committeeId" uuid, "convenerId" uuid)`.execute(
    house.db,
  )
  await sql`
    insert into activity_hosts (activity_id, venue_id, position)
    select m.id, m."venueId", 1 from json_to_recordset(${JSON.stringify(rows)}::json) m(id uuid, "venueId" uuid)`.execute(
    house.db,
  )
  const signed: Meeting[] = []
  for (const row of rows) signed.push({ ...row, ...(await signIn(house, row.convenerId, 'staff')) })
  return signed
}

const listPeople = async (house: House): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select p.id from people p where exists (select from mandates m where m.person_id = p.id) order by md5(p.id::text)`.execute(
    house.db,
  )
  return rows.map((row) => row.id)
}

const signInComers = async (house: House): Promise<Comer[]> => {
  const { rows } = await sql<{ id: string }>`
    select p.id from people p join accounts a on a.person_id = p.id and a.state = 'active'
    where exists (select from mandates m where m.person_id = p.id and m.valid @> current_date)
    order by md5(p.id::text) desc limit 500`.execute(house.db)
  const comers: Comer[] = []
  for (const { id } of rows) comers.push({ id, ...(await signIn(house, id, 'member')) })
  return comers
}

const signIn = async (
  house: House,
  personId: string,
  face: 'staff' | 'member',
): Promise<{ cookie: string; sessionId: string }> => {
  const token = await openSession(house.db, personId, face, 'bench', house.clock())
  const { rows } = await sql<{ id: string }>`
    select id from sessions where person_id = ${personId} order by created_at desc, id desc limit 1`.execute(
    house.db,
  )
  return { cookie: `mq_${face}=${token}`, sessionId: rows[0]?.id ?? '' }
}
