import { duty, step, stepRow } from './day-logs.ts'
import { type Day, type DayPlan, at } from './day-shape.ts'
import type { PlannedStudio } from './plan.ts'
import type { Random } from './random.ts'
import { done, heard, postTitles, postWords } from './words.ts'

interface Origin {
  activityId?: string
  ownActivityId?: string
  personId: string
  on: string
}

export const addItems = (day: Day, given: DayPlan, studio: PlannedStudio, origin: Origin, random: Random) => {
  const when = at(origin.on, '16:40')
  const shared = (id: string, words: string) => ({
    id,
    committee_id: studio.committeeId,
    campaign_id: given.campaignId,
    activity_id: origin.activityId ?? null,
    own_activity_id: origin.ownActivityId ?? null,
    words,
    state: 'recorded',
    recorded_by: origin.personId,
    happened_at: when,
    received_at: when,
    version: 1,
  })
  const opinions = origin.activityId ? random.between(2, 7) : random.between(1, 2)
  for (let index = 0; index < opinions; index += 1) {
    const id = random.id()
    day.opinions.push({ ...shared(id, random.pick(heard)), channel: 'visit', heard_by: origin.personId })
    day.opinion_venues.push({ opinion_id: id, venue_id: studio.id })
    step(day, 'opinion', id, studio.committeeId, origin.personId, when, [['record', '', 'recorded']])
    duty(day, given, studio, 'heard', origin.personId, 'opinion', id, origin.on, when)
  }
  if (!random.chance(0.6)) return
  const id = random.id()
  day.deeds.push({ ...shared(id, random.pick(done)), done_by: origin.personId })
  day.deed_venues.push({ deed_id: id, venue_id: studio.id })
  step(day, 'deed', id, studio.committeeId, origin.personId, when, [['record', '', 'recorded']])
  duty(day, given, studio, 'deed', origin.personId, 'deed', id, origin.on, when)
}

export const addPost = (
  day: Day,
  given: DayPlan,
  studio: PlannedStudio,
  activityId: string,
  author: string,
  random: Random,
) => {
  const id = random.id()
  const uploadedAt = at(given.heldOn, random.pick(['18:10', '19:30', '20:05']))
  const office = given.offices.get(studio.committeeId) ?? author
  day.posts.push({
    id,
    committee_id: studio.committeeId,
    venue_id: studio.id,
    campaign_id: given.campaignId,
    activity_id: activityId,
    title: random.pick(postTitles),
    words: random.chance(0.03) ? '' : random.pick(postWords),
    state: 'published',
    uploaded_at: uploadedAt,
    published_at: at(given.heldOn, '21:00'),
    author_id: author,
    created_at: uploadedAt,
    version: 1,
  })
  const pictures = random.chance(0.04) ? 0 : random.between(1, 3)
  for (let no = 1; no <= pictures; no += 1) {
    const fileId = random.id()
    const picture = random.pick(given.pictures)
    day.files.push({
      id: fileId,
      committee_id: studio.committeeId,
      purpose: 'picture',
      name: `动态${no}.jpg`,
      media_type: 'image/jpeg',
      bytes: picture.bytes,
      sha256: picture.sha256,
      thumbnail_sha256: picture.sha256,
      width: picture.width,
      height: picture.height,
      is_public: true,
      owner_type: 'post',
      owner_id: id,
      created_by: author,
      created_at: uploadedAt,
    })
    day.post_pictures.push({ post_id: id, no, file_id: fileId, caption: '活动现场（示意画）' })
  }
  step(day, 'post', id, studio.committeeId, author, uploadedAt, [
    ['draft', '', 'draft'],
    ['submit', 'draft', 'submitted'],
  ])
  day.steps.push(
    stepRow('post', id, studio.committeeId, office, at(given.heldOn, '21:00'), 3, [
      'publish',
      'submitted',
      'published',
    ]),
  )
}
