import type { Database, Tx } from '../../../platform/db.ts'
import type { Root } from '../access.ts'
import { remindDayOf } from '../rules.ts'
import { findCrumbs, findLastPress, listClosed, type LastPress } from './around.ts'
import type { Day } from './day.ts'
import { hasBegun } from './day.ts'
import { type Figures, countFigures } from './figures.ts'
import { planForSets } from './plan-for-sets.ts'
import { withDay } from './relations.ts'
import { type BoardLevel, type Guide, type NamedRow, listRows, listVenueRows, totalOf } from './rows.ts'
import { type Crowd, countCrowds } from './crowds.ts'

export type BoardRow = NamedRow & Figures & { crowd: Crowd | null }

export interface Board {
  asOf: string
  phase: 'before' | 'running' | 'over'
  root: Root & { crumbs: { unitId: string; name: string }[] }
  level: BoardLevel
  levels: BoardLevel[]
  guide: Guide
  guides: Guide[]
  total: BoardRow
  rows: BoardRow[]
  rowCount: number
  closed: string[]
  lastPress: LastPress | null
}

export interface BoardView {
  level: BoardLevel | undefined
  guide: Guide
  page: number
  size: number
}

/** The board of a root: a constant number of statements in one snapshot, whatever the number of rows. */
export const computeBoard = async (
  tx: Tx,
  day: Day,
  root: Root,
  { db, ...view }: BoardView & { db?: Database | undefined },
  now: Date,
): Promise<Board> => {
  const part = partOf(root)
  await planForSets(tx, part !== null)
  const relations = withDay(day, part)
  const levels = levelsOf(root)
  const level = view.level && levels.includes(view.level) ? view.level : (levels[0] ?? 'venue')
  const guides = guidesOf(root)
  const guide = guides.includes(view.guide) ? view.guide : 'all'
  const asked = { rootId: root.unitId, guide }
  const listed =
    level === 'venue'
      ? await listVenueRows(tx, day, { ...asked, page: view.page, size: view.size }, relations)
      : await listRows(tx, day, { ...asked, level }).then((rows) => ({ rows, total: rows.length }))
  const total = { ...totalOf(root.unitId, guide), name: nameOfWhole(root), kind: root.kind }
  const keys = [total, ...listed.rows]
  const figures = await countFigures(tx, day, keys, relations, {
    now,
    remindDay: remindDayOf(now),
    db: root.level === 'province' ? db : undefined,
  })
  const crowds = level === 'venue' ? await countCrowds(tx, day, listed.rows, relations) : null
  const rows = keys.map((row, at): BoardRow => {
    const counted = figures[at]
    if (!counted) throw new Error('a row was not counted')
    return { ...row, ...counted, crowd: crowds?.get(row.unitId) ?? null }
  })
  const [whole, ...each] = rows
  if (!whole) throw new Error('the total was not counted')
  return {
    asOf: now.toISOString(),
    phase: !hasBegun(day, now)
      ? 'before'
      : now.toISOString() < endOfDay(day.returnDueOn)
        ? 'running'
        : 'over',
    root: { ...root, crumbs: await findCrumbs(tx, day, root) },
    level,
    levels,
    guide,
    guides,
    total: whole,
    rows: each,
    rowCount: listed.total,
    closed: await listClosed(tx, day, root.unitId),
    lastPress: await findLastPress(tx, day, root.unitId),
  }
}

/** The unit whose own part is read, for less than a city: null is all of the campaign. */
export const partOf = (root: Root): string | null =>
  root.kind === 'committee' && root.level !== 'county' ? null : root.unitId

/** Work in one read-only snapshot of its own. */
export const inSnapshot = <T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work)

const levelsOf = (root: Root): BoardLevel[] => {
  if (root.kind !== 'committee') return ['venue']
  if (root.level === 'province') return ['city', 'county', 'venue']
  return root.level === 'city' ? ['county', 'venue'] : ['venue']
}

const guidesOf = (root: Root): Guide[] => (root.kind === 'committee' ? ['all', 'place', 'body'] : ['all'])

/** 全省, 全市, 全州, 全县, 全区: by the last character of its name. */
const nameOfWhole = (root: Root): string =>
  root.kind === 'committee' ? `全${root.name.slice(-1)}` : root.name

const endOfDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00+08:00`) + 86_400_000).toISOString()
