import { type Actor, committeesOf } from '../../../platform/actor.ts'
import { fullDay } from '../../../platform/clock.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { Invalid, NotFound } from '../../../platform/errors.ts'
import { readyToCount } from '../../../platform/measures.ts'
import { stateLabel } from '../../../platform/process.ts'
import { seenInFull } from '../access.ts'
import type { FigureAsked, FigureOpened, OpinionFigureRow, OpinionFigures } from '../contract.ts'
import { opinionProcess } from '../process.ts'
import { channels } from '../rules.ts'
import { columnOf } from './columns.ts'
import { type Counted, behind, countBy, keys, nothingCounted } from './count.ts'
import {
  type RowHead,
  dayIn,
  headsOf,
  keyOf,
  listCategories,
  namesMembers,
  openRow,
  partLabel,
  placesOfScope,
  unitRows,
} from './rows.ts'
import { type Scope, openScope, placesOfUnits } from './scope.ts'

/** The figures asked for, in an order that ranks nobody, and their total; a handful of statements however many rows. */
export const getOpinionFigures = async (
  tx: Tx,
  actor: Actor,
  asked: FigureAsked,
): Promise<OpinionFigures> => {
  await readyToCount(tx)
  const scope = await openScope(tx, actor, asked)
  if (asked.by === 'member' && !namesMembers(scope))
    throw new Invalid([{ path: 'by', message: '委员的姓名只在本级看得到，请改看单位或工作室' }])
  const { rows, total } = await countRows(tx, scope, asked)
  const { cohort, unit, part, below, units } = scope
  return {
    from: cohort.from,
    until: cohort.until,
    unitId: unit.id,
    unitName: unit.name,
    part,
    by: asked.by,
    countedAt: actor.now.toISOString(),
    units: units.map(({ id, name }) => ({ value: id, label: name })),
    hasBelow: below.length > 0,
    namesMembers: namesMembers(scope),
    categories: await listCategories(tx, cohort.until),
    channels: Object.entries(channels).map(([value, label]) => ({ value, label })),
    rows,
    total: { key: 'total', label: '合计', note: null, values: total },
  }
}

const countRows = async (tx: Tx, scope: Scope, { by }: FigureAsked) => {
  const { cohort } = scope
  if (by === 'unit') {
    const heads = unitRows(scope)
    const all = [...heads, { unitId: scope.unit.id, part: scope.part }]
    const counted = await countBy(tx, cohort, await placesOfUnits(tx, scope, all), keys.place)
    const at = (no: number) => counted.get(String(no)) ?? nothingCounted(cohort)
    return { rows: heads.map((head, no) => rowOf(head, at(no))), total: at(heads.length) }
  }
  const places = await placesOfScope(tx, scope)
  const counted = await countBy(tx, cohort, places, keyOf(scope, by))
  const heads = await headsOf(tx, scope, by, counted)
  const total = await countBy(tx, cohort, places, keys.place)
  return {
    rows: heads.map((head) => rowOf(head, counted.get(head.key) ?? nothingCounted(cohort))),
    total: total.get('0') ?? nothingCounted(cohort),
  }
}

const rowOf = ({ key, label, note }: RowHead, values: Counted): OpinionFigureRow => ({
  key,
  label,
  note,
  values,
})

export type CellAsked = FigureAsked & {
  key: string
  code: string
  cut?: 'items' | 'venues' | undefined
  page: number
  size: number
}

/**
 * A figure opened: its items where all of them are the business of one's own 政协, else venues and counts; no names either way.
 * Throws NotFound for a row or column that is not there, or not the actor's to see.
 */
export const openFigure = async (tx: Tx, actor: Actor, asked: CellAsked): Promise<FigureOpened> => {
  await readyToCount(tx)
  const scope = await openScope(tx, actor, asked)
  if (!columnOf(asked.code)) throw new NotFound()
  const row = await openRow(tx, scope, asked.by, asked.key)
  const counted = await countBy(tx, scope.cohort, row.places, row.key)
  const rows = behind(scope.cohort, asked.code, row.places, row.key, row.wanted)
  const { rows: summed } = await sql<{ venues: number; together: number; items: number; mine: boolean }>`
    select count(distinct x.venue_id) as venues, count(*) as together, count(distinct x.item_id) as items,
      coalesce(bool_and(${isNear(actor)}), true) as mine
    from (${rows}) x join opinions i on i.id = x.item_id`.execute(tx)
  const sums = summed[0] ?? { venues: 0, together: 0, items: 0, mine: true }
  const cut = sums.mine && asked.cut !== 'venues' ? 'items' : 'venues'
  const { mine, ...said } = sums
  return {
    where: whereOf(scope, row.label, asked.key),
    cut,
    value: counted.get(row.wanted)?.[asked.code] ?? (asked.code === 'days' ? null : 0),
    ...said,
    closed: mine ? null : '有不是本级经办的意见，这里列到工作室和条数；内容由经办的政协看。',
    counts: cut === 'venues' ? 'items' : asked.code === 'days' ? 'days' : 'persons',
    rows: cut === 'items' ? await listItems(tx, actor, rows, asked) : await listVenues(tx, rows, asked),
    total: cut === 'items' ? sums.items : sums.venues,
  }
}

const whereOf = (scope: Scope, label: string, key: string): string =>
  key === 'total'
    ? `${scope.unit.name}${scope.part === 'own' ? `（${partLabel(scope.unit)}）` : ''}，合计`
    : [...new Set([scope.unit.name, label])].join('，')

type Rows = ReturnType<typeof behind>
type Paged = { page: number; size: number }

/** Read in full, or held together with a venue of one's own 政协: its open face may be listed. `i` is the item. */
const isNear = (actor: Actor) => sql<boolean>`(coalesce(${seenInFull(actor, 'opinion')}, false) or exists (
  select from opinion_venues w join units u on u.id = w.venue_id
  where w.opinion_id = i.id and u.committee_id = any(${committeesOf(actor, 'office', 'leader')}::uuid[])))`

/** Each item with the persons who came with it; behind the days to an answer, the shortest first, with its own days. */
const listItems = async (
  tx: Tx,
  actor: Actor,
  behindIt: Rows,
  { page, size, code }: Paged & { code: string },
): Promise<FigureOpened['rows']> => {
  const ofDays = code === 'days'
  const { rows } = await sql<{
    id: string
    title: string
    number: string | null
    receivedAt: string
    state: string
    count: number
    opens: boolean
  }>`
    select i.id, coalesce(i.title, i.words) as title, i.number, i.received_at as "receivedAt", i.state,
      ${ofDays ? sql`working_days_between(b.on_day, b.answered_on)` : sql`i.persons`} as count,
      coalesce(${seenInFull(actor, 'opinion')}, false) as opens
    from opinions i join (select distinct item_id, on_day, answered_on from (${behindIt}) x) b on b.item_id = i.id
    order by ${ofDays ? sql`count,` : sql``} i.received_at desc, i.id desc limit ${size} offset ${(page - 1) * size}`.execute(
    tx,
  )
  return rows.map(({ number, receivedAt, state, ...row }) => ({
    ...row,
    note: [number, `${fullDay(dayIn(receivedAt))}收到`, stateLabel(opinionProcess, state)]
      .filter((part) => part !== null)
      .join('，'),
  }))
}

const listVenues = async (tx: Tx, behindIt: Rows, { page, size }: Paged): Promise<FigureOpened['rows']> => {
  const { rows } = await sql<FigureOpened['rows'][number]>`
    select u.id, case when u.kind = 'committee' then '没有经过工作室' else u.short_name end as title, c.short_name as note,
      x.n as count, false as opens
    from (select venue_id, count(distinct item_id) as n from (${behindIt}) y group by venue_id) x
      join units u on u.id = x.venue_id join units c on c.id = u.committee_id
    order by c.code, u.kind, u.position, u.code limit ${size} offset ${(page - 1) * size}`.execute(tx)
  return rows
}
