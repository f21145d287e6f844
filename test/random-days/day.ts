import { randomUUID } from 'node:crypto'
import { v7 as newId } from 'uuid'
import { changeGuide, closeUnit } from '../../src/modules/organisations/index.ts'
import { type Tx, sql } from '../../src/platform/db.ts'
import {
  makeActivity,
  makeCampaign,
  makeCommittee,
  makePerson,
  makeProvince,
  makeStaff,
  makeVenue,
  type SmallProvince,
} from '../builders.ts'
import type { Chance } from './random.ts'

export interface RandomDay {
  place: SmallProvince
  campaignId: string
  committees: string[]
  bodies: string[]
  staff: string
}

const D = '2026-09-21'

/** Makes a small province and a day on which everything that a count can trip over may have happened. */
export const makeDay = async (tx: Tx, chance: Chance): Promise<RandomDay> => {
  const place = await makeProvince(tx)
  const secondCity = await makeCommittee(tx, 'city', '9902', '又市', place.province)
  const third = await makeCommittee(tx, 'county', '990201', '又县', secondCity)
  const committees = [place.province, place.city, secondCity, place.county, place.otherCounty, third]
  const staff = await makeStaff(tx, place.province)
  const campaignId = await makeCampaign(tx, place.province, D)
  if (chance.happens(30))
    await sql`update campaigns set collective_from = '2026-09-20', collective_until = '2026-09-22' where id = ${campaignId}`.execute(
      tx,
    )
  const venues = await makeVenues(tx, chance, committees, place.body)
  const people = await makePeople(tx, chance, committees)
  await settleAll(tx, chance, people, venues)
  const activities = await makeActivities(tx, chance, campaignId, venues)
  await attendAll(tx, chance, activities, people)
  await actAlone(tx, chance, campaignId, people, place.county)
  await makeItems(tx, chance, campaignId, venues, place.county, staff)
  await makePosts(tx, chance, campaignId, venues, place.county, staff)
  await mergeSome(tx, chance, people)
  return { place, campaignId, committees, bodies: [place.body], staff }
}

const makeVenues = async (tx: Tx, chance: Chance, committees: string[], body: string) => {
  const venues: string[] = []
  const count = 7 + chance.below(8)
  for (let at = 0; at < count; at += 1) {
    const committee = chance.pick(committees)
    const id = await makeVenue(tx, committee, {
      name: `工作室${at}`,
      guideId: chance.happens(20) ? body : committee,
      openFrom: chance.pick(['2022-01-01', '2022-01-01', D, '2026-09-22']),
    })
    if (chance.happens(10)) await sql`update venues set kind = 'parlour' where id = ${id}`.execute(tx)
    if (chance.happens(15))
      await changeGuide(
        tx,
        id,
        chance.happens(50) ? body : committee,
        chance.pick([D, '2026-09-22', '2026-09-10']),
      )
    if (chance.happens(12)) await closeLater(tx, id, chance.pick([D, '2026-09-22', '2026-09-01']))
    venues.push(id)
  }
  return venues
}

const closeLater = async (tx: Tx, id: string, on: string) => {
  const { rows } = await sql`select from units where id = ${id} and lower(open_during) < ${on}::date`.execute(
    tx,
  )
  if (rows.length > 0) await closeUnit(tx, id, on)
}

const makePeople = async (tx: Tx, chance: Chance, committees: string[]) => {
  const people: string[] = []
  const count = 20 + chance.below(25)
  for (let at = 0; at < count; at += 1) {
    const id = await makePerson(tx, chance.pick(committees), `委员${at}`)
    for (const committee of chance.some(committees, 22))
      await sql`
        insert into mandates (id, person_id, committee_id, no, valid)
        values (${newId()}, ${id}, ${committee}, ${randomUUID().slice(0, 12)},
          ${chance.pick(['[2022-01-01,2027-01-01)', '[2022-01-01,2027-01-01)', '[2022-01-01,2026-09-21)', '[2026-09-21,2027-01-01)', '[2026-09-22,2027-01-01)'])}::daterange)`.execute(
        tx,
      )
    people.push(id)
  }
  return people
}

const settleAll = async (tx: Tx, chance: Chance, people: string[], venues: string[]) => {
  for (const person of people)
    for (const venue of chance.some(venues, 14))
      await sql`
        insert into residencies (id, venue_id, person_id, valid)
        values (${newId()}, ${venue}, ${person},
          ${chance.pick(['[2022-01-01,)', '[2022-01-01,)', '[2022-01-01,2026-09-21)', '[2022-01-01,2026-09-22)', '[2026-09-22,)'])}::daterange)`.execute(
        tx,
      )
}

const makeActivities = async (tx: Tx, chance: Chance, campaignId: string, venues: string[]) => {
  const activities: string[] = []
  const count = 6 + chance.below(10)
  for (let at = 0; at < count; at += 1) {
    const hosts = [...new Set([chance.pick(venues), ...(chance.happens(30) ? [chance.pick(venues)] : [])])]
    const id = await makeActivity(tx, hosts, {
      campaignId: chance.happens(90) ? campaignId : null,
      kinds: chance.some([1, 2, 3, 4, 5, 6, 7, 8], 25),
      state: chance.happens(12) ? 'cancelled' : 'planned',
      title: `活动${at}`,
    })
    const begins = chance.pick([
      '2026-09-21T09:00:00+08:00',
      '2026-09-21T09:00:00+08:00',
      '2026-09-21T00:00:00+08:00',
      '2026-09-20T23:59:59+08:00',
      '2026-09-21T23:59:59+08:00',
      '2026-09-22T00:00:00+08:00',
      '2026-09-23T00:00:00+08:00',
    ])
    await sql`update activities set begins_at = ${begins}, ends_at = ${begins}::timestamptz + interval '2 hours' where id = ${id}`.execute(
      tx,
    )
    activities.push(id)
  }
  return activities
}

const attendAll = async (tx: Tx, chance: Chance, activities: string[], people: string[]) => {
  for (const activity of activities)
    for (const person of chance.some(people, 16)) {
      const states = chance.happens(10)
        ? ['reversed', 'standing']
        : [chance.pick(['standing', 'standing', 'standing', 'reversed', 'pending'])]
      for (const state of states)
        await sql`
          insert into attendances (id, activity_id, committee_id, person_id, role, channel, state, happened_at, received_at, recorded_by)
          select ${newId()}, a.id, a.committee_id, ${person}, ${chance.happens(85) ? 'attendee' : 'observer'}, 'list', ${state},
            a.begins_at, a.begins_at, ${person} from activities a where a.id = ${activity}`.execute(tx)
    }
}

const actAlone = async (tx: Tx, chance: Chance, campaignId: string, people: string[], committee: string) => {
  for (const person of chance.some(people, 35))
    await sql`
      insert into own_activities (id, person_id, committee_id, campaign_id, words, on_day, state, recorded_by, happened_at, received_at)
      values (${newId()}, ${person}, ${committee}, ${chance.happens(90) ? campaignId : null}, '走访',
        ${chance.pick(['2026-09-13', '2026-09-14', '2026-09-20', '2026-09-30', '2026-10-01'])},
        ${chance.happens(85) ? 'standing' : 'withdrawn'}, ${person}, now(), now())`.execute(tx)
  for (const person of chance.some(people, 20))
    await sql`
      insert into leaves (id, campaign_id, person_id, committee_id, reason, state, requested_at, recorded_by)
      values (${newId()}, ${campaignId}, ${person}, ${committee}, 'sick', ${chance.pick(['approved', 'requested', 'refused'])}, now(), ${person})`.execute(
      tx,
    )
}

const makeItems = async (
  tx: Tx,
  chance: Chance,
  campaignId: string,
  venues: string[],
  committee: string,
  staff: string,
) => {
  for (const [table, link, column, states] of [
    ['opinions', 'opinion_venues', 'opinion_id', ['recorded', 'merged', 'withdrawn']],
    ['deeds', 'deed_venues', 'deed_id', ['recorded', 'recorded', 'withdrawn']],
  ] as const)
    for (let at = 0; at < 12; at += 1) {
      const id = newId()
      const channel = table === 'opinions' ? sql`, channel` : sql``
      const visit = table === 'opinions' ? sql`, 'visit'` : sql``
      await sql`
        insert into ${sql.table(table)} (id, committee_id, campaign_id, words, state, recorded_by, happened_at, received_at${channel})
        values (${id}, ${committee}, ${chance.happens(85) ? campaignId : null}, ${`第${at}件`}, ${chance.pick(states)}, ${staff},
          now(), now()${visit})`.execute(tx)
      for (const venue of new Set([
        chance.pick(venues),
        ...(chance.happens(30) ? [chance.pick(venues)] : []),
      ]))
        await sql`insert into ${sql.table(link)} (${sql.ref(column)}, venue_id) values (${id}, ${venue})`.execute(
          tx,
        )
    }
}

const makePosts = async (
  tx: Tx,
  chance: Chance,
  campaignId: string,
  venues: string[],
  committee: string,
  staff: string,
) => {
  const fileId = newId()
  await sql`
    insert into files (id, committee_id, purpose, name, media_type, bytes, sha256, created_at)
    values (${fileId}, ${committee}, 'picture', '图', 'image/jpeg', 1, 'x', now())`.execute(tx)
  for (const venue of venues)
    for (let at = chance.below(3); at > 0; at -= 1) {
      const id = newId()
      await sql`
        insert into posts (id, committee_id, venue_id, campaign_id, title, words, state, uploaded_at, author_id, created_at)
        values (${id}, ${committee}, ${venue}, ${chance.happens(90) ? campaignId : null}, '动态', ${chance.pick(['写了几句', '写了几句', '', ' '])},
          ${chance.pick(['published', 'published', 'submitted', 'returned', 'withdrawn'])},
          ${chance.pick(['2026-09-22T10:00:00+08:00', '2026-09-23T23:59:59+08:00', '2026-09-24T00:00:00+08:00'])}, ${staff}, now())`.execute(
        tx,
      )
      if (chance.happens(75))
        await sql`insert into post_pictures (post_id, no, file_id) values (${id}, 1, ${fileId})`.execute(tx)
    }
}

const mergeSome = async (tx: Tx, chance: Chance, people: string[]) => {
  const free = [...people]
  for (let at = 0; at < 3 && free.length > 2; at += 1) {
    const [kept] = free.splice(chance.below(free.length), 1)
    const [gone] = free.splice(chance.below(free.length), 1)
    if (kept && gone) await sql`update people set merged_into = ${kept} where id = ${gone}`.execute(tx)
  }
}
