import { v7 as newId } from 'uuid'
import { type Tx, sql } from '../src/platform/db.ts'

/** A standing attendance of a person at an activity, ticked by the convener. */
export const attend = async (
  tx: Tx,
  activityId: string,
  personId: string,
  options: { role?: 'attendee' | 'observer'; state?: string } = {},
): Promise<string> => {
  const id = newId()
  await sql`
    insert into attendances (id, activity_id, committee_id, person_id, role, channel, state, happened_at, received_at, recorded_by)
    select ${id}, a.id, a.committee_id, ${personId}, ${options.role ?? 'attendee'}, 'list', ${options.state ?? 'standing'},
      a.begins_at, a.begins_at, ${personId} from activities a where a.id = ${activityId}`.execute(tx)
  return id
}

/** An own activity of a person on a day. */
export const actAlone = async (
  tx: Tx,
  campaignId: string,
  personId: string,
  onDay = '2026-09-20',
): Promise<void> => {
  await sql`
    insert into own_activities (id, person_id, committee_id, campaign_id, words, on_day, recorded_by, happened_at, received_at)
    select ${newId()}, p.id, p.committee_id, ${campaignId}, '走访了两户', ${onDay}, p.id, now(), now() from people p where p.id = ${personId}`.execute(
    tx,
  )
}

/** An approved leave. */
export const excuse = async (tx: Tx, campaignId: string, personId: string): Promise<void> => {
  await sql`
    insert into leaves (id, campaign_id, person_id, committee_id, reason, state, requested_at, recorded_by)
    select ${newId()}, ${campaignId}, p.id, p.committee_id, 'sick', 'approved', now(), p.id from people p where p.id = ${personId}`.execute(
    tx,
  )
}

/** A post of a studio for a campaign; with picture and published unless said otherwise. */
export const makePost = async (
  tx: Tx,
  campaignId: string,
  venueId: string,
  options: { uploadedAt?: string; state?: string; words?: string; picture?: boolean } = {},
): Promise<string> => {
  const id = newId()
  const at = options.uploadedAt ?? '2026-09-22T10:00:00+08:00'
  await sql`
    insert into posts (id, committee_id, venue_id, campaign_id, title, words, state, uploaded_at, author_id, created_at)
    select ${id}, v.committee_id, v.id, ${campaignId}, '在老码头', ${options.words ?? '来了三十位街坊。'},
      ${options.state ?? 'published'}, ${at}, p.id, ${at}
    from venues v cross join lateral (select id from people order by created_at, id limit 1) p where v.id = ${venueId}`.execute(
    tx,
  )
  if (options.picture === false) return id
  const file = newId()
  await sql`
    insert into files (id, committee_id, purpose, name, media_type, bytes, sha256, created_at)
    select ${file}, v.committee_id, 'picture', '图.jpg', 'image/jpeg', 1, ${'0'.repeat(64)}, ${at} from venues v where v.id = ${venueId}`.execute(
    tx,
  )
  await sql`insert into post_pictures (post_id, no, file_id) values (${id}, 1, ${file})`.execute(tx)
  return id
}
