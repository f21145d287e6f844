import type { Picture } from './pictures.ts'
import type { CommitteeSeat, Plan } from './plan.ts'

type Row = Record<string, unknown>

/** Everything that happened around one activity day, table by table, ready to insert. */
export type Day = Record<
  | 'campaigns'
  | 'campaign_kinds'
  | 'campaign_committees'
  | 'activities'
  | 'activity_hosts'
  | 'activity_kinds'
  | 'sign_ups'
  | 'attendances'
  | 'leaves'
  | 'own_activities'
  | 'own_activity_kinds'
  | 'opinions'
  | 'opinion_venues'
  | 'deeds'
  | 'deed_venues'
  | 'files'
  | 'posts'
  | 'post_pictures'
  | 'duties'
  | 'steps',
  Row[]
>

/** The order of insertion: what is referred to comes first. */
export const dayTables = [
  'campaigns',
  'campaign_kinds',
  'campaign_committees',
  'activities',
  'activity_hosts',
  'activity_kinds',
  'sign_ups',
  'attendances',
  'leaves',
  'own_activities',
  'own_activity_kinds',
  'opinions',
  'opinion_venues',
  'deeds',
  'deed_venues',
  'files',
  'posts',
  'post_pictures',
  'duties',
  'steps',
] as const

export interface DayPlan {
  campaignId: string
  heldOn: string
  name: string
  theme: string
  seats: CommitteeSeat[]
  offices: Map<string, string>
  pictures: Picture[]
  /** people with a second residency: they come to the first studio that counts them */
  plan: Plan
}

export const at = (day: string, time: string) => `${day}T${time}:00+08:00`

/** A day on which nothing has happened yet. */
export const emptyDay = (): Day => ({
  campaigns: [],
  campaign_kinds: [],
  campaign_committees: [],
  activities: [],
  activity_hosts: [],
  activity_kinds: [],
  sign_ups: [],
  attendances: [],
  leaves: [],
  own_activities: [],
  own_activity_kinds: [],
  opinions: [],
  opinion_venues: [],
  deeds: [],
  deed_venues: [],
  files: [],
  posts: [],
  post_pictures: [],
  duties: [],
  steps: [],
})
