import { beginningIn } from '../../platform/beginning-in.ts'
import { type Actor, unitsOf } from '../../platform/actor.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { standingOf } from '../../platform/standings.ts'
import { hitsOf, isInside, postFlow, visibleTo } from './access.ts'
import type { Post, PostFilter, PostRow } from './contract.ts'
import { requireWriter } from './writers.ts'
import { column16Note } from './rules.ts'

/** Uploaded after the campaign's day for uploads, whenever reviewed. `p` is posts, `c` its campaign. (C25, column 16) */
export const isLate = sql<boolean>`
  coalesce((p.uploaded_at at time zone 'Asia/Shanghai')::date > c.upload_due_on, false)`

/** Posts the actor may see: waiting ones oldest first, others newest first. */
export const listPosts = async (
  tx: Tx,
  actor: Actor,
  filter: PostFilter,
): Promise<{ rows: PostRow[]; total: number }> => {
  const like = filter.search ? `%${filter.search.replace(/[\\%_]/g, '\\$&')}%` : null
  const { rows } = await sql<PostRow & { total: number }>`
    select p.id, p.venue_id as "venueId", u.name as "venueName", o.short_name as "committeeName", p.title,
      ${beginningIn(sql`p.words`, 60)} as excerpt, p.state, case when ${isInside(actor)} then a.name end as "authorName",
      p.created_at as "createdAt", p.uploaded_at as "uploadedAt", p.published_at as "publishedAt",
      c.name as "campaignName", ${isLate} as "isLate", x.count as "pictureCount", x.first as "firstPictureId",
      v.kind = 'studio' and btrim(p.words) <> '' and x.count > 0 as counts, count(*) over () as total
    from posts p join units u on u.id = p.venue_id join venues v on v.id = p.venue_id join units o on o.id = p.committee_id join people a on a.id = p.author_id
      left join campaigns c on c.id = p.campaign_id
      cross join lateral (select count(*) as count, (array_agg(file_id order by no))[1] as first
        from post_pictures where post_id = p.id) x
    where ${visibleTo(actor)} and (${filter.state} = 'all' or p.state = ${filter.state})
      and (${filter.venueId ?? null}::uuid is null or p.venue_id = ${filter.venueId ?? null})
      and (${filter.campaignId ?? null}::uuid is null or p.campaign_id = ${filter.campaignId ?? null})
      and (${filter.mine ?? null}::text is null or p.author_id = ${actor.personId})
      and (${like}::text is null or p.title like ${like} or p.words like ${like} or u.name like ${like})
    order by p.state = 'submitted' desc, case when p.state = 'submitted' then p.uploaded_at end,
      coalesce(p.published_at, p.uploaded_at, p.created_at) desc, p.id desc
    limit ${filter.size} offset ${(filter.page - 1) * filter.size}`.execute(tx)
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

/** One post with pictures, what it counts for, and where it stands. Throws NotFound. */
export const getPost = async (tx: Tx, actor: Actor, id: string): Promise<Post> => {
  const { rows } = await sql<
    Omit<Post, 'standing' | 'note' | 'mayWrite'> & {
      state: string
      inside: boolean
      authorId: string
      committeeId: string
    }
  >`
    select p.id, p.venue_id as "venueId", u.name as "venueName", v.kind = 'studio' as "isStudio", p.title, p.words, p.campaign_id as "campaignId",
      c.name as "campaignName", c.upload_due_on as "uploadDueOn", p.activity_id as "activityId", t.title as "activityTitle",
      a.name as "authorName", p.author_id as "authorId", p.committee_id as "committeeId", p.uploaded_at as "uploadedAt",
      p.published_at as "publishedAt", ${isLate} as "isLate", p.version, p.state, ${isInside(actor)} as inside,
      coalesce((select json_agg(json_build_object('fileId', x.file_id, 'caption', x.caption) order by x.no)
        from post_pictures x where x.post_id = p.id), '[]') as pictures,
      coalesce((select json_agg(json_build_object('word', h.word, 'advice', h.advice) order by h.word)
        from (${hitsOf}) h), '[]') as hits
    from posts p join units u on u.id = p.venue_id join venues v on v.id = p.venue_id join people a on a.id = p.author_id
      left join campaigns c on c.id = p.campaign_id left join activities t on t.id = p.activity_id
    where p.id = ${id} and ${visibleTo(actor)}`.execute(tx)
  const [row] = rows
  if (!row) throw new NotFound()
  const { state, inside, authorId, committeeId, ...post } = row
  const isAuthor = authorId === actor.personId
  const reviews = unitsOf(actor, 'office').includes(committeeId)
  return {
    ...post,
    authorName: inside || isAuthor ? post.authorName : null,
    hits: isAuthor || reviews ? post.hits : [],
    note: column16Note({ words: post.words, pictureCount: post.pictures.length, isStudio: post.isStudio }),
    mayWrite: isAuthor && (state === 'draft' || state === 'returned'),
    standing: openFace(await standingOf(tx, actor, postFlow, id, state), inside || isAuthor),
  }
}

/** Above the 政协 and beside it, what was said in review stays inside. */
const openFace = (standing: Post['standing'], isOpen: boolean): Post['standing'] =>
  isOpen ? standing : { ...standing, history: [] }

/** Campaigns that a venue's post can be tagged with, the latest first, and the venue's own activities of the last 60 days. */
export const getPostTags = async (tx: Tx, actor: Actor, venueId: string) => {
  const { committeeId, isStudio } = await requireWriter(tx, actor, venueId)
  const { rows: campaigns } = await sql<{ id: string; name: string; heldOn: string; uploadDueOn: string }>`
    select c.id, c.name, c.held_on as "heldOn", c.upload_due_on as "uploadDueOn" from campaigns c
    where c.state in ('issued', 'closed') and (c.committee_id = ${committeeId} or exists (
      select from campaign_committees r where r.campaign_id = c.id and r.committee_id = ${committeeId}))
    order by c.held_on desc limit 12`.execute(tx)
  const { rows: activities } = await sql<{
    id: string
    title: string
    onDay: string
    campaignId: string | null
  }>`
    select a.id, a.title, (a.begins_at at time zone 'Asia/Shanghai')::date as "onDay", a.campaign_id as "campaignId"
    from activities a join activity_hosts h on h.activity_id = a.id and h.venue_id = ${venueId}
    where a.state = 'planned' and a.begins_at between ${actor.now}::timestamptz - interval '60 days' and ${actor.now}::timestamptz + interval '1 day'
    order by a.begins_at desc limit 20`.execute(tx)
  return { isStudio, campaigns, activities }
}
