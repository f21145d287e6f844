import { randomUUID } from 'node:crypto'
import { v7 as newId } from 'uuid'
import type { Grant } from '../src/platform/actor.ts'
import { type Tx, sql } from '../src/platform/db.ts'
import { pinyinOf } from '../src/platform/names.ts'
import { ensureAccount, grantRole } from '../src/modules/accounts/index.ts'
import { defaultDates, eightKinds } from '../src/modules/campaigns/rules.ts'
import { addUnit, rebuildReach } from '../src/modules/organisations/index.ts'

/** The smallest province: 省 → 市 → 县, ids by name. */
export interface SmallProvince {
  province: string
  city: string
  county: string
  otherCounty: string
  /** a provincial special committee */
  body: string
}

export const makeProvince = async (tx: Tx): Promise<SmallProvince> => {
  const province = await makeCommittee(tx, 'province', '99', '试省', null)
  const city = await makeCommittee(tx, 'city', '9901', '试市', province)
  const county = await makeCommittee(tx, 'county', '990101', '临湖县', city)
  const otherCounty = await makeCommittee(tx, 'county', '990102', '湘北县', city)
  const body = await addUnit(tx, {
    committeeId: province,
    kind: 'special_committee',
    level: 'province',
    code: '99-Z01',
    name: '试省政协提案委员会',
    shortName: '提案委员会',
    divisionCode: null,
    openFrom: '2020-01-01',
  })
  return { province, city, county, otherCounty, body }
}

export const makeCommittee = async (
  tx: Tx,
  level: 'province' | 'city' | 'county',
  code: string,
  shortName: string,
  guideId: string | null,
): Promise<string> => {
  const id = newId()
  await sql`
    insert into units (id, committee_id, kind, level, code, name, short_name, division_code, position, open_during)
    values (${id}, ${id}, 'committee', ${level}, ${code}, ${`政协${shortName}委员会`}, ${shortName}, ${code}, ${Number(code)}, '[2020-01-01,)')`.execute(
    tx,
  )
  if (guideId)
    await sql`insert into guidances (unit_id, guide_id, valid) values (${id}, ${guideId}, '[2020-01-01,)')`.execute(
      tx,
    )
  await rebuildReach(tx, [id])
  return id
}

/** A person, with an account, without any role. */
export const makePerson = async (tx: Tx, committeeId: string, name = '周小禾'): Promise<string> => {
  const id = newId()
  const { full, initials } = pinyinOf(name)
  await sql`
    insert into people (id, committee_id, name, name_pinyin, name_initials)
    values (${id}, ${committeeId}, ${name}, ${full}, ${initials})`.execute(tx)
  await ensureAccount(tx, id)
  return id
}

/** A serving member of a 政协. */
export const makeMember = async (
  tx: Tx,
  committeeId: string,
  name = '周小禾',
  valid = '[2022-01-01,2027-01-01)',
): Promise<string> => {
  const id = await makePerson(tx, committeeId, name)
  await seat(tx, id, committeeId, valid)
  return id
}

export const seat = async (
  tx: Tx,
  personId: string,
  committeeId: string,
  valid = '[2022-01-01,2027-01-01)',
): Promise<string> => {
  const id = newId()
  await sql`
    insert into mandates (id, person_id, committee_id, no, valid)
    values (${id}, ${personId}, ${committeeId}, ${randomUUID().slice(0, 8)}, ${valid}::daterange)`.execute(tx)
  return id
}

/** A person with a role on a unit. */
export const makeStaff = async (
  tx: Tx,
  unitId: string,
  role: Grant['role'] = 'office',
  name = '温小满',
): Promise<string> => {
  const { rows } = await sql<{ c: string }>`select committee_id as c from units where id = ${unitId}`.execute(
    tx,
  )
  const id = await makePerson(tx, rows[0]?.c ?? unitId, name)
  await grantRole(tx, { personId: id, unitId, role, valid: '[2020-01-01,)', grantedBy: null })
  return id
}

/** An open studio of a 政协, guided by `guideId` or its own 政协. */
export const makeVenue = async (
  tx: Tx,
  committeeId: string,
  options: {
    name?: string
    guideId?: string
    level?: 'province' | 'city' | 'county'
    openFrom?: string
  } = {},
): Promise<string> => {
  const id = await addUnit(tx, {
    committeeId,
    kind: 'venue',
    level: options.level ?? 'county',
    code: `V-${randomUUID().slice(0, 8)}`,
    name: options.name ?? '芦汀委员工作室',
    shortName: options.name ?? '芦汀委员工作室',
    divisionCode: null,
    openFrom: options.openFrom ?? '2022-01-01',
    guideId: options.guideId ?? null,
  })
  await sql`
    insert into venues (id, committee_id, token) values (${id}, ${committeeId}, ${randomUUID().replaceAll('-', '')})`.execute(
    tx,
  )
  return id
}

/** 入驻: the person is resident in the venue. */
export const settle = async (
  tx: Tx,
  personId: string,
  venueId: string,
  valid = '[2022-01-01,)',
): Promise<void> => {
  await sql`
    insert into residencies (id, venue_id, person_id, valid)
    values (${newId()}, ${venueId}, ${personId}, ${valid}::daterange)`.execute(tx)
}

/** Makes a person the venue's convener: the dated fact and the role. */
export const convene = async (
  tx: Tx,
  personId: string,
  venueId: string,
  valid = '[2022-01-01,)',
): Promise<void> => {
  await sql`
    insert into convenings (id, venue_id, person_id, valid)
    values (${newId()}, ${venueId}, ${personId}, ${valid}::daterange)`.execute(tx)
  await grantRole(tx, { personId, unitId: venueId, role: 'convener', valid, grantedBy: null })
}

/** An issued campaign with the eight kinds of the notice, sent to every 政协 below its issuer; D is 2026-09-21. */
export const makeCampaign = async (tx: Tx, issuerId: string, heldOn = '2026-09-21'): Promise<string> => {
  const id = newId()
  const dates = defaultDates(heldOn)
  await sql`
    insert into campaigns (id, committee_id, name, theme, state, held_on, collective_from, collective_until, own_from, own_until,
      upload_due_on, return_due_on, notice, created_by, created_at)
    select ${id}, ${issuerId}, '2026 年委员活动日', '走近群众，委员在行动', 'issued', ${dates.heldOn}, ${dates.collectiveFrom},
      ${dates.collectiveUntil}, ${dates.ownFrom}, ${dates.ownUntil}, ${dates.uploadDueOn}, ${dates.returnDueOn}, '请照此办理。',
      ${await makePerson(tx, issuerId, '温小满')}, '2026-08-01T09:00:00+08:00'`.execute(tx)
  await sql`
    insert into campaign_kinds (campaign_id, no, label, short_label)
    select ${id}, no, label, "shortLabel" from json_to_recordset(${JSON.stringify(eightKinds)}::json)
      k(no smallint, label text, "shortLabel" text)`.execute(tx)
  await sql`
    insert into campaign_committees (campaign_id, committee_id)
    select distinct ${id}::uuid, r.unit_id from figure_reach r join units u on u.id = r.unit_id and u.kind = 'committee'
    where r.ancestor_id = ${issuerId} and r.valid @> ${heldOn}::date`.execute(tx)
  return id
}

/** A settled plan of these venues, 9:00 to 11:30 on the day; the first keeps the record. */
export const makeActivity = async (
  tx: Tx,
  venueIds: string[],
  options: {
    campaignId?: string | null
    day?: string
    kinds?: number[]
    state?: string
    title?: string
  } = {},
): Promise<string> => {
  const id = newId()
  const day = options.day ?? '2026-09-21'
  await sql`
    insert into activities (id, committee_id, campaign_id, title, place, begins_at, ends_at, state, secret, created_by, created_at,
      disciplined_by, disciplined_at)
    select ${id}, v.committee_id, ${options.campaignId ?? null}, ${options.title ?? '在老码头听大家说'}, '老码头大树下',
      ${`${day}T09:00:00+08:00`}, ${`${day}T11:30:00+08:00`}, ${options.state ?? 'planned'}, ${Buffer.alloc(32, 7)}, p.id,
      '2026-09-01T09:00:00+08:00', p.id, '2026-09-01T09:00:00+08:00'
    from venues v cross join lateral (select id from people order by created_at, id limit 1) p where v.id = ${venueIds[0]}`.execute(
    tx,
  )
  await sql`
    insert into activity_hosts (activity_id, venue_id, position)
    select ${id}, venue_id, position from unnest(${venueIds}::uuid[]) with ordinality h(venue_id, position)`.execute(
    tx,
  )
  await sql`
    insert into activity_kinds (activity_id, kind_no) select ${id}, unnest(${options.kinds ?? [4]}::int[])`.execute(
    tx,
  )
  return id
}

/** An item with a receipt, come in by the studio's code on 2026-09-21; its state is set by hand. */
export const makeOpinion = async (
  tx: Tx,
  venueId: string,
  options: { state?: string; handlerId?: string | null; number?: string; words?: string } = {},
): Promise<string> => {
  const id = newId()
  await sql`
    insert into opinions (id, committee_id, words, channel, state, number, handler_id, happened_at, received_at)
    select ${id}, u.committee_id, ${options.words ?? '老码头到卫生院的路灯坏了五盏'}, 'code', ${options.state ?? 'recorded'},
      ${options.number ?? `2609-${randomUUID().slice(0, 4)}`}, ${options.handlerId ?? null}, '2026-09-21T08:16:00+08:00',
      '2026-09-21T08:16:00+08:00'
    from units u where u.id = ${venueId}`.execute(tx)
  await sql`insert into opinion_venues (opinion_id, venue_id) values (${id}, ${venueId})`.execute(tx)
  return id
}
