import { type Actor, unitsOf } from '../../../platform/actor.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { House } from '../../../platform/house.ts'
import { memo } from '../../../platform/memo.ts'
import { lookAt, ownCommittees } from '../access.ts'
import type { Board } from '../contract.ts'
import { type BoardView, computeBoard, inSnapshot, partOf } from './board.ts'
import { planForSets } from './plan-for-sets.ts'
import type { Day } from './day.ts'
import * as list from './list.ts'
import { withDay } from './relations.ts'
import type { RowKey } from './rows.ts'
import { type FigureName, figureWords } from './words.ts'

export interface BoardQuery {
  unit?: string | undefined
  level?: BoardView['level']
  guide: BoardView['guide']
  page: number
  size: number
}

/** The board as this actor may see it; computed once for all who ask the same within two seconds. */
export const askBoard = async (
  house: House,
  tx: Tx,
  actor: Actor,
  campaignId: string,
  query: BoardQuery,
): Promise<Board> => {
  const { day, root } = await lookAt(tx, actor, campaignId, query.unit)
  const view = { level: query.level, guide: query.guide, page: query.page, size: query.size }
  const key = boardKey(campaignId, [root.unitId, view.level ?? '', view.guide, view.page, view.size])
  const board = await memo(house, key, () =>
    inSnapshot(house.db, (own) => computeBoard(own, day, root, { ...view, db: house.db }, actor.now)),
  )
  return {
    ...board,
    remindObstacle: await remindObstacle(tx, actor, day, { unitId: root.unitId, part: 'whole' }),
  }
}

export const boardKey = (campaignId: string, rest: unknown[] = []): string =>
  ['board', campaignId, ...rest].join('|')

/** Why this actor may not remind the studios of a row, or null: an office or a special committee, of what it guides, while the campaign runs. */
export const remindObstacle = async (tx: Tx, actor: Actor, day: Day, row: RowKey): Promise<string | null> => {
  if (day.state === 'cancelled') return '活动日已经取消'
  if (day.state === 'closed') return '活动日已经结束'
  const hands = unitsOf(actor, 'office', 'special_committee')
  const { rows } = await sql`
    select from figure_reach where unit_id = ${row.unitId} and ancestor_id = any(${hands}::uuid[]) and valid @> ${day.heldOn}::date
    limit 1`.execute(tx)
  return rows.length > 0 ? null : '提醒由办公室和专委会的工作人员按'
}

/** What lies behind one figure of one row: names only when all of the row is within the actor's own 政协 or studio. */
export const askFigure = async (
  house: House,
  tx: Tx,
  actor: Actor,
  campaignId: string,
  query: RowKey & { unit: string; figure: FigureName; page: number; size: number },
) => {
  const { day, root } = await lookAt(tx, actor, campaignId, query.unit)
  const part = partOf(root)
  const row: RowKey = { unitId: query.unit, part: query.part }
  const words = figureWords[query.figure]
  return inSnapshot(house.db, async (own) => {
    await planForSets(own, part !== null)
    const relations = withDay(day, part)
    const venue = list.venueFigures.find((name) => name === query.figure)
    if (venue)
      return {
        ...words,
        of: 'venues' as const,
        ...(await list.listVenuesBehind(own, day, row, venue, query, relations)),
      }
    const within = { committees: ownCommittees(actor), venues: unitsOf(actor, 'convener') }
    const names = await list.isWithin(own, day, row, query.figure, within, relations)
    const of = names ? ('persons' as const) : ('counts' as const)
    if (query.figure === 'unsettled')
      return { ...words, of, ...(await list.listUnsettled(own, day, row, names, query, relations)) }
    const person = list.personFigures.find((name) => name === query.figure)
    if (!person) throw new NotFound()
    const listing = names ? list.listPersonsBehind : list.listCountsBehind
    return { ...words, of, ...(await listing(own, day, row, person, query, relations)) }
  })
}
