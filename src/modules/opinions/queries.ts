import type { RawBuilder } from 'kysely'
import type { z } from 'zod'
import { type Actor, unitsOf } from '../../platform/actor.ts'
import { daysLeftTo } from '../../platform/calendar.ts'
import { dayOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import type { House } from '../../platform/house.ts'
import { stateLabel } from '../../platform/process.ts'
import { searchQuery } from '../../platform/segment.ts'
import { standingOf } from '../../platform/standings.ts'
import { deedFlow, opinionFlow, seenInFull, tablesOf, visibleTo } from './access.ts'
import type { Item, ItemInFull, ItemKind, QueueTab, listItems as listItemsEndpoint } from './contract.ts'
import { findSpeaker } from './intake/speakers.ts'
import { findLike } from './like.ts'
import { deedProcess, opinionProcess } from './process.ts'
import { whyNoSlip } from './rules.ts'
import { mayIssue } from './slips/issue.ts'

export type ItemFilter = z.output<(typeof listItemsEndpoint)['query']> & { ids?: string[] }

const ofOpinion = (today: string) => sql`i.category, i.channel, i.number, i.due_on as "dueOn",
  ${daysLeftTo(sql`i.due_on`, today)} as "daysLeft", i.about, i.persons,
  case when i.handler_id is not null then (select h.name from people h where h.id = i.handler_id) end as "handlerName"`
const ofDeed = sql`null as category, null as channel, null as number, null as "dueOn", null as "daysLeft", 'affairs' as about, 1 as persons,
  null as "handlerName"`

const columnsOf = (actor: Actor, kind: ItemKind) => {
  const { venues, key } = tablesOf[kind]
  return sql`i.id, i.words, i.state, i.campaign_id as "campaignId", c.name as "campaignName",
    ${kind === 'opinion' ? ofOpinion(dayOf(actor.now)) : ofDeed},
    (select coalesce(json_agg(json_build_object('id', u.id, 'name', u.short_name) order by u.code), '[]')
      from ${venues} w join units u on u.id = w.venue_id where w.${key} = i.id) as venues,
    ${seenInFull(actor, kind)} as "inFull", p.name as "heardBy",
    i.happened_at as "happenedAt", i.received_at as "receivedAt", i.received_at > i.happened_at + interval '1 day' as late`
}

interface Row extends Omit<Item, 'kind' | 'stateLabel'> {
  inFull: boolean
}

/** States of each tab; those without a receipt stand in `heard`. */
const statesOf: Record<Exclude<QueueTab, 'all' | 'heard'>, string[]> = {
  waiting: ['recorded'],
  accepted: ['accepted'],
  assigned: ['assigned'],
  answered: ['answered'],
  closed: ['closed'],
  ended: ['refused', 'redirected', 'merged', 'withdrawn', 'invalid'],
}

const inTab = (tab: QueueTab | undefined) => {
  if (tab === undefined || tab === 'all') return sql<boolean>`true`
  if (tab === 'heard') return sql<boolean>`i.number is null`
  const [first, ...more] = statesOf[tab]
  const isThere = more.length > 0 ? sql`i.state = any(${statesOf[tab]}::text[])` : sql`i.state = ${first}`
  return sql<boolean>`(${isThere} and i.number is not null)`
}

/** Words as typed: terms of the index where there are any, else the letters as they stand; a receipt number finds its item. */
const saying = (kind: ItemKind, search: string | undefined) => {
  if (!search) return sql<boolean>`true`
  const like = `%${search.replace(/[\\%_]/g, '\\$&')}%`
  if (kind === 'deed') return sql<boolean>`i.words like ${like}`
  const query = searchQuery(search)
  if (/^\d{4}-?\d{4,}$/.test(search.trim()))
    return sql<boolean>`i.number = ${search.trim().replace(/^(\d{4})-?/, '$1-')}`
  return query ? sql<boolean>`i.search @@ ${query}::tsquery` : sql<boolean>`i.words like ${like}`
}

const matching = (actor: Actor, filter: ItemFilter) => {
  const { venues, key } = tablesOf[filter.kind]
  const given = [
    // a queue holds what one handles; what is guided from above is read without a tab
    filter.kind === 'opinion' && filter.tab ? seenInFull(actor, filter.kind) : visibleTo(actor, filter.kind),
    saying(filter.kind, filter.search),
    filter.kind === 'opinion' ? inTab(filter.tab) : sql<boolean>`true`,
    filter.campaignId ? sql<boolean>`i.campaign_id = ${filter.campaignId}` : null,
    filter.state ? sql<boolean>`i.state = ${filter.state}` : null,
    filter.venueId
      ? sql<boolean>`exists (select from ${venues} w where w.${key} = i.id and w.venue_id = ${filter.venueId})`
      : null,
    filter.from
      ? sql<boolean>`i.happened_at >= ${filter.from}::date::timestamp at time zone 'Asia/Shanghai'`
      : null,
    filter.until
      ? sql<boolean>`i.happened_at < (${filter.until}::date + 1)::timestamp at time zone 'Asia/Shanghai'`
      : null,
    filter.ids ? sql<boolean>`i.id = any(${filter.ids}::uuid[])` : null,
    ...(filter.kind === 'opinion' ? ofOpinionsAlone(actor, filter) : []),
  ]
  return sql.join(
    given.filter((part) => part !== null),
    sql` and `,
  )
}

const ofOpinionsAlone = (actor: Actor, { channel, category, about, mine }: ItemFilter) => [
  channel ? sql<boolean>`i.channel = ${channel}` : null,
  category ? sql<boolean>`i.category = ${category}` : null,
  about ? sql<boolean>`i.about = ${about}` : null,
  mine ? sql<boolean>`i.handler_id = ${actor.personId}` : null,
]

/** Opinions or deeds that the actor may see: in the tabs of the queue what falls due first, elsewhere newest first. */
export const listItems = async (
  tx: Tx,
  actor: Actor,
  filter: ItemFilter,
): Promise<{ rows: Item[]; total: number }> => {
  const { items, by } = tablesOf[filter.kind]
  const byDue = filter.kind === 'opinion' && ['waiting', 'accepted', 'assigned'].includes(filter.tab ?? '')
  const order = byDue ? sql`i.due_on, i.id` : sql`i.received_at desc, i.id desc`
  const where = matching(actor, filter)
  const { total, ids } = filter.search
    ? await pageOfHits(tx, items, where, order, filter)
    : await pageInOrder(tx, items, where, order, filter)
  const { rows } = await sql<Row>`
    select ${columnsOf(actor, filter.kind)}
    from ${items} i left join campaigns c on c.id = i.campaign_id left join people p on p.id = i.${by}
    where i.id = any(${ids}::uuid[]) order by array_position(${ids}::uuid[], i.id)`.execute(tx)
  return { rows: rows.map((row) => asItem(filter.kind, row)), total }
}

type Part = RawBuilder<unknown>
interface PageOfIds {
  total: number
  ids: string[]
}

/** A page that an index gives in order, and how many there are: two short statements. */
const pageInOrder = async (
  tx: Tx,
  items: Part,
  where: Part,
  order: Part,
  { page, size }: ItemFilter,
): Promise<PageOfIds> => {
  const { rows: counted } = await sql<{ total: number }>`
    select count(*) as total from ${items} i where ${where}`.execute(tx)
  const { rows } = await sql<{ id: string }>`
    select i.id from ${items} i where ${where} order by ${order} limit ${size} offset ${(page - 1) * size}`.execute(
    tx,
  )
  return { total: counted[0]?.total ?? 0, ids: rows.map((row) => row.id) }
}

/** A page of what a search found: found once, then counted and put in order. */
const pageOfHits = async (
  tx: Tx,
  items: Part,
  where: Part,
  order: Part,
  filter: ItemFilter,
): Promise<PageOfIds> => {
  const due = filter.kind === 'opinion' ? sql`i.due_on` : sql`null::date as due_on`
  const { rows } = await sql<{ total: number; ids: string[] | null }>`
    with hits as materialized (select i.id, i.received_at, ${due} from ${items} i where ${where})
    select (select count(*) from hits) as total, (select array_agg(id) from (
      select i.id from hits i order by ${order} limit ${filter.size} offset ${(filter.page - 1) * filter.size}) p) as ids`.execute(
    tx,
  )
  return { total: rows[0]?.total ?? 0, ids: rows[0]?.ids ?? [] }
}

/** Names of members only where the item is read in full. */
const asItem = (kind: ItemKind, { inFull, ...row }: Row): Item => ({
  ...row,
  kind,
  heardBy: inFull ? row.heardBy : null,
  handlerName: inFull ? row.handlerName : null,
  stateLabel: stateLabel(kind === 'opinion' ? opinionProcess : deedProcess, row.state),
})

/** How many items of one's own stand where. */
export const countQueue = async (
  tx: Tx,
  actor: Actor,
  about: string | undefined,
): Promise<Record<QueueTab, number>> => {
  const { rows } = await sql<{ state: string; awaited: boolean; n: number }>`
    select i.state, true as awaited, count(*) as n from opinions i
    where ${seenInFull(actor, 'opinion')} and i.number is not null ${about ? sql`and i.about = ${about}` : sql``} group by 1, 2
    union all
    select 'recorded', false, count(*) from opinions i
    where ${seenInFull(actor, 'opinion')} and i.number is null ${about ? sql`and i.about = ${about}` : sql``}`.execute(
    tx,
  )
  const inStates = (states: string[]) =>
    rows.filter((row) => row.awaited && states.includes(row.state)).reduce((sum, row) => sum + row.n, 0)
  return {
    waiting: inStates(statesOf.waiting),
    accepted: inStates(statesOf.accepted),
    assigned: inStates(statesOf.assigned),
    answered: inStates(statesOf.answered),
    closed: inStates(statesOf.closed),
    ended: inStates(statesOf.ended),
    heard: rows.filter((row) => !row.awaited).reduce((sum, row) => sum + row.n, 0),
    all: rows.reduce((sum, row) => sum + row.n, 0),
  }
}

/** Which of the two an id is. Throws NotFound. */
export const kindOf = async (tx: Tx, id: string): Promise<ItemKind> => {
  const { rows } = await sql<{ kind: ItemKind }>`
    select 'opinion' as kind from opinions where id = ${id} union all select 'deed' from deeds where id = ${id}`.execute(
    tx,
  )
  const [row] = rows
  if (!row) throw new NotFound()
  return row.kind
}

/** One opinion or deed with where it stands; who spoke and what it belongs with, where it is read in full. Throws NotFound. */
export const getItem = async (tx: Tx, actor: Actor, house: House, id: string): Promise<ItemInFull> => {
  const kind = await kindOf(tx, id)
  const { items, by } = tablesOf[kind]
  const { rows } = await sql<Row>`
    select ${columnsOf(actor, kind)}
    from ${items} i left join campaigns c on c.id = i.campaign_id left join people p on p.id = i.${by}
    where i.id = ${id} and ${visibleTo(actor, kind)}`.execute(tx)
  const [row] = rows
  if (!row) throw new NotFound()
  if (kind === 'deed') {
    const standing = await standingOf(tx, actor, deedFlow, id, row.state)
    return { ...asItem(kind, row), standing, inFull: null }
  }
  const standing = await standingOf(tx, actor, opinionFlow, id, row.state)
  return { ...asItem(kind, row), standing, inFull: row.inFull ? await restOf(tx, actor, house, id) : null }
}

type Rest = NonNullable<ItemInFull['inFull']>

const restOf = async (tx: Tx, actor: Actor, house: House, id: string): Promise<Rest> => {
  const files = (
    purpose: string,
  ) => sql`coalesce((select array_agg(f.id order by f.created_at, f.id) from files f
    where f.owner_type = 'opinion' and f.owner_id = i.id and f.purpose = ${purpose}), '{}')`
  const { rows } = await sql<
    Omit<Rest, 'speaker' | 'like' | 'slip'> & {
      words: string
      state: string
      number: string | null
      maySlip: boolean
    }
  >`
    select i.words, i.state, i.number, ${mayIssue(actor)} as "maySlip",
      i.committee_id = any(${unitsOf(actor, 'office')}::uuid[]) as "mayErase", i.title, i.handler_id as "handlerId", i.redirected_to as "redirectedTo", i.collected_by as "collectedBy",
      i.tells_by_sms as "tellsBySms", ${files('picture')} as "pictureIds", ${files('scan')} as "scanIds",
      (select json_build_object('id', m.id, 'number', m.number, 'words', m.words) from opinions m where m.id = i.merged_into) as "mergedInto",
      coalesce((select json_agg(json_build_object('id', m.id, 'number', m.number, 'words', m.words) order by m.id)
        from opinions m where m.merged_into = i.id and m.state = 'merged'), '[]') as merged,
      coalesce((select json_agg(json_build_object('id', h.id, 'name', h.name) order by h.name collate zh_stroke, h.id)
        from people h where h.id in (
          select r.person_id from opinion_venues w join residencies r on r.venue_id = w.venue_id
          where w.opinion_id = i.id and r.valid @> ${dayOf(actor.now)}::date
          union select v.person_id from opinion_venues w join convenings v on v.venue_id = w.venue_id
          where w.opinion_id = i.id and v.valid @> ${dayOf(actor.now)}::date)), '[]') as handlers,
      (select coalesce(json_agg(json_build_object('code', d.code, 'label', d.label) order by d.position), '[]')
        from dictionary_entries d where d.dictionary = 'opinion_category' and d.committee_id is null
          and d.valid @> ${dayOf(actor.now)}::date) as categories
    from opinions i where i.id = ${id}`.execute(tx)
  const [row] = rows
  if (!row) throw new NotFound()
  const { words, state, number, maySlip, ...rest } = row
  return {
    ...rest,
    slip: maySlip ? { obstacle: whyNoSlip({ state, number }) } : null,
    speaker: await findSpeaker(tx, house, id),
    like: await findLike(tx, actor, { words, exceptId: id }),
  }
}
