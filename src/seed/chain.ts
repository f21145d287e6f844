import { addDays } from '../platform/clock.ts'
import { type Tx, sql } from '../platform/db.ts'
import { dueDay } from '../modules/activity-day/rules.ts'
import { defaultDates } from '../modules/campaigns/rules.ts'
import { stepRow } from './day-logs.ts'
import { insertRows } from './insert.ts'
import type { CommitteeSeat } from './plan.ts'
import { type Random, randomFrom } from './random.ts'

interface Given {
  campaignId: string
  heldOn: string
  seats: readonly CommitteeSeat[]
  offices: ReadonlyMap<string, string>
}

const words = {
  plan: '一、时间和范围：活动日当天，全体委员就近参加所在委员工作室的集体活动。二、内容：各工作室从八类里选一到两类，办实。三、分工：办公室统筹，专委会联系指导，召集人组织。四、要求：轻车简从，不影响群众生产生活。',
  notice:
    '各委员工作室：请照方案在活动日当天组织集体活动，当天点名，三天内上传动态。因故不能参加的，请提前请假，或在规定的日子里自行开展。',
  publicity: '请本地媒体到三家工作室采访，活动后一周内登出一篇综述。',
} as const

/** What each 政协 wrote before the day and the one above received; a few have not, so that the list has something to ask for. */
export const seedChain = async (tx: Tx, given: Given): Promise<void> => {
  const random = randomFrom(20_260_921)
  const dates = { ...defaultDates(given.heldOn), issuedOn: addDays(given.heldOn, -30) }
  const documents: Record<string, unknown>[] = []
  const steps: Record<string, unknown>[] = []
  for (const seat of given.seats) {
    const owner = given.offices.get(seat.id)
    if (!owner || (seat.level === 'province' && seat === given.seats[0])) continue
    for (const kind of ['plan', 'notice', 'publicity'] as const) {
      if (!random.chance(kind === 'publicity' ? 0.6 : 0.95)) break
      const id = random.id()
      const on = addDays(dueDay(kind, dates, 'committee'), -random.between(0, 8))
      documents.push({
        id,
        campaign_id: given.campaignId,
        committee_id: seat.id,
        unit_id: seat.id,
        kind,
        owner_id: owner,
        due_on: dueDay(kind, dates, 'committee'),
        words: words[kind],
        state: 'accepted',
        version: 2,
        updated_at: `${on}T16:00:00+08:00`,
      })
      const path: [string, string, string][] = [
        ['ask', '', 'draft'],
        ['submit', 'draft', 'submitted'],
        ['accept', 'submitted', 'accepted'],
      ]
      path.forEach((taken, at) =>
        steps.push(
          stepRow('chain_document', id, seat.id, owner, `${on}T1${4 + at}:00:00+08:00`, at + 1, taken),
        ),
      )
    }
  }
  await insertRows(tx, 'chain_documents', documents)
  await insertRows(tx, 'steps', steps)
  await insertRows(tx, 'coverage', coverageOf(given, random))
  await sql`
    update residencies r set is_leader = true where exists (
      select from mandates m where m.person_id = r.person_id and m.post in ('chair', 'vice_chair'))`.execute(
    tx,
  )
}

const coverageOf = (given: Given, random: Random): Record<string, unknown>[] =>
  given.seats
    .filter((seat) => seat.level === 'city' && given.offices.has(seat.id))
    .slice(0, 6)
    .map((seat) => ({
      id: random.id(),
      campaign_id: given.campaignId,
      committee_id: seat.id,
      medium: `${seat.shortName}融媒`,
      title: random.pick([
        '委员走进老码头，当面听大家说',
        '活动日里的一件小事',
        '工作室的灯，亮到了晚上九点',
      ]),
      published_on: given.heldOn,
      link: '',
      recorded_by: given.offices.get(seat.id),
      recorded_at: `${given.heldOn}T20:00:00+08:00`,
    }))
