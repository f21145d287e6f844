import { type Tx, sql } from '../../platform/db.ts'

/** What anybody may read of a published post, in lists. */
export interface OpenPost {
  id: string
  title: string
  /** the whole text */
  words: string
  venueName: string
  venueToken: string
  committeeId: string
  committeeName: string
  authorName: string
  publishedAt: string
  pictures: { fileId: string; caption: string; width: number; height: number }[]
}

/** Published posts of a venue, of a 政协 with those it guides, or of all; newest first. */
export const listOpenPosts = async (
  tx: Tx,
  of: { venueId: string | null; committeeId: string | null; page: number; size: number },
): Promise<{ rows: OpenPost[]; total: number }> => {
  const { rows } = await sql<OpenPost & { total: number }>`
    select ${columns}, count(*) over () as total from ${tables}
    where p.state = 'published' and (${of.venueId}::uuid is null or p.venue_id = ${of.venueId})
      and (${of.committeeId}::uuid is null or p.committee_id = ${of.committeeId})
    order by p.published_at desc, p.id desc limit ${of.size} offset ${(of.page - 1) * of.size}`.execute(tx)
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

/** One published post, or undefined. */
export const findOpenPost = async (tx: Tx, id: string): Promise<OpenPost | undefined> => {
  const { rows } = await sql<OpenPost>`
    select ${columns} from ${tables} where p.state = 'published' and p.id = ${id}`.execute(tx)
  return rows[0]
}

const columns = sql`
  p.id, p.title, p.words, u.name as "venueName", v.token as "venueToken", p.committee_id as "committeeId",
  c.name as "committeeName", a.name as "authorName", p.published_at as "publishedAt",
  coalesce((select json_agg(json_build_object('fileId', x.file_id, 'caption', x.caption, 'width', f.width, 'height', f.height)
    order by x.no) from post_pictures x join files f on f.id = x.file_id where x.post_id = p.id), '[]') as pictures`

const tables = sql`posts p join venues v on v.id = p.venue_id join units u on u.id = v.id
  join units c on c.id = p.committee_id join people a on a.id = p.author_id`
