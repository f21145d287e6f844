import { type Actor, committeesOf, unitsOf } from '../../platform/actor.ts'
import { dayOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import type { FileRule } from '../../platform/file-rule.ts'
import type { Taker } from '../../platform/process.ts'
import type { Flow, Situation } from '../../platform/take-step.ts'
import { guardedWordsIn } from '../guarded-words/index.ts'
import { type PostFacts, type PostState, type PostStep, postProcess } from './process.ts'

/** Whether names behind the post open to this actor: inside its 政协. `p` is posts. */
export const isInside = (actor: Actor) => {
  const own = committeesOf(
    actor,
    'office',
    'special_committee',
    'convener',
    'contact_group',
    'leader',
    'member',
  )
  return sql<boolean>`(p.committee_id = any(${own}::uuid[]))`
}

/**
 * Posts that this actor may see: one's own; the office's and the convener's once submitted; published ones inside the
 * 政协, in a venue where one is resident, and below along the guiding edges. `p` is posts.
 */
export const visibleTo = (actor: Actor) => sql<boolean>`(
  p.author_id = ${actor.personId}
  or (p.state <> 'draft' and (p.committee_id = any(${unitsOf(actor, 'office')}::uuid[])
    or p.venue_id = any(${unitsOf(actor, 'convener')}::uuid[])))
  or (p.state = 'published' and (${isInside(actor)}
    or exists (select from residencies r where r.venue_id = p.venue_id and r.person_id = ${actor.personId}
      and r.valid @> ${dayOf(actor.now)}::date)
    or exists (select from figure_reach up where up.unit_id = p.venue_id
      and up.ancestor_id = any(${unitsOf(actor, 'office', 'special_committee', 'leader')}::uuid[])))))`

/** Guarded words of the 政协 that stand in the post. `p` is posts. */
export const hitsOf = guardedWordsIn(
  sql`p.committee_id`,
  sql`p.title || ' ' || p.words || ' ' || coalesce((select string_agg(c.caption, ' ')
    from post_pictures c where c.post_id = p.id), '')`,
)

interface Row extends PostFacts {
  id: string
  committeeId: string
  venueId: string
  venueName: string
  title: string
  authorId: string
}

export const postFlow: Flow<PostState, PostStep, PostFacts> = {
  process: postProcess,
  table: 'posts',
  situations: async (tx: Tx, actor, ids) => {
    const today = dayOf(actor.now)
    const { rows } = await sql<Row>`
      select p.id, p.committee_id as "committeeId", p.venue_id as "venueId", u.name as "venueName", p.title,
        p.author_id as "authorId", p.title <> '' as "hasTitle", btrim(p.words) <> '' as "hasWords",
        (select count(*) from post_pictures x where x.post_id = p.id) as "pictureCount",
        coalesce((select json_agg(h.word order by h.word) from (${hitsOf}) h), '[]') as hits,
        u.open_during @> ${today}::date as "venueIsOpen"
      from posts p join units u on u.id = p.venue_id
      where p.id = any(${ids}::uuid[]) and ${visibleTo(actor)}`.execute(tx)
    return new Map(rows.map((row) => [row.id, situationOf(actor, row)]))
  },
}

const situationOf = (actor: Actor, row: Row): Situation<PostFacts> => ({
  facts: row,
  roles: rolesOn(actor, row),
  asks: (wait) =>
    wait.asks === 'person'
      ? {
          to: { personId: row.authorId },
          title: `${wait.label}：${row.title}`,
          path: `/staff/posts/${row.id}`,
          dueOn: null,
        }
      : {
          to: { unitId: row.committeeId, role: wait.asks },
          title: `${wait.label}：${row.venueName}《${row.title}》`,
          path: `/staff/posts/${row.id}`,
          dueOn: null,
        },
})

/** `owner` is an office worker who wrote it: another one ought to review it. */
const rolesOn = (actor: Actor, row: Row): Set<Taker> => {
  const held = new Set<Taker>(['member'])
  const isAuthor = row.authorId === actor.personId
  if (isAuthor) held.add('author')
  if (unitsOf(actor, 'office').includes(row.committeeId)) held.add(isAuthor ? 'owner' : 'office')
  if (unitsOf(actor, 'convener').includes(row.venueId)) held.add('convener')
  return held
}

/** Pictures of a post are read by whoever sees the post. */
export const postFiles: FileRule = {
  ownerType: 'post',
  mayRead: async (tx, actor, id) => {
    const { rows } = await sql`select from posts p where p.id = ${id} and ${visibleTo(actor)}`.execute(tx)
    return rows.length > 0
  },
}
