import { v7 as newId } from 'uuid'
import { changeGuide, closeUnit } from '../../src/modules/organisations/index.ts'
import { type Tx, sql } from '../../src/platform/db.ts'
import { makeCommittee, makeMember, makeProvince, makeStaff, makeVenue } from '../builders.ts'
import type { Chance } from '../random-days/random.ts'

export interface RandomMonths {
  committees: string[]
  body: string
  /** office of each 政协, by its id */
  offices: Map<string, string>
}

const instant = (day: string, hour: number) => `${day}T${String(hour).padStart(2, '0')}:30:00+08:00`
const addDays = (day: string, days: number) => {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/** Makes a small province and some months of opinions on which everything that a count can trip over may have happened. */
export const makeMonths = async (tx: Tx, chance: Chance): Promise<RandomMonths> => {
  const place = await makeProvince(tx)
  const secondCity = await makeCommittee(tx, 'city', '9902', '又市', place.province)
  const third = await makeCommittee(tx, 'county', '990201', '又县', secondCity)
  const committees = [place.province, place.city, secondCity, place.county, place.otherCounty, third]
  const offices = new Map<string, string>()
  for (const id of committees) offices.set(id, await makeStaff(tx, id))
  const venues = await makeVenues(tx, chance, committees, place.body)
  const people: string[] = []
  for (let at = 0; at < 8; at += 1)
    people.push(await makeMember(tx, chance.pick(committees), `委员${'甲乙丙丁戊己庚辛'[at]}`))
  const [first, second] = people
  if (first && second && chance.happens(60))
    await sql`update people set merged_into = ${first} where id = ${second}`.execute(tx)
  for (const day of ['2026-03-16', '2026-03-17', '2026-04-06'])
    if (chance.happens(50))
      await sql`insert into calendar_days (day, kind, name) values (${day}, 'holiday', '放假') on conflict do nothing`.execute(
        tx,
      )
  const made: { id: string; committeeId: string; isMerged: boolean }[] = []
  for (let at = 0; at < 40; at += 1)
    made.push(await makeItem(tx, chance, { committees, venues, people, made, staff: [...offices.values()] }))
  return { committees, body: place.body, offices }
}

interface World {
  committees: string[]
  venues: { id: string; committeeId: string }[]
  people: string[]
  staff: string[]
  made: { id: string; committeeId: string; isMerged: boolean }[]
}

const makeVenues = async (tx: Tx, chance: Chance, committees: string[], body: string) => {
  const venues: { id: string; committeeId: string }[] = []
  for (let at = 0; at < 9; at += 1) {
    const committeeId = chance.pick(committees)
    const id = await makeVenue(tx, committeeId, {
      name: `工作室${at}`,
      guideId: chance.happens(20) ? body : committeeId,
    })
    if (chance.happens(35))
      await changeGuide(
        tx,
        id,
        chance.happens(50) ? body : committeeId,
        chance.pick(['2026-02-10', '2026-03-16', '2026-04-01']),
      )
    if (chance.happens(20)) await closeUnit(tx, id, chance.pick(['2026-02-20', '2026-03-16', '2026-05-01']))
    venues.push({ id, committeeId })
  }
  return venues
}

/** One item with its path: steps, the clocks that they stopped, answers with grades, what it became, 批示. */
const makeItem = async (tx: Tx, chance: Chance, world: World) => {
  const id = newId()
  const host = chance.pick(world.venues)
  const committeeId = chance.happens(15) ? chance.pick(world.committees) : host.committeeId
  const on = addDays('2026-02-01', chance.below(100))
  const isAwaited = chance.happens(80)
  const state = chance.pick([
    'recorded',
    'accepted',
    'assigned',
    'answered',
    'closed',
    'closed',
    'refused',
    'merged',
    'withdrawn',
    'invalid',
  ])
  const into = state === 'merged' ? world.made.filter((one) => !one.isMerged) : []
  const main = into.length > 0 ? chance.pick(into).id : null
  const kept = state === 'merged' && !main ? 'recorded' : state
  await sql`
    insert into opinions (id, committee_id, words, channel, category, state, about, number, heard_by, handler_id, persons, merged_into,
      happened_at, received_at)
    values (${id}, ${committeeId}, '路灯不亮', ${chance.pick(['letter', 'venue_code', 'visit'])},
      ${chance.happens(40) ? null : chance.pick(['economy', 'society'])}, ${kept}, ${chance.happens(8) ? 'platform' : 'affairs'},
      ${isAwaited ? `26-${id.slice(-8)}` : null}, ${chance.happens(50) ? chance.pick(world.people) : null},
      ${chance.happens(50) ? chance.pick(world.people) : null}, ${1 + chance.below(4)}, ${main}, ${instant(on, 9)},
      ${instant(on, chance.pick([0, 9, 23]))})`.execute(tx)
  const hosts = chance.happens(85) ? [host, ...chance.some(world.venues, 12)].map((venue) => venue.id) : []
  for (const venueId of new Set(hosts))
    await sql`insert into opinion_venues (opinion_id, venue_id) values (${id}, ${venueId})`.execute(tx)
  await walk(tx, chance, { id, committeeId, on, isMerged: main !== null })
  await follow(tx, chance, { id, committeeId, staff: chance.pick(world.staff) })
  return { id, committeeId, isMerged: main !== null }
}

interface Walked {
  id: string
  committeeId: string
  on: string
  isMerged: boolean
}

/** Handled again, by the departments that had it or by whoever answers. */
const again = (isDepartments: boolean): [step: string, from: string, to: string][] => [
  ['reopen', 'answered', 'accepted'],
  ...(isDepartments
    ? ([
        ['resume', 'accepted', 'assigned'],
        ['answer', 'assigned', 'answered'],
      ] satisfies [string, string, string][])
    : ([['answer', 'accepted', 'answered']] satisfies [string, string, string][])),
]

/** Steps of a likely path, some in time, some late, some without the clock that ought to have been kept. */
const walk = async (tx: Tx, chance: Chance, { id, committeeId, on, isMerged }: Walked) => {
  const path: [step: string, from: string, to: string][] = [['receive', '', 'recorded']]
  if (chance.happens(20)) path.push(['file', 'recorded', 'recorded'])
  if (isMerged) path.push(['merge', 'recorded', 'merged'])
  else if (chance.happens(80)) {
    path.push([chance.pick(['accept', 'pass', 'refuse', 'redirect']), 'recorded', 'accepted'])
    if (chance.happens(70)) path.push(['answer', 'accepted', 'answered'])
    if (chance.happens(30)) path.push(['answer', 'answered', 'answered'])
    if (chance.happens(30)) path.push(...again(chance.happens(50)))
  }
  let day = on
  for (const [at, [step, from, to]] of path.entries()) {
    day = at === 0 ? on : addDays(day, chance.below(12))
    await sql`
      insert into steps (record_type, record_id, track, no, step, from_state, to_state, committee_id, at)
      values ('opinion', ${id}, 'main', ${at + 1}, ${step}, ${from}, ${to}, ${committeeId}, ${instant(day, chance.pick([0, 12, 23]))})`.execute(
      tx,
    )
    if (at > 0 && step !== 'file' && chance.happens(90))
      await sql`
        insert into opinion_clocks (opinion_id, step_no, committee_id, counted_from, due_days, due_on)
        values (${id}, ${at + 1}, ${committeeId}, ${on}, 3, ${addDays(day, chance.below(5) - 2)})`.execute(tx)
  }
}

const follow = async (
  tx: Tx,
  chance: Chance,
  { id, committeeId, staff }: { id: string; committeeId: string; staff: string },
) => {
  for (let round = 1; round <= 2; round += 1)
    for (let at = 0; at < chance.below(3); at += 1) {
      const replyId = newId()
      await sql`
        insert into replies (id, committee_id, record_type, record_id, round, state, body, unit_id, written_by, author_id, written_at)
        values (${replyId}, ${committeeId}, 'opinion', ${id}, ${round}, 'published', '修好了', ${committeeId}, ${staff}, ${staff},
          '2026-06-01T09:00:00+08:00')`.execute(tx)
      if (chance.happens(60))
        await sql`
          insert into ratings (id, committee_id, reply_id, grade, rated_at)
          values (${newId()}, ${committeeId}, ${replyId}, ${chance.pick(['satisfied', 'partly', 'unsatisfied'])},
            '2026-06-02T09:00:00+08:00')`.execute(tx)
    }
  if (chance.happens(35)) await lead(tx, chance, { id, committeeId, staff })
  if (chance.happens(20)) await direct(tx, chance, committeeId, staff, 'opinion', id)
}

const lead = async (
  tx: Tx,
  chance: Chance,
  { id, committeeId, staff }: { id: string; committeeId: string; staff: string },
) => {
  const leadId = newId()
  const targetId = newId()
  const state = chance.pick(['pooled', 'taken', 'taken', 'dropped'])
  const kind = chance.pick(['information', 'information', 'proposal', 'report'])
  const isTaken = state === 'taken'
  await sql`
    insert into leads (id, committee_id, opinion_id, kind, state, target_type, target_id, made_by, made_at)
    values (${leadId}, ${committeeId}, ${id}, ${kind}, ${state}, ${isTaken ? kind : null}, ${isTaken ? targetId : null}, ${staff},
      '2026-06-01T09:00:00+08:00')`.execute(tx)
  for (const what of chance.some(['taken', 'adopted_city', 'adopted_province', 'issued'], 50))
    await sql`
      insert into lead_outcomes (committee_id, lead_id, what, source_id, words, at, withdrawn_at)
      values (${committeeId}, ${leadId}, ${what}, ${targetId}, '采用了', '2026-06-03T09:00:00+08:00',
        ${chance.happens(30) ? '2026-06-04T09:00:00+08:00' : null})`.execute(tx)
  if (isTaken && chance.happens(50)) await direct(tx, chance, committeeId, staff, kind, targetId)
}

const direct = async (
  tx: Tx,
  chance: Chance,
  committeeId: string,
  staff: string,
  type: string,
  recordId: string,
) => {
  await sql`
    insert into directives (id, committee_id, record_type, record_id, state, leader, post, level, given_on, words, recorded_by, recorded_at)
    values (${newId()}, ${committeeId}, ${type}, ${recordId}, ${chance.pick(['recorded', 'followed', 'withdrawn'])}, '某领导', '某职',
      'county', '2026-06-01', '请办', ${staff}, '2026-06-01T09:00:00+08:00')`.execute(tx)
}
