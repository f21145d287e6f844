import { dayOf } from '../../../platform/clock.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { FigureBy } from '../contract.ts'
import { channels } from '../rules.ts'
import { type Counted, keys } from './count.ts'
import { type DatedPlaces, type FigureUnit, type Scope, type UnitRow, placesOfUnits } from './scope.ts'

/** A row of the table before it is counted. */
export interface RowHead {
  key: string
  label: string
  note: string | null
}

const ownLabels = { province: '省本级', city: '市本级', county: '县本级' } as const

/** Units in rows: 本级, those directly below in division order. A unit without any below it has its one row. */
export const unitRows = ({ unit, below, part }: Scope): (RowHead & UnitRow)[] => {
  if (below.length === 0)
    return [{ key: `${unit.id}:whole`, label: unit.name, note: null, unitId: unit.id, part: 'whole' }]
  const own = {
    key: `${unit.id}:own`,
    label: ownLabels[unit.level],
    note: null,
    unitId: unit.id,
    part: 'own' as const,
  }
  const others = below.map((one) => ({
    key: `${one.id}:whole`,
    label: one.name,
    note: null,
    unitId: one.id,
    part: 'whole' as const,
  }))
  return part === 'own' ? [own] : [own, ...others]
}

/** What a cell's key leads to: its head, the places it covers and what the item must say of itself. Throws NotFound. */
export const openRow = async (tx: Tx, scope: Scope, by: FigureBy, key: string) => {
  if (key === 'total' || by !== 'unit') {
    const places = await placesOfUnits(tx, scope, [{ unitId: scope.unit.id, part: scope.part }])
    if (key === 'total') return { label: '合计', places, key: keys.place, wanted: '0' }
    if (by === 'member' && !namesMembers(scope)) throw new NotFound()
    return { label: await labelOf(tx, scope, by, key), places, key: keyOf(scope, by), wanted: key }
  }
  const row = unitRows(scope).find((one) => one.key === key)
  if (!row) throw new NotFound()
  return { label: row.label, places: await placesOfUnits(tx, scope, [row]), key: keys.place, wanted: '0' }
}

/** Members are named where all of the unit is one's own 政协. */
export const namesMembers = (scope: Scope): boolean => scope.isOwn && scope.unit.kind === 'committee'

/** What rows of this kind are told apart by. */
export const keyOf = (scope: Scope, by: FigureBy) => {
  if (by === 'unit') return keys.place
  return by === 'member' ? keys.memberOf(scope.unit.committeeId) : keys[by]
}

const labelOf = async (tx: Tx, scope: Scope, by: FigureBy, key: string): Promise<string> =>
  (await headsOf(tx, scope, by, new Map([[key, {}]]))).find((head) => head.key === key)?.label ?? ''

/** The rows that there are for what was counted, in an order that ranks nobody: divisions, strokes of names, the list's own, time. */
export const headsOf = async (
  tx: Tx,
  scope: Scope,
  by: FigureBy,
  counted: ReadonlyMap<string, Counted>,
): Promise<RowHead[]> => {
  if (by === 'venue') return venueHeads(tx, [...counted.keys()])
  if (by === 'member') return memberHeads(tx, [...counted.keys()])
  if (by === 'category') return categoryHeads(tx, scope)
  if (by === 'channel') return channelHeads(counted)
  return monthHeads(scope)
}

/** Venues that have some; what came to a 政协 and no venue of it stands under its own name. */
const venueHeads = async (tx: Tx, ids: string[]): Promise<RowHead[]> => {
  const { rows } = await sql<RowHead>`
    select u.id::text as key, case when u.kind = 'committee' then u.short_name || '（没有经过工作室）' else u.short_name end as label,
      c.short_name as note
    from units u join units c on c.id = u.committee_id where u.id = any(${ids}::uuid[])
    order by c.code, u.kind, u.position, u.code`.execute(tx)
  return rows
}

const memberHeads = async (tx: Tx, ids: string[]): Promise<RowHead[]> => {
  const { rows } = await sql<RowHead>`
    select p.id::text as key, p.name as label, null as note from people p
    where p.id = any(${ids.filter((id) => id !== 'none')}::uuid[]) order by p.name collate zh_stroke, p.id`.execute(
    tx,
  )
  return ids.includes('none') ? [...rows, { key: 'none', label: '没有记到本级委员名下', note: null }] : rows
}

/** Categories in force in the days asked for, in the order of the dictionary, and what is not filed yet. */
export const listCategories = async (tx: Tx, day: string): Promise<{ value: string; label: string }[]> => {
  const { rows } = await sql<{ value: string; label: string }>`
    select distinct on (d.position, d.code) d.code as value, d.label from dictionary_entries d
    where d.dictionary = 'opinion_category' and d.committee_id is null and d.valid @> ${day}::date
    order by d.position, d.code`.execute(tx)
  return [...rows, { value: 'none', label: '还没有定类别' }]
}

const categoryHeads = async (tx: Tx, { cohort }: Scope): Promise<RowHead[]> =>
  (await listCategories(tx, cohort.until)).map(({ value, label }) => ({ key: value, label, note: null }))

/** Channels in their order; one that is no longer in the list keeps its word. */
const channelHeads = (counted: ReadonlyMap<string, Counted>): RowHead[] =>
  [...new Set([...Object.keys(channels), ...counted.keys()])]
    .filter((key) => counted.has(key))
    .map((key) => ({ key, label: channels[key] ?? key, note: null }))

const monthHeads = ({ cohort }: Scope): RowHead[] => {
  const heads: RowHead[] = []
  const end = cohort.until.slice(0, 7)
  for (let month = cohort.from.slice(0, 7); month <= end && heads.length < 240; month = after(month))
    heads.push({ key: month, label: `${Number(month.slice(0, 4))}年${Number(month.slice(5))}月`, note: null })
  return heads
}

const after = (month: string): string => {
  const [year = 0, no = 0] = month.split('-').map(Number)
  return no === 12 ? `${year + 1}-01` : `${year}-${String(no + 1).padStart(2, '0')}`
}

/** 本级 in words, for heads. */
export const partLabel = (unit: FigureUnit): string => ownLabels[unit.level]

/** Places of a scope, for rows that are told apart by what items say of themselves. */
export const placesOfScope = (tx: Tx, scope: Scope): Promise<DatedPlaces> =>
  placesOfUnits(tx, scope, [{ unitId: scope.unit.id, part: scope.part }])

/** The day in Shanghai of an instant as the database gives it. */
export const dayIn = (instant: string): string => dayOf(new Date(instant))
