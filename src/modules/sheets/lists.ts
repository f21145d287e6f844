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
import type { Frame } from './frame.ts'
import { type ReturnState, returnProcess } from './process.ts'
import { placesOfRows } from './rows.ts'

interface CampaignRow {
  id: string
  name: string
  heldOn: string
  returnDueOn: string
  issuerName: string
  issuerId: string
  issuerLevel: string
  total: number
}

/** Campaigns with the sheets that the actor's units file and receive, newest day first. */
export const listSheets = async (tx: Tx, actor: Actor, paging: Paging) => {
  const committees = committeesOf(actor, 'office', 'leader', 'special_committee')
  const { rows } = await sql<CampaignRow>`
    select c.id, c.name, c.held_on as "heldOn", c.return_due_on as "returnDueOn", i.short_name as "issuerName",
      c.committee_id as "issuerId", i.level as "issuerLevel", count(*) over () as total
    from campaigns c join units i on i.id = c.committee_id
    where c.state <> 'draft' and exists (select from figure_reach f where f.ancestor_id = c.committee_id
      and f.unit_id = any(${committees}::uuid[]) and f.valid @> c.held_on)
    order by c.held_on desc, c.id desc limit ${paging.size} offset ${(paging.page - 1) * paging.size}`.execute(
    tx,
  )
  const expected = await expectedOfMany(
    tx,
    rows.map(({ id }) => id),
  )
  const states = await statesOfMany(
    tx,
    rows.map(({ id }) => id),
  )
  return {
    rows: rows.map((campaign) => {
      const here = expected.filter((unit) => unit.campaignId === campaign.id)
      return sheetsOf(actor, campaign, here, (unitId) => states.get(`${campaign.id} ${unitId}`) ?? null)
    }),
    total: rows[0]?.total ?? 0,
  }
}

interface ExpectedHere {
  campaignId: string
  unitId: string
  unitName: string
  receiverId: string
  annex: 1 | 2
}

/** Who ought to file in each of some campaigns, each by its own day. */
const expectedOfMany = async (tx: Tx, campaignIds: string[]): Promise<ExpectedHere[]> => {
  const { rows } = await sql<ExpectedHere>`
    select c.id as "campaignId", u.id as "unitId", u.short_name as "unitName",
      case when u.kind = 'committee' then g.guide_id else u.committee_id end as "receiverId",
      case when u.kind = 'committee' then 2 else 1 end as annex
    from campaigns c join figure_reach f on f.ancestor_id = c.committee_id and f.valid @> c.held_on
      join units u on u.id = f.unit_id and u.id <> c.committee_id and u.open_during @> c.held_on
      left join guidances g on g.unit_id = u.id and g.valid @> c.held_on
    where c.id = any(${campaignIds}::uuid[]) and (u.kind = 'committee' or (u.kind = 'special_committee'
      and u.level = 'province' and exists (
        select from guidances s join units v on v.id = s.unit_id and v.open_during @> c.held_on
          join venues w on w.id = v.id and w.kind = 'studio'
        where s.guide_id = u.id and s.valid @> c.held_on)))
    order by annex, u.code`.execute(tx)
  return rows
}

/** The state of each unit's newest version, by campaign and unit. */
const statesOfMany = async (tx: Tx, campaignIds: string[]): Promise<Map<string, ReturnState>> => {
  const { rows } = await sql<{ key: string; state: ReturnState }>`
    select distinct on (campaign_id, unit_id) campaign_id || ' ' || unit_id as key, state from returns
    where campaign_id = any(${campaignIds}::uuid[]) order by campaign_id, unit_id, version desc`.execute(tx)
  return new Map(rows.map((row) => [row.key, row.state]))
}

const sheetsOf = (
  actor: Actor,
  campaign: CampaignRow,
  expected: readonly ExpectedHere[],
  stateOf: (unitId: string) => ReturnState | null,
) => {
  const heads = unitsOf(actor, 'office', 'leader')
  const bodies = unitsOf(actor, 'special_committee')
  const own = expected.filter((unit) => heads.includes(unit.unitId) || bodies.includes(unit.unitId))
  const issues = heads.includes(campaign.issuerId)
  const summary = (annex: 1 | 2) => ({
    unitId: campaign.issuerId,
    unitName: campaign.issuerName,
    annex,
    files: false,
    returnState: null,
    returnLabel: '汇总，不用再报',
  })
  return {
    campaignId: campaign.id,
    campaignName: campaign.name,
    heldOn: campaign.heldOn,
    returnDueOn: campaign.returnDueOn,
    issuerName: campaign.issuerName,
    own: [
      ...(issues ? [summary(2), ...(campaign.issuerLevel === 'province' ? [summary(1)] : [])] : []),
      ...own.map(({ unitId, unitName, annex }) => {
        const state = stateOf(unitId)
        return {
          unitId,
          unitName,
          annex,
          files: true,
          returnState: state,
          returnLabel: state ? stateLabel(returnProcess, state) : '还没报',
        }
      }),
    ],
    receives: [...new Set(expected.map((unit) => unit.receiverId))]
      .filter((unitId) => heads.includes(unitId))
      .map((unitId) => {
        const states = expected
          .filter((unit) => unit.receiverId === unitId)
          .map((unit) => stateOf(unit.unitId))
        return {
          unitId,
          unitName:
            unitId === campaign.issuerId
              ? campaign.issuerName
              : (own.find((unit) => unit.unitId === unitId)?.unitName ?? ''),
          expected: states.length,
          submitted: states.filter((state) => state === 'submitted' || state === 'accepted').length,
          accepted: states.filter((state) => state === 'accepted').length,
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
