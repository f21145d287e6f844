import { type Tx, sql } from '../../../platform/db.ts'
import { searchQuery } from '../../../platform/segment.ts'

/** A question and its answer as anybody reads them: never who spoke. */
export interface OpenAnswer {
  id: string
  title: string
  question: string
  answer: string
  categoryLabel: string | null
  committeeId: string
  committeeName: string
  committeeCode: string
  venueName: string | null
  venueToken: string | null
  publishedAt: string
}

export interface OpenAnswersOf {
  /** of this 政协 and those below it that it guides; null is everywhere */
  committeeId: string | null
  venueId: string | null
  category: string | null
  words: string
  page: number
  size: number
}

/** Published questions and answers, newest first. */
export const listOpenAnswers = async (
  tx: Tx,
  of: OpenAnswersOf,
): Promise<{ rows: OpenAnswer[]; total: number }> => {
  const query = searchQuery(of.words)
  if (of.words.trim() !== '' && query === null) return { rows: [], total: 0 }
  const { rows } = await sql<OpenAnswer & { total: number }>`
    select ${columns}, count(*) over () as total from ${tables}
    where a.state = 'published' and (${of.venueId}::uuid is null or a.venue_id = ${of.venueId})
      and (${of.committeeId}::uuid is null or a.committee_id = ${of.committeeId} or exists (select from figure_reach r
        where r.unit_id = a.committee_id and r.ancestor_id = ${of.committeeId}
          and r.valid @> (a.published_at at time zone 'Asia/Shanghai')::date))
      and (${of.category}::text is null or a.category = ${of.category})
      and (${query}::text is null or a.search @@ ${query}::tsquery)
    order by a.published_at desc, a.id desc limit ${of.size} offset ${(of.page - 1) * of.size}`.execute(tx)
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

/** One published question and answer, or undefined. */
export const findOpenAnswer = async (tx: Tx, id: string): Promise<OpenAnswer | undefined> => {
  const { rows } = await sql<OpenAnswer>`
    select ${columns} from ${tables} where a.state = 'published' and a.id = ${id}`.execute(tx)
  return rows[0]
}

/** Categories in which something is published, in the dictionary's order; and the 政协 that have published, in division order. */
export const listAnswerPlaces = async (
  tx: Tx,
): Promise<{
  categories: { code: string; label: string }[]
  committees: { code: string; name: string }[]
}> => {
  const categories = await sql<{ code: string; label: string }>`
    select e.code, min(e.label) as label from dictionary_entries e where e.dictionary = 'opinion_category'
      and exists (select from public_answers a where a.state = 'published' and a.category = e.code)
    group by e.code order by min(e.position), e.code`.execute(tx)
  const committees = await sql<{ code: string; name: string }>`
    select u.code, u.short_name as name from units u
    where u.kind = 'committee' and exists (select from public_answers a where a.state = 'published' and a.committee_id = u.id)
    order by u.position, u.code`.execute(tx)
  return { categories: categories.rows, committees: committees.rows }
}

const columns = sql`
  a.id, a.title, a.question, a.answer, (select min(e.label) from dictionary_entries e
    where e.dictionary = 'opinion_category' and e.code = a.category) as "categoryLabel",
  a.committee_id as "committeeId", c.short_name as "committeeName", c.code as "committeeCode", u.short_name as "venueName",
  v.token as "venueToken", a.published_at as "publishedAt"`

const tables = sql`public_answers a join units c on c.id = a.committee_id
  left join venues v on v.id = a.venue_id left join units u on u.id = a.venue_id`
