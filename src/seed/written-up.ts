import { createHash } from 'node:crypto'
import { addDays, dayOf, startOf } from '../platform/clock.ts'
import { type Tx, sql } from '../platform/db.ts'
import { recordDirective } from '../modules/assignments/directives/commands.ts'
import { informationDescribed, reportAssignable } from '../modules/information/index.ts'
import {
  draftInformation,
  saveInformation,
  setCredits,
} from '../modules/information/informations/commands.ts'
import { noteAdoption, stepInformation } from '../modules/information/informations/steps.ts'
import { draftReport, stepReport } from '../modules/information/reports/commands.ts'
import { turnOpinion } from '../modules/opinions/leads/commands.ts'
import type { LeadKind } from '../modules/opinions/leads/rules.ts'
import { actorFor } from './actor.ts'
import { livelyCounty } from './departments.ts'
import { addOfficer } from './people.ts'
import type { CommitteeSeat } from './plan.ts'
import type { Random } from './random.ts'
import { reportTexts, writtenTexts } from './words-written.ts'

const all = [informationDescribed, reportAssignable]

/** How far an information of the demo has come, and how many days ago it was begun. */
type Course =
  | 'draft'
  | 'submitted'
  | 'signed'
  | 'issued'
  | 'sent'
  | 'city'
  | 'province'
  | 'nation'
  | 'declined'
  | 'merged'

const lively: [Course, number][] = [
  ['nation', 150],
  ['province', 96],
  ['city', 60],
  ['city', 47],
  ['issued', 33],
  ['sent', 12],
  ['signed', 4],
  ['submitted', 2],
  ['draft', 1],
  ['merged', 6],
  ['declined', 20],
]
const quiet: [Course, number][] = [
  ['city', 71],
  ['issued', 28],
  ['sent', 9],
  ['draft', 3],
]

/** One 政协 of the demo with who edits and who signs. */
interface Desk {
  committeeId: string
  level: CommitteeSeat['level']
  officer: string
  signer: string
}

/** Leads, informations up to the nation and special reports of a few 政协, through the same commands as on any day. */
export const writeUp = async (
  tx: Tx,
  seats: readonly CommitteeSeat[],
  offices: ReadonlyMap<string, string>,
  now: Date,
  random: Random,
): Promise<void> => {
  const desk = async (seat: CommitteeSeat | undefined): Promise<Desk | null> => {
    const officer = seat && offices.get(seat.id)
    if (!seat || !officer) return null
    const signer = await addOfficer(tx, seat.id, seat.id, 'leader', random)
    return { committeeId: seat.id, level: seat.level, officer, signer }
  }
  const at = (code: string) => desk(seats.find((seat) => seat.code === code))
  const above = { city: await at(livelyCounty.slice(0, 4)), province: await at(livelyCounty.slice(0, 2)) }
  const counties = [await at(livelyCounty), await at('430103'), await at('430104')]
  const [county] = counties
  if (county) await turnSome(tx, county, now)
  for (const [index, one] of counties.entries())
    if (one) await write(tx, one, above, index === 0 ? lively : quiet, index * lively.length, now)
  if (county) await report(tx, county, now)
}

type Above = { city: Desk | null; province: Desk | null }

/** Opinions of the county turned into leads of every kind; some wait in the pool. */
const turnSome = async (tx: Tx, county: Desk, now: Date) => {
  const { rows } = await sql<{ id: string }>`
    select id from opinions where committee_id = ${county.committeeId} and state not in ('withdrawn', 'invalid', 'merged')
    order by number is null, received_at desc, id limit 16`.execute(tx)
  const kinds: LeadKind[][] = [
    ['information'],
    ['information', 'proposal'],
    ['suggestion'],
    ['information', 'topic'],
    ['report'],
    ['information'],
    ['suggestion', 'proposal'],
    ['information'],
  ]
  const officer = await actorFor(tx, county.officer, now)
  for (const [index, { id }] of rows.entries()) {
    const chosen = kinds[index % kinds.length] ?? []
    await turnOpinion(tx, officer, id, {
      leads: chosen.map((kind) => ({ id: idOf(id, kind), kind })),
      words: index % 2 === 0 ? '几个社区都有人说' : '',
    })
  }
}

const write = async (
  tx: Tx,
  desk: Desk,
  above: Above,
  courses: readonly [Course, number][],
  from: number,
  now: Date,
) => {
  const leads = await pooled(tx, desk.committeeId, 'information')
  const credited = await membersOf(tx, desk.committeeId)
  let lastDraft: string | null = null
  for (const [index, [course, daysAgo]] of courses.entries()) {
    const text = writtenTexts[(from + index) % writtenTexts.length]
    if (!text) return
    const id = idOf(desk.committeeId, `information ${index}`)
    const day = (days: number) => instant(now, daysAgo - days)
    const editor = await actorFor(tx, desk.officer, day(0))
    await draftInformation(tx, editor, {
      id,
      committeeId: desk.committeeId,
      ...text,
      byline: '',
      leadIds: index % 2 === 0 ? leads.splice(0, 1) : [],
    })
    const [heard, wrote] = [credited[index % credited.length], credited[(index + 3) % credited.length]]
    if (heard && wrote)
      await setCredits(tx, editor, id, [
        { personId: heard, part: 'heard' },
        { personId: wrote, part: 'wrote' },
      ])
    if (course === 'draft') lastDraft = id
    if (course === 'merged' && lastDraft)
      await stepInformation(tx, editor, id, { step: 'merge', mergeInto: lastDraft })
    if (course === 'declined')
      await stepInformation(tx, editor, id, { step: 'decline', words: '有关部门上月已经专题研究过' })
    if (course === 'draft' || course === 'merged' || course === 'declined') continue
    await stepInformation(tx, editor, id, { step: 'submit' })
    if (course === 'submitted') continue
    await stepInformation(tx, await actorFor(tx, desk.signer, day(1)), id, { step: 'sign' })
    if (course === 'signed') continue
    await stepInformation(tx, await actorFor(tx, desk.officer, day(2)), id, { step: 'issue' })
    if (index % 2 === 1) await direct(tx, desk, id, 'information', day(4))
    if (course === 'issued') continue
    await stepInformation(tx, await actorFor(tx, desk.officer, day(3)), id, { step: 'send' })
    if (course === 'sent' || !above.city) continue
    const atCity = await carry(tx, above.city, id, text, day(8), course !== 'city')
    if (course === 'city' || !above.province || !atCity) continue
    const atProvince = await carry(tx, above.province, atCity, text, day(16), false)
    if (course !== 'nation' || !atProvince) continue
    await noteAdoption(tx, await actorFor(tx, above.province.officer, day(40)), atProvince, {
      id: idOf(atProvince, 'nation'),
      level: 'nation',
      adoptedOn: dayOf(day(38)),
      publication: '全国政协《社情民意信息》',
    })
  }
}

/** What the one above does with its copy: edits, signs, issues, and sends it on. */
const carry = async (
  tx: Tx,
  desk: Desk,
  originId: string,
  text: { title: string; body: string; category: string },
  at: Date,
  sends: boolean,
): Promise<string | null> => {
  const { rows } = await sql<{ id: string; version: number; byline: string }>`
    select id, version, byline from informations where origin_id = ${originId}`.execute(tx)
  const [copy] = rows
  if (!copy) return null
  const editor = await actorFor(tx, desk.officer, at)
  await stepInformation(tx, editor, copy.id, { step: 'adopt' })
  await saveInformation(tx, editor, copy.id, { ...text, byline: copy.byline, version: copy.version })
  await stepInformation(tx, editor, copy.id, { step: 'submit' })
  await stepInformation(tx, await actorFor(tx, desk.signer, at), copy.id, { step: 'sign' })
  await stepInformation(tx, editor, copy.id, { step: 'issue' })
  await direct(tx, desk, copy.id, 'information', at)
  if (sends) await stepInformation(tx, editor, copy.id, { step: 'send' })
  return copy.id
}

const direct = async (tx: Tx, desk: Desk, id: string, recordType: 'information' | 'report', at: Date) => {
  await recordDirective(tx, await actorFor(tx, desk.officer, at), all, {
    id: idOf(id, 'directive'),
    recordType,
    recordId: id,
    leader: '石磊',
    post: '副书记',
    level: desk.level,
    givenOn: dayOf(at),
    words: '所提建议很实，请有关部门研究吸收。',
  })
}

/** Special reports of the county, one in each state. */
const report = async (tx: Tx, county: Desk, now: Date) => {
  const leads = await pooled(tx, county.committeeId, 'report')
  const { rows } = await sql<{ id: string }>`
    select id from venues where committee_id = ${county.committeeId} and state = 'open' order by id limit 1`.execute(
    tx,
  )
  const until = ['draft', 'file', 'return', 'adopt', 'issue', 'feedBack', 'decline'] as const
  for (const [index, last] of until.entries()) {
    const text = reportTexts[index % reportTexts.length]
    if (!text) return
    const id = idOf(county.committeeId, `report ${index}`)
    const officer = await actorFor(tx, county.officer, instant(now, 30 - index * 4))
    await draftReport(tx, officer, {
      id,
      committeeId: county.committeeId,
      venueId: rows[0]?.id ?? null,
      ...text,
      townCannot: true,
      isValuable: last !== 'draft',
      leadIds: index % 3 === 1 ? leads.splice(0, 1) : [],
    })
    const take = (step: string, words?: string) =>
      stepReport(tx, officer, id, { step, ...(words ? { words } : {}) })
    if (last === 'draft') continue
    await take('file')
    if (last === 'return') await take('return', '请补上走过哪些程序、部门怎么说')
    if (last === 'decline') await take('decline', '已列入今年的实事项目')
    if (last === 'file' || last === 'return' || last === 'decline') continue
    await take('adopt')
    if (last === 'adopt') continue
    await take('issue')
    await direct(tx, county, id, 'report', officer.now)
    if (last === 'feedBack') await take('feedBack', '交通部门回复：纳入明年的路网计划，先做安全防护。')
  }
}

const pooled = async (tx: Tx, committeeId: string, kind: LeadKind): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select id from leads where committee_id = ${committeeId} and kind = ${kind} and state = 'pooled' order by id limit 4`.execute(
    tx,
  )
  return rows.map((row) => row.id)
}

const membersOf = async (tx: Tx, committeeId: string): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select person_id as id from mandates where committee_id = ${committeeId} order by person_id limit 12`.execute(
    tx,
  )
  return rows.map((row) => row.id)
}

/** Nine in the morning, so many days ago; never later than now. */
const instant = (now: Date, daysAgo: number): Date =>
  new Date(Math.min(startOf(addDays(dayOf(now), -daysAgo)).getTime() + 9 * 3_600_000, now.getTime()))

/** An id that follows from another and a word, so that the demo is the same each time. */
const idOf = (id: string, word: string): string => {
  const hex = createHash('sha256').update(`${id} ${word}`).digest('hex')
  return `018f${hex.slice(0, 4)}-${hex.slice(4, 8)}-7${hex.slice(8, 11)}-8${hex.slice(11, 14)}-${hex.slice(14, 26)}`
}
