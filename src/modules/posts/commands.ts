import { venuesDid } from '../campaigns/index.ts'
import { type DutyKey, recordDuty, reverseDuty } from '../ledger/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { dayOf } from '../../platform/clock.ts'
import type { TakeStep } from '../../platform/contract.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../platform/errors.ts'
import { publishFiles, releaseFiles, savePicture } from '../../platform/file-records.ts'
import type { House } from '../../platform/house.ts'
import { beginProcess, takeStep } from '../../platform/take-step.ts'
import type { Upload } from '../../platform/transfer.ts'
import { postFlow, visibleTo } from './access.ts'
import type { PostDraft } from './contract.ts'
import { mostPictures } from './rules.ts'
import { requireWriter } from './writers.ts'

/** Begins a draft; sent twice is once. */
export const draftPost = async (
  tx: Tx,
  actor: Actor,
  input: PostDraft & { id: string; venueId: string },
): Promise<{ id: string }> => {
  const { committeeId } = await requireWriter(tx, actor, input.venueId)
  const { rows: same } = await sql<{ mine: boolean }>`
    select author_id = ${actor.personId} as mine from posts where id = ${input.id}`.execute(tx)
  if (same[0]) {
    if (!same[0].mine) throw new Conflict('编号已被用过，请重新打开页面。')
    return { id: input.id }
  }
  await requireTags(tx, committeeId, input.venueId, input)
  await sql`
    insert into posts (id, committee_id, venue_id, campaign_id, activity_id, title, words, author_id, created_at)
    values (${input.id}, ${committeeId}, ${input.venueId}, ${input.campaignId}, ${input.activityId}, ${input.title},
      ${input.words}, ${actor.personId}, ${actor.now})`.execute(tx)
  await beginProcess(tx, actor, postFlow, { id: input.id, committeeId, step: 'draft' })
  return { id: input.id }
}

/** Tags are campaigns issued to the 政协 and activities of the venue itself. */
const requireTags = async (
  tx: Tx,
  committeeId: string,
  venueId: string,
  tags: { campaignId: string | null; activityId: string | null },
) => {
  const { rows } = await sql<{ campaign: boolean; activity: boolean }>`
    select ${tags.campaignId}::uuid is null or exists (select from campaigns c where c.id = ${tags.campaignId}
        and c.state in ('issued', 'closed') and (c.committee_id = ${committeeId} or exists (select from campaign_committees r
          where r.campaign_id = c.id and r.committee_id = ${committeeId}))) as campaign,
      ${tags.activityId}::uuid is null or exists (select from activity_hosts h where h.activity_id = ${tags.activityId}
        and h.venue_id = ${venueId}) as activity`.execute(tx)
  const problems = [
    ...(rows[0]?.campaign ? [] : [{ path: 'campaignId', message: '这个专项活动没有下发到本级，请重新选' }]),
    ...(rows[0]?.activity ? [] : [{ path: 'activityId', message: '这场活动不是本工作室的，请重新选' }]),
  ]
  if (problems.length > 0) throw new Invalid(problems)
}

interface Held {
  committeeId: string
  venueId: string
  authorId: string
  state: string
  version: number
  title: string
  words: string
}

/** Locks a post for its author while it may still be written. */
const hold = async (tx: Tx, actor: Actor, id: string): Promise<Held> => {
  const { rows } = await sql<Held>`
    select p.committee_id as "committeeId", p.venue_id as "venueId", p.author_id as "authorId", p.state, p.version,
      p.title, p.words
    from posts p where p.id = ${id} and ${visibleTo(actor)} for update of p`.execute(tx)
  const [held] = rows
  if (!held) throw new NotFound()
  if (held.authorId !== actor.personId)
    throw new Forbidden('这一条由作者自己改。要改的地方，请写在退回理由里。')
  if (held.state !== 'draft' && held.state !== 'returned')
    throw new Conflict('已经提交，不能直接改。等审核的可以先“撤回来改”。', { state: held.state })
  return held
}

/** Saves words, tags, and the order and captions of pictures; pictures left out are gone. */
export const savePost = async (
  tx: Tx,
  actor: Actor,
  id: string,
  input: PostDraft & { version: number; pictures: { fileId: string; caption: string }[] },
): Promise<{ id: string; version: number }> => {
  const held = await hold(tx, actor, id)
  if (held.version !== input.version)
    throw new Conflict('这一条在别处改过（也许是您的另一台设备）。请对照后再存。', {
      version: held.version,
      title: held.title,
      words: held.words,
    })
  await requireTags(tx, held.committeeId, held.venueId, input)
  await arrange(tx, id, input.pictures)
  await sql`
    update posts set title = ${input.title}, words = ${input.words}, campaign_id = ${input.campaignId},
      activity_id = ${input.activityId}, version = version + 1 where id = ${id}`.execute(tx)
  return { id, version: held.version + 1 }
}

const arrange = async (tx: Tx, id: string, pictures: { fileId: string; caption: string }[]) => {
  const ids = pictures.map((picture) => picture.fileId)
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from post_pictures where post_id = ${id} and file_id = any(${ids}::uuid[])`.execute(
    tx,
  )
  if (rows[0]?.n !== ids.length || new Set(ids).size !== ids.length)
    throw new Invalid([{ path: 'pictures', message: '有的图片没有传上来，请重新选一次' }])
  await sql`delete from post_pictures where post_id = ${id}`.execute(tx)
  await sql`
    insert into post_pictures (post_id, no, file_id, caption)
    select ${id}, g.no, g.file_id, g.caption
    from unnest(${ids}::uuid[], ${pictures.map((picture) => picture.caption)}::text[]) with ordinality as g(file_id, caption, no)`.execute(
    tx,
  )
  await releaseFiles(tx, { type: 'post', id }, ids)
}

/** Adds one picture, re-encoded and without what the camera wrote; one that is refused leaves the others as they are. */
export const addPicture = async (
  tx: Tx,
  actor: Actor,
  house: House,
  id: string,
  input: { fileId: string; caption: string; upload: Upload },
): Promise<{ fileId: string; version: number }> => {
  const held = await hold(tx, actor, id)
  const { rows } = await sql<{ n: number; known: boolean }>`
    select count(*) as n, coalesce(bool_or(file_id = ${input.fileId}), false) as known
    from post_pictures where post_id = ${id}`.execute(tx)
  const before = rows[0]
  if (before?.known) return { fileId: input.fileId, version: held.version }
  if ((before?.n ?? 0) >= mostPictures)
    throw new Invalid([{ path: 'file', message: `图片最多 ${mostPictures} 张，先删一张再传` }])
  await savePicture(tx, house, {
    id: input.fileId,
    committeeId: held.committeeId,
    name: input.upload.name,
    content: input.upload.bytes,
    owner: { type: 'post', id },
    createdBy: actor.personId,
    now: actor.now,
  })
  await sql`
    insert into post_pictures (post_id, no, file_id, caption)
    select ${id}, coalesce(max(no), 0) + 1, ${input.fileId}, ${input.caption} from post_pictures where post_id = ${id}`.execute(
    tx,
  )
  await sql`update posts set version = version + 1 where id = ${id}`.execute(tx)
  return { fileId: input.fileId, version: held.version + 1 }
}

/** Takes a step of a post with what goes with it: arrival, publication, its pictures, the author's duty. */
export const stepPost = async (
  tx: Tx,
  actor: Actor,
  id: string,
  input: TakeStep,
): Promise<{ state: string }> => {
  const moved = await takeStep(tx, actor, postFlow, id, input)
  if (moved.to === 'submitted') {
    await sql`update posts set uploaded_at = coalesce(uploaded_at, ${actor.now}) where id = ${id}`.execute(tx)
    const { campaignId, venueId } = await writtenBy(tx, id)
    await venuesDid(tx, { campaignId, venueIds: [venueId], matter: 'post' }, actor.now)
  }
  if (moved.to === 'published') await publish(tx, actor, id)
  if (moved.from === 'published') await unpublish(tx, actor, id)
  return { state: moved.to }
}

interface Written {
  authorId: string
  venueId: string
  campaignId: string | null
  uploadedAt: string
  serves: boolean
}

const writtenBy = async (tx: Tx, id: string): Promise<Written> => {
  const { rows } = await sql<Written>`
    select p.author_id as "authorId", p.venue_id as "venueId", p.campaign_id as "campaignId", p.uploaded_at as "uploadedAt",
      exists (select from mandates m join people one on one.id = m.person_id
        join people a on a.id = p.author_id
        where coalesce(one.merged_into, one.id) = coalesce(a.merged_into, a.id)
        and m.valid @> (p.uploaded_at at time zone 'Asia/Shanghai')::date) as serves
    from posts p where p.id = ${id}`.execute(tx)
  const [row] = rows
  if (!row) throw new NotFound()
  return row
}

const publish = async (tx: Tx, actor: Actor, id: string) => {
  await sql`update posts set published_at = ${actor.now} where id = ${id}`.execute(tx)
  await publishFiles(tx, { type: 'post', id }, true)
  const post = await writtenBy(tx, id)
  if (!post.serves) return
  const duty: DutyKey = { sourceType: 'post', sourceId: id, kind: 'posted', personId: post.authorId }
  await recordDuty(
    tx,
    {
      ...duty,
      organiserId: post.venueId,
      onDay: dayOf(new Date(post.uploadedAt)),
      campaignId: post.campaignId,
    },
    actor.now,
  )
}

const unpublish = async (tx: Tx, actor: Actor, id: string) => {
  await publishFiles(tx, { type: 'post', id }, false)
  const { authorId } = await writtenBy(tx, id)
  await reverseDuty(tx, { sourceType: 'post', sourceId: id, kind: 'posted', personId: authorId }, actor.now)
}
