import type { RawBuilder } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { Paging } from '../../platform/contract.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { type Places, readyToCount, rowsOf } from '../../platform/measures.ts'
import { type Seen, openSheet, ownCommittees } from './access.ts'
import { columnOf, officialName } from './columns.ts'
import type { CellView } from './contract.ts'
import { measureOf } from './definitions.ts'
import { type FilledRow, type Figures, fillRows } from './figures.ts'
import { placesOfRows, rowKey, rowsOfSheet } from './rows.ts'
import { type Listed, type Within, listItems, listPersons, listVenues } from './records.ts'

type Cut = CellView['cut']

/** A cell opened: where it stands, its row filled, and the records behind it. */
interface Opened {
  seen: Seen
  row: FilledRow
  figures: Figures
  cut: Cut
  listed: Listed
}

export interface CellAsked {
  campaignId: string
  unitId: string
  annex?: 1 | 2 | undefined
  row: string
  column: number
  cut?: Cut | undefined
}

const openCell = async (tx: Tx, actor: Actor, asked: CellAsked & Paging): Promise<Opened> => {
  await readyToCount(tx)
  const seen = await openSheet(tx, actor, asked.campaignId, asked.unitId, asked.annex)
  const row = (await rowsOfSheet(tx, seen.frame, seen.unit, seen.annex)).find(
    (one) => rowKey(one) === asked.row,
  )
  if (!row) throw new NotFound()
  const places = await placesOfRows(tx, seen.frame, [row])
  const cut = cutOf(columnOf(asked.column).of, asked.cut)
  const listed = await listOf(tx, cut, withinOf(actor, seen, asked.column, places), asked)
  const known = { column: asked.column, places, counted: listed.sums.counted }
  const figures = await fillRows(tx, seen.frame, seen.unit.id, [row], { known })
  const [filled] = figures.rows
  if (!filled) throw new NotFound()
  return { seen, row: filled, figures, cut, listed }
}

const withinOf = (actor: Actor, { frame }: Seen, columnNo: number, places: Places): Within => {
  const measure = measureOf(frame, `c${columnNo}`)
  const rows: RawBuilder<unknown> = sql`select distinct r.venue_id, r.item_id from (${rowsOf(measure, places)}) r`
  return { frame, columnNo, rows, ownCommittees: ownCommittees(actor) }
}

/** A figure opened: how it adds up, and its records by studio, by person or by item. */
export const getCell = async (tx: Tx, actor: Actor, asked: CellAsked & Paging): Promise<CellView> => {
  const { seen, row, figures, cut, listed } = await openCell(tx, actor, asked)
  const { sums } = listed
  const column = columnOf(asked.column)
  const cell = row.cells[asked.column - 1]
  if (!cell) throw new NotFound()
  return {
    where: `${row.isTotal ? seen.unit.shortName : row.label}，第 ${asked.column} 栏`,
    title: officialName(column, seen.annex).replace(/（.）$/, ''),
    unit: column.unit,
    rule: column.rule,
    cell,
    sum: [
      ...(column.of === 'venue'
        ? []
        : [
            { label: `${sums.venues} 家工作室`, note: null, value: sums.together },
            ...(sums.together === cell.counted
              ? []
              : [
                  {
                    label: column.of === 'person' ? '同一人在几家入驻，只计一次' : '几家联办的，只计一次',
                    note: null,
                    value: cell.counted - sums.together,
                  },
                ]),
          ]),
      ...(cell.manual === 0
        ? []
        : [{ label: `手工填报：${row.manualUnits.join('、')}`, note: null, value: cell.manual }]),
      ...figures.lines
        .filter((line) => line.columnNo === asked.column)
        .map((line) => ({ label: `更正（${line.unitName}）`, note: line.reason, value: line.delta })),
      {
        label: '计入本栏',
        note: column.of === 'venue' && cell.late > 0 ? `其中逾期 ${cell.late} 家` : null,
        value: cell.value,
      },
    ],
    cuts: cutsOf(column.of, sums.venues, cell.counted),
    cut,
    rows: listed.rows,
    total: listed.total,
    unnamed: cut === 'persons' ? cell.counted - listed.total : 0,
    mayExport: true,
  }
}

const cutOf = (of: 'venue' | 'person' | 'item', asked: Cut | undefined): Cut => {
  if (of === 'person') return asked === 'persons' ? 'persons' : 'venues'
  if (of === 'item') return asked === 'venues' ? 'venues' : 'items'
  return 'venues'
}

const cutsOf = (of: 'venue' | 'person' | 'item', venues: number, counted: number): CellView['cuts'] => {
  const byVenue = { cut: 'venues' as const, label: '按工作室', count: venues }
  if (of === 'person') return [byVenue, { cut: 'persons', label: '按委员', count: counted }]
  return of === 'item' ? [{ cut: 'items', label: '逐条', count: counted }, byVenue] : [byVenue]
}

const listOf = (tx: Tx, cut: Cut, within: Within, paging: Paging): Promise<Listed> => {
  if (cut === 'persons') return listPersons(tx, within, paging)
  return cut === 'items' ? listItems(tx, within, paging) : listVenues(tx, within, paging)
}

/** All the records of a cell, for its export. */
export const listWhole = async (
  tx: Tx,
  actor: Actor,
  asked: CellAsked,
): Promise<{
  title: string
  where: string
  unitName: string
  cut: Cut
  rows: Listed['rows']
  value: number
}> => {
  const { seen, row, cut, listed } = await openCell(tx, actor, { ...asked, page: 1, size: 100_000 })
  const column = columnOf(asked.column)
  return {
    title: officialName(column, seen.annex),
    where: `${row.isTotal ? seen.unit.shortName : row.label}，第 ${asked.column} 栏`,
    unitName: seen.unit.name,
    cut,
    rows: listed.rows,
    value: row.cells[asked.column - 1]?.value ?? 0,
  }
}
