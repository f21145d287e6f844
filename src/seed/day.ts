import { addDays } from '../platform/clock.ts'
import { defaultDates, eightKinds } from '../modules/campaigns/rules.ts'
import { addActivity, addAttendance, addLeave, addOwnActivity } from './day-acts.ts'
import { addItems, addPost } from './day-items.ts'
import { step } from './day-logs.ts'
import { type Day, type DayPlan, at, emptyDay } from './day-shape.ts'
import type { PlannedStudio } from './plan.ts'
import type { Random } from './random.ts'

/** Tells the day: nine studios in ten act, most residents come, some act on their own, some are on leave, most studios post. */
export const planDay = (given: DayPlan, random: Random): Day => {
  const day = emptyDay()
  const province = given.seats.find((seat) => seat.level === 'province')
  const officer = province && given.offices.get(province.id)
  if (!province || !officer) throw new Error('the organisation graph has no province')
  addCampaign(day, given, province.id, officer, random)
  const settled = new Set<string>()
  given.plan.studios.forEach((studio) => tellStudio(day, given, studio, settled, random))
  return day
}

const addCampaign = (day: Day, given: DayPlan, committeeId: string, officer: string, random: Random) => {
  const dates = defaultDates(given.heldOn)
  const issuedAt = at(addDays(given.heldOn, -40), '10:00')
  day.campaigns.push({
    id: given.campaignId,
    committee_id: committeeId,
    name: given.name,
    theme: given.theme,
    state: 'issued',
    held_on: dates.heldOn,
    collective_from: dates.collectiveFrom,
    collective_until: dates.collectiveUntil,
    own_from: dates.ownFrom,
    own_until: dates.ownUntil,
    upload_due_on: dates.uploadDueOn,
    return_due_on: dates.returnDueOn,
    approved_by: '省政协第六十次主席会议',
    document_no: '湘政协办〔2026〕31 号',
    notice:
      '各市州政协，省政协各专门委员会：经研究，定于活动日当天在全省政协系统开展委员活动日。请组织委员就近参加所在委员工作室的集体活动，把听到的意见、办成的实事记下来。',
    contact_name: '演示联系人',
    contact_phone: '0731-0000 0000',
    issued_at: issuedAt,
    created_by: officer,
    created_at: issuedAt,
    version: 1,
  })
  for (const kind of eightKinds)
    day.campaign_kinds.push({
      campaign_id: given.campaignId,
      no: kind.no,
      label: kind.label,
      short_label: kind.shortLabel,
    })
  for (const seat of given.seats) {
    const read = random.chance(0.96)
    day.campaign_committees.push({
      campaign_id: given.campaignId,
      committee_id: seat.id,
      reads_at: read ? at(addDays(given.heldOn, -random.between(20, 39)), '15:20') : null,
      reads_by: read ? (given.offices.get(seat.id) ?? null) : null,
    })
  }
  step(day, 'campaign', given.campaignId, committeeId, officer, issuedAt, [
    ['draft', '', 'draft'],
    ['issue', 'draft', 'issued'],
  ])
}

const tellStudio = (
  day: Day,
  given: DayPlan,
  studio: PlannedStudio,
  settled: Set<string>,
  random: Random,
) => {
  const convener = studio.conveners[0]
  if (!convener || studio.residents.length === 0) return
  const acts = random.chance(0.93)
  const activityId = acts ? addActivity(day, given, studio, convener, random) : null
  let came = 0
  for (const personId of studio.residents) {
    if (settled.has(personId)) continue
    settled.add(personId)
    const fate = random.next()
    if (activityId && fate < 0.8) {
      came += 1
      addAttendance(day, given, studio, activityId, personId, convener, random)
    } else if (fate < 0.9) addOwnActivity(day, given, studio, personId, random)
    else if (fate < 0.94) addLeave(day, given, studio, personId, random)
  }
  if (!activityId || came === 0) return
  addItems(day, given, studio, { activityId, personId: convener, on: given.heldOn }, random)
  if (random.chance(0.88)) addPost(day, given, studio, activityId, convener, random)
}
