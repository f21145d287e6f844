import { type Actor, committeesOf, unitsOf } from '../../platform/actor.ts'
import type { Paging } from '../../platform/contract.ts'
import { endOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { Forbidden } from '../../platform/errors.ts'
import { countAll, readyToCount } from '../../platform/measures.ts'
import { stateLabel } from '../../platform/process.ts'
import { openSheet } from './access.ts'
import { measureOf } from './definitions.ts'
import { listExpected } from './filings.ts'
import { type Frame, getFrame } from './frame.ts'
import { returnProcess } from './process.ts'
import { placesOfRows } from './rows.ts'

interface CampaignRow {
  id: string
  name: string
  heldOn: string
  returnDueOn: string
  issuerName: string
  issuerId: string
  total: number
}

/** Campaigns with the sheets that the actor's units file and receive, newest day first. */
export const listSheets = async (tx: Tx, actor: Actor, paging: Paging) => {
  const committees = committeesOf(actor, 'office', 'leader', 'special_committee')
  const { rows } = await sql<CampaignRow>`
    select c.id, c.name, c.held_on as "heldOn", c.return_due_on as "returnDueOn", i.short_name as "issuerName",
      c.committee_id as "issuerId", count(*) over () as total
    from campaigns c join units i on i.id = c.committee_id
    where c.state <> 'draft' and exists (select from figure_reach f where f.ancestor_id = c.committee_id
      and f.unit_id = any(${committees}::uuid[]) and f.valid @> c.held_on)
    order by c.held_on desc, c.id desc limit ${paging.size} offset ${(paging.page - 1) * paging.size}`.execute(
    tx,
  )
  const listed = []
  for (const campaign of rows) listed.push(await sheetsOf(tx, actor, campaign))
  return { rows: listed, total: rows[0]?.total ?? 0 }
}

const sheetsOf = async (tx: Tx, actor: Actor, campaign: CampaignRow) => {
  const frame = await getFrame(tx, campaign.id)
  const expected = await listExpected(tx, frame, null)
  const states = await newestReturns(tx, frame)
  const heads = unitsOf(actor, 'office', 'leader')
  const bodies = unitsOf(actor, 'special_committee')
  const own = expected.filter((unit) => heads.includes(unit.unitId) || bodies.includes(unit.unitId))
  const briefOf = (unitId: string, unitName: string, annex: 1 | 2, files: boolean) => {
    const last = states.get(unitId)
    return {
      unitId,
      unitName,
      annex,
      files,
      returnState: last?.state ?? null,
      returnLabel: !files ? '汇总，不用再报' : last ? stateLabel(returnProcess, last.state) : '还没报',
    }
  }
  return {
    campaignId: campaign.id,
    campaignName: campaign.name,
    heldOn: campaign.heldOn,
    returnDueOn: campaign.returnDueOn,
    issuerName: campaign.issuerName,
    own: [
      ...(heads.includes(frame.issuerId)
        ? [
            briefOf(frame.issuerId, campaign.issuerName, 2, false),
            ...(frame.issuerLevel === 'province'
              ? [briefOf(frame.issuerId, campaign.issuerName, 1, false)]
              : []),
          ]
        : []),
      ...own.map((unit) => briefOf(unit.unitId, unit.unitName, unit.annex, true)),
    ],
    receives: [...new Set(expected.map((unit) => unit.receiverId))]
      .filter((unitId) => heads.includes(unitId))
      .map((unitId) => {
        const mine = expected.filter((unit) => unit.receiverId === unitId)
        const inState = (...wanted: string[]) =>
          mine.filter((unit) => wanted.includes(states.get(unit.unitId)?.state ?? '')).length
        return {
          unitId,
          unitName:
            unitId === frame.issuerId
              ? campaign.issuerName
              : (own.find((unit) => unit.unitId === unitId)?.unitName ?? ''),
          expected: mine.length,
          submitted: inState('submitted', 'accepted'),
          accepted: inState('accepted'),
        }
      }),
  }
}

interface Newest {
  id: string
  unitId: string
  version: number
  state: 'submitted' | 'accepted' | 'returned'
  manual: boolean
  firstAt: string
  submittedAt: string
  decidedAt: string | null
}

/** The newest version of each unit's return, with when it was first submitted. */
const newestReturns = async (tx: Tx, frame: Frame): Promise<Map<string, Newest>> => {
  const { rows } = await sql<Newest>`
    select distinct on (r.unit_id) r.id, r.unit_id as "unitId", r.version, r.state, r.manual, r.submitted_at as "submittedAt",
      r.decided_at as "decidedAt", coalesce((
        select min(s.at) from steps s join returns o on o.id = s.record_id
        where s.record_type = 'return' and s.no = 1 and o.campaign_id = r.campaign_id and o.unit_id = r.unit_id), r.submitted_at) as "firstAt"
    from returns r where r.campaign_id = ${frame.campaignId} order by r.unit_id, r.version desc`.execute(tx)
  return new Map(rows.map((row) => [row.unitId, row]))
}

/** What a 政协 has to receive: who filed, who not, and the two shares, from the expected set, never above all of it. */
export const listReceived = async (tx: Tx, actor: Actor, campaignId: string, unitId: string) => {
  const seen = await openSheet(tx, actor, campaignId, unitId)
  if (!committeesOf(actor, 'office', 'leader').includes(unitId))
    throw new Forbidden('收报表由本级政协办公室办理。')
  const { frame, unit } = seen
  const expected = await listExpected(tx, frame, unitId)
  const newest = await newestReturns(tx, frame)
  const due = endOf(frame.returnDueOn).toISOString()
  const rows = expected.map((one) => {
    const last = newest.get(one.unitId)
    return {
      unitId: one.unitId,
      unitName: one.unitName,
      kind: one.kind,
      annex: one.annex,
      offSystem: one.offSystem,
      returnId: last?.id ?? null,
      version: last?.version ?? null,
      state: last?.state ?? null,
      stateLabel: last ? stateLabel(returnProcess, last.state) : one.offSystem ? '未报，没上系统' : '未报',
      manual: last?.manual ?? false,
      submittedAt: last?.submittedAt ?? null,
      decidedAt: last?.decidedAt ?? null,
      submittedLate: last ? new Date(last.firstAt).toISOString() >= due : false,
    }
  })
  return {
    campaignName: frame.campaignName,
    unitName: unit.name,
    returnDueOn: frame.returnDueOn,
    uploadDueOn: frame.uploadDueOn,
    rows,
    completeness: {
      done: rows.filter((row) => row.state === 'submitted' || row.state === 'accepted').length,
      expected: rows.length,
    },
    timeliness: await timelinessOf(tx, frame, unit.id),
  }
}

/** Expected studios with a standing post in time, of both annexes, among all expected. (C29, Checks) */
const timelinessOf = async (tx: Tx, frame: Frame, unitId: string) => {
  await readyToCount(tx)
  const places = await placesOfRows(tx, frame, [
    { unitId, part: 'whole', annex: 1 },
    { unitId, part: 'whole', annex: 2 },
  ])
  const numbers = await countAll(
    tx,
    ['c1', 'c16', 'late'].map((code) => measureOf(frame, code)),
    places,
  )
  const sum = (code: string) => (numbers.get(0)?.get(code) ?? 0) + (numbers.get(1)?.get(code) ?? 0)
  return { done: sum('c16') - sum('late'), expected: sum('c1') }
}
