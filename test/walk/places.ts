import { v7 as newId } from 'uuid'
import { addUnit, rebuildReach } from '../../src/modules/organisations/index.ts'
import { type Tx, sql } from '../../src/platform/db.ts'
import type { House } from '../../src/platform/house.ts'
import {
  convene,
  makeCampaign,
  makeActivity,
  makePerson,
  makeProvince,
  makeVenue,
  seat,
  settle,
} from '../builders.ts'
import { attend } from '../day.ts'
import { canary } from './canaries.ts'

export const placeNames = ['A', 'B', 'C', 'P'] as const
/** A is the county walked upon, B the county beside it, C their city, P the province. */
export type PlaceName = (typeof placeNames)[number]

/** One 政协 with one record of each kind, canary words in every text. */
export interface Place {
  name: PlaceName
  committee: string
  level: 'county' | 'city' | 'province'
  body: string
  otherBody: string
  group: string
  department: string
  venue: string
  otherVenue: string
  proposedVenue: string
  convener: string
  otherConvener: string
  owner: string
  otherMember: string
  mandate: string
  spare: string
  residency: string
  campaign: string
  draftCampaign: string
  activity: string
  draftActivity: string
  attendance: string
  leave: string
  ownActivity: string
  opinion: string
  deed: string
  post: string
  draftPost: string
  document: string
  coverage: string
  return: string
  likeness: string
  word: string
  file: string
  correction: string
}

export type World = Record<PlaceName, Place>

export const makeWorld = async (tx: Tx, house: House): Promise<World> => {
  const ids = await makeProvince(tx)
  const campaign = await makeCampaign(tx, ids.province)
  const make = (name: PlaceName, committee: string, level: Place['level']) =>
    makePlace(tx, house, { name, committee, level, campaign })
  const world = {
    P: await make('P', ids.province, 'province'),
    C: await make('C', ids.city, 'city'),
    A: await make('A', ids.county, 'county'),
    B: await make('B', ids.otherCounty, 'county'),
  }
  for (const name of placeNames) {
    const place = world[name]
    const other = name === 'A' ? world.B : world.A
    await sql`
      insert into likenesses (id, committee_id, person_id, other_id, created_at)
      values (${place.likeness}, ${place.committee}, ${place.owner}, ${other.otherMember}, now())`.execute(tx)
  }
  return world
}

type Start = Pick<Place, 'name' | 'committee' | 'level' | 'campaign'>

const makePlace = async (tx: Tx, house: House, start: Start): Promise<Place> => {
  const { name, committee, level } = start
  const say = (kind: string, to: Parameters<typeof canary>[1]) => canary(name, to, kind)
  const unit = (kind: 'special_committee' | 'group' | 'department', code: string) =>
    addUnit(tx, {
      committeeId: committee,
      kind,
      level,
      code: `${name}-${code}`,
      name: `${name} ${code}`,
      shortName: code,
      divisionCode: null,
      openFrom: '2020-01-01',
    })
  const body = await unit('special_committee', 'body')
  const otherBody = await unit('special_committee', 'other-body')
  const group = await unit('group', 'group')
  const department = await unit('department', 'department')
  const venue = await makeVenue(tx, committee, { name: say('venue', 'open'), guideId: body, level })
  const otherVenue = await makeVenue(tx, committee, {
    name: say('venue2', 'open'),
    guideId: otherBody,
    level,
  })
  const proposedVenue = await makeVenue(tx, committee, { name: say('proposed', 'open'), level })
  await sql`update venues set state = 'proposed', opens_on = '2026-10-01' where id = ${proposedVenue}`.execute(
    tx,
  )
  await sql`insert into belongings (unit_id, parent_id, valid) values (${venue}, ${group}, '[2020-01-01,)')`.execute(
    tx,
  )
  await rebuildReach(tx, [venue])

  const person = (kind: string) => makePerson(tx, committee, say(kind, 'hidden'))
  const convener = await person('convener')
  const otherConvener = await person('convener2')
  await convene(tx, convener, venue)
  await convene(tx, otherConvener, otherVenue)
  const owner = await person('owner')
  const otherMember = await person('member2')
  const spare = await person('spare')
  const mandate = await seat(tx, owner, committee)
  await seat(tx, otherMember, committee)
  await seat(tx, spare, committee)
  await sql`
    update mandates set workplace = ${say('workplace', 'hidden')}, special_committee_id = ${body}, group_id = ${group}
    where id = ${mandate}`.execute(tx)
  await sql`update accounts set login = ${`login-${name}`} where person_id = ${convener}`.execute(tx)
  await settle(tx, owner, venue)
  await settle(tx, otherMember, otherVenue)
  const residency = await idOf(tx, sql`select id from residencies where person_id = ${owner}`)

  const activity = await makeActivity(tx, [venue], {
    campaignId: start.campaign,
    title: say('activity', 'open'),
  })
  const draftActivity = await makeActivity(tx, [venue], {
    state: 'draft',
    title: say('draft-activity', 'hidden'),
  })
  await sql`update activities set about = ${say('about', 'hidden')}, created_by = ${convener}, link = ${say('link', 'hidden')}
    where id in (${activity}, ${draftActivity})`.execute(tx)
  await sql`insert into sign_ups (activity_id, person_id, at) values (${activity}, ${owner}, now())`.execute(
    tx,
  )
  const place: Place = {
    ...start,
    body,
    otherBody,
    group,
    department,
    venue,
    otherVenue,
    proposedVenue,
    convener,
    otherConvener,
    owner,
    otherMember,
    mandate,
    spare,
    residency,
    activity,
    draftActivity,
    attendance: await attend(tx, activity, owner),
    draftCampaign: newId(),
    leave: newId(),
    ownActivity: newId(),
    opinion: newId(),
    deed: newId(),
    post: newId(),
    draftPost: newId(),
    document: newId(),
    coverage: newId(),
    return: newId(),
    likeness: newId(),
    word: newId(),
    file: newId(),
    correction: newId(),
  }
  await fill(tx, house, place)
  return place
}

const fill = async (tx: Tx, house: House, place: Place) => {
  const { committee, campaign, owner, venue, convener, name } = place
  const say = (kind: string, to: Parameters<typeof canary>[1]) => canary(name, to, kind)
  const at = '2026-09-20T09:00:00+08:00'
  await sql`
    insert into campaigns (id, committee_id, name, theme, state, held_on, collective_from, collective_until, own_from, own_until,
      upload_due_on, return_due_on, notice, created_by, created_at)
    select ${place.draftCampaign}, ${committee}, ${say('draft-campaign', 'office')}, ${say('theme', 'office')}, 'draft', held_on,
      collective_from, collective_until, own_from, own_until, upload_due_on, return_due_on, ${say('notice', 'office')}, ${convener}, ${at}
    from campaigns where id = ${campaign}`.execute(tx)
  await sql`
    insert into campaign_kinds (campaign_id, no, label, short_label)
    select ${place.draftCampaign}, no, label, short_label from campaign_kinds where campaign_id = ${campaign}`.execute(
    tx,
  )
  await sql`
    insert into leaves (id, campaign_id, person_id, committee_id, venue_id, reason, state, requested_at, recorded_by)
    values (${place.leave}, ${campaign}, ${owner}, ${committee}, ${venue}, 'sick', 'requested', ${at}, ${owner})`.execute(
    tx,
  )
  await sql`
    insert into own_activities (id, person_id, committee_id, campaign_id, words, place, on_day, recorded_by, happened_at, received_at)
    values (${place.ownActivity}, ${owner}, ${committee}, ${campaign}, ${say('own', 'private')}, ${say('own-place', 'private')},
      '2026-09-20', ${owner}, ${at}, ${at})`.execute(tx)
  await sql`
    insert into opinions (id, committee_id, campaign_id, activity_id, words, channel, heard_by, recorded_by, happened_at, received_at)
    values (${place.opinion}, ${committee}, ${campaign}, ${place.activity}, ${say('opinion', 'open')}, 'visit', ${owner}, ${owner},
      ${at}, ${at})`.execute(tx)
  await sql`
    insert into deeds (id, committee_id, campaign_id, activity_id, words, done_by, recorded_by, happened_at, received_at)
    values (${place.deed}, ${committee}, ${campaign}, ${place.activity}, ${say('deed', 'open')}, ${owner}, ${owner}, ${at}, ${at})`.execute(
    tx,
  )
  await sql`insert into opinion_venues (opinion_id, venue_id) values (${place.opinion}, ${venue})`.execute(tx)
  await sql`insert into deed_venues (deed_id, venue_id) values (${place.deed}, ${venue})`.execute(tx)
  for (const [id, state, to] of [
    [place.post, 'published', 'open'],
    [place.draftPost, 'draft', 'private'],
  ] as const)
    await sql`
      insert into posts (id, committee_id, venue_id, campaign_id, title, words, state, uploaded_at, published_at, author_id, created_at)
      values (${id}, ${committee}, ${venue}, ${campaign}, ${say(`${state}-title`, to)}, ${say(`${state}-words`, to)}, ${state},
        ${state === 'draft' ? null : at}, ${state === 'draft' ? null : at}, ${owner}, ${at})`.execute(tx)
  const { sha256, bytes } = await house.files.put(Buffer.from(say('file', 'hidden')))
  await sql`
    insert into files (id, committee_id, purpose, name, media_type, bytes, sha256, owner_type, owner_id, created_by, created_at)
    values (${place.file}, ${committee}, 'picture', ${say('file-name', 'hidden')}, 'image/jpeg', ${bytes}, ${sha256}, 'post',
      ${place.draftPost}, ${owner}, ${at})`.execute(tx)
  await sql`
    insert into guarded_words (id, committee_id, word, advice, added_by, added_at)
    values (${place.word}, ${committee}, ${say('word', 'office')}, ${say('advice', 'office')}, ${convener}, ${at})`.execute(
    tx,
  )
  await sql`
    insert into corrections (id, campaign_id, unit_id, committee_id, column_no, delta, reason, made_by, made_at)
    values (${place.correction}, ${campaign}, ${committee}, ${committee}, 1, 1, ${say('correction', 'open')},
      ${await makePerson(tx, committee)}, ${at})`.execute(tx)
  await sql`
    insert into chain_documents (id, campaign_id, committee_id, unit_id, kind, owner_id, words, updated_at)
    values (${place.document}, ${campaign}, ${committee}, ${committee}, 'plan', ${convener}, ${say('document', 'hidden')}, ${at})`.execute(
    tx,
  )
  await sql`
    insert into coverage (id, campaign_id, committee_id, medium, title, published_on, recorded_by, recorded_at)
    values (${place.coverage}, ${campaign}, ${committee}, '晚报', ${say('coverage', 'open')}, '2026-09-20', ${convener}, ${at})`.execute(
    tx,
  )
}

const idOf = async (tx: Tx, query: ReturnType<typeof sql<{ id: string }>>): Promise<string> => {
  const { rows } = await query.execute(tx)
  const [row] = rows
  if (!row) throw new Error('nothing was found')
  return row.id
}
