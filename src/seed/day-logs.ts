import type { Day, DayPlan } from './day-shape.ts'
import type { PlannedStudio } from './plan.ts'

type Row = Record<string, unknown>

export const step = (
  day: Day,
  type: string,
  id: string,
  committeeId: string,
  person: string,
  when: string,
  path: [string, string, string][],
) => {
  path.forEach((taken, index) =>
    day.steps.push(stepRow(type, id, committeeId, person, when, index + 1, taken)),
  )
}

export const stepRow = (
  type: string,
  id: string,
  committeeId: string,
  person: string,
  when: string,
  no: number,
  [name, from, to]: [string, string, string],
): Row => ({
  record_type: type,
  record_id: id,
  track: 'main',
  no,
  step: name,
  from_state: from,
  to_state: to,
  committee_id: committeeId,
  actor_person_id: person,
  overridden: false,
  at: when,
})

export const duty = (
  day: Day,
  given: DayPlan,
  studio: PlannedStudio,
  kind: string,
  personId: string,
  sourceType: string,
  sourceId: string,
  on: string,
  when: string,
) => {
  day.duties.push({
    person_id: personId,
    organiser_id: studio.id,
    committee_id: studio.committeeId,
    kind,
    on_day: on,
    campaign_id: given.campaignId,
    source_type: sourceType,
    source_id: sourceId,
    round: 1,
    sign: 1,
    facts: {},
    at: when,
  })
}
