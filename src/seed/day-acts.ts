import { addDays } from '../platform/clock.ts'
import { addItems } from './day-items.ts'
import { duty, step } from './day-logs.ts'
import { type Day, type DayPlan, at } from './day-shape.ts'
import type { PlannedStudio } from './plan.ts'
import type { Random } from './random.ts'
import { activityTitles, places } from './words.ts'

export const addActivity = (
  day: Day,
  given: DayPlan,
  studio: PlannedStudio,
  convener: string,
  random: Random,
): string => {
  const id = random.id()
  const hour = random.pick(['08:30', '09:00', '09:30', '14:30', '15:00'])
  const end = hour < '12:00' ? '11:30' : '17:00'
  const state = random.chance(0.015) ? 'cancelled' : 'planned'
  const plannedAt = at(addDays(given.heldOn, -random.between(5, 20)), '16:10')
  day.activities.push({
    id,
    committee_id: studio.committeeId,
    campaign_id: given.campaignId,
    title: random.pick(activityTitles),
    about: '',
    place: random.pick(places),
    mode: random.chance(0.1) ? 'both' : 'offline',
    link: '',
    activity_type: null,
    begins_at: at(given.heldOn, hour),
    ends_at: at(given.heldOn, end),
    state,
    disciplined_by: convener,
    disciplined_at: plannedAt,
    secret: `\\x${random.id().replaceAll('-', '')}`,
    created_by: convener,
    created_at: plannedAt,
    version: 1,
  })
  day.activity_hosts.push({ activity_id: id, venue_id: studio.id, position: 1 })
  if (random.chance(0.01)) {
    const other = random.pick(given.plan.studios)
    if (other.id !== studio.id) day.activity_hosts.push({ activity_id: id, venue_id: other.id, position: 2 })
  }
  const kinds = new Set(Array.from({ length: random.between(1, 3) }, () => random.between(1, 8)))
  for (const kind of kinds) day.activity_kinds.push({ activity_id: id, kind_no: kind })
  const path: [string, string, string][] = [
    ['draft', '', 'draft'],
    ['plan', 'draft', 'planned'],
  ]
  if (state === 'cancelled') path.push(['cancel', 'planned', 'cancelled'])
  step(day, 'activity', id, studio.committeeId, convener, plannedAt, path)
  return id
}

export const addAttendance = (
  day: Day,
  given: DayPlan,
  studio: PlannedStudio,
  activityId: string,
  personId: string,
  convener: string,
  random: Random,
) => {
  const id = random.id()
  const byCode = random.chance(0.3)
  const when = at(given.heldOn, random.pick(['08:40', '09:05', '09:20', '14:35', '15:10']))
  day.attendances.push({
    id,
    activity_id: activityId,
    person_id: personId,
    committee_id: studio.committeeId,
    role: 'attendee',
    channel: byCode ? 'code' : 'list',
    state: 'standing',
    late: random.chance(0.03),
    left_early: false,
    happened_at: when,
    received_at: when,
    recorded_by: byCode ? personId : convener,
  })
  step(day, 'attendance', id, studio.committeeId, byCode ? personId : convener, when, [
    ['record', '', 'standing'],
  ])
  duty(day, given, studio, 'attended', personId, 'attendance', id, given.heldOn, when)
}

export const addOwnActivity = (
  day: Day,
  given: DayPlan,
  studio: PlannedStudio,
  personId: string,
  random: Random,
) => {
  const id = random.id()
  const on = addDays(given.heldOn, -random.between(0, 5))
  const when = at(on, '17:20')
  day.own_activities.push({
    id,
    person_id: personId,
    committee_id: studio.committeeId,
    campaign_id: given.campaignId,
    words: `到${random.pick(places)}走访，听大家说说难处。`,
    place: random.pick(places),
    on_day: on,
    at_time: '15:00',
    state: 'standing',
    recorded_by: personId,
    happened_at: when,
    received_at: when,
    version: 1,
  })
  day.own_activity_kinds.push({ own_activity_id: id, kind_no: random.between(1, 8) })
  step(day, 'own_activity', id, studio.committeeId, personId, when, [['record', '', 'standing']])
  duty(day, given, studio, 'own_activity', personId, 'own_activity', id, on, when)
  if (random.chance(0.5)) addItems(day, given, studio, { ownActivityId: id, personId, on }, random)
}

export const addLeave = (
  day: Day,
  given: DayPlan,
  studio: PlannedStudio,
  personId: string,
  random: Random,
) => {
  const id = random.id()
  const when = at(addDays(given.heldOn, -2), '10:15')
  day.leaves.push({
    id,
    campaign_id: given.campaignId,
    person_id: personId,
    committee_id: studio.committeeId,
    venue_id: studio.id,
    reason: random.pick(['official', 'sick', 'personal']),
    state: 'approved',
    requested_at: when,
    recorded_by: personId,
  })
  step(day, 'leave', id, studio.committeeId, personId, when, [
    ['request', '', 'requested'],
    ['approve', 'requested', 'approved'],
  ])
}
