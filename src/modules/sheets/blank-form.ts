import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db.ts'
import { Forbidden } from '../../platform/errors.ts'
import { type Grid, type GridCell, readGrid, writeTable } from '../../platform/spreadsheet/index.ts'
import type { FileReply, Upload } from '../../platform/transfer.ts'
import { openSheet } from './access.ts'
import { columns, officialName, titles } from './columns.ts'
import { asWorkbook, sixteen } from './form-head.ts'
import { signLine } from './write-paper.ts'

const signers = [
  { key: 'filledBy', label: '填表人' },
  { key: 'checkedBy', label: '审核人' },
  { key: 'headedBy', label: '负责人' },
  { key: 'phone', label: '联系电话' },
] as const

/** The form without figures, to be filled in by a unit that is not on the system; read back by `readForm`. */
export const getBlankForm = async (
  tx: Tx,
  actor: Actor,
  campaignId: string,
  unitId: string,
): Promise<FileReply> => {
  const { unit, annex, isReceiver } = await openSheet(tx, actor, campaignId, unitId)
  if (!isReceiver) throw new Forbidden('代报由上一级政协办理。')
  const file = await writeTable({
    annex: `附件${annex}`,
    title: titles[annex],
    headLines: [[`填表单位：${unit.name}`, '（盖章）', '报表时间：　　年　　月　　日']],
    columns: sixteen(
      columns.map((column) => officialName(column, annex)),
      10,
    ),
    rows: [columns.map(() => null)],
    notes: [
      signLine(signers.map(({ label }) => ({ label, value: '' }))),
      '16 栏都填整数，没有就填 0。严禁填写涉密内容。',
    ],
    landscape: true,
    paper: 'A4',
    frozen: 0,
  })
  return asWorkbook(file, `附件${annex} ${unit.shortName} 空白表`)
}

type Signer = (typeof signers)[number]['key']

/** What a filled-in form says: by column its figure, null where it could not be read. */
export type ReadForm = Record<Signer, string> & {
  values: (number | null)[]
  problems: { cell: string | null; columnNo: number | null; words: string }[]
}

/** Reads a filled-in form for 代报; keeps nothing. What is wrong is named by cell. Throws Forbidden. */
export const readForm = async (
  tx: Tx,
  actor: Actor,
  at: { campaignId: string; unitId: string },
  upload: Upload,
): Promise<ReadForm> => {
  const { isReceiver } = await openSheet(tx, actor, at.campaignId, at.unitId)
  if (!isReceiver) throw new Forbidden('代报由上一级政协办理。')
  return formIn(await readGrid(upload.bytes))
}

/** The one row of figures in a form as it lies. */
export const formIn = (grid: Grid): ReadForm => {
  if (grid.problem !== null) return unread(grid.problem)
  const heads = headsIn(grid)
  const lost = columns.filter(({ no }) => !heads.at.has(no))
  if (heads.at.size === 0) return unread('没有找到统计表的表头。请下载空白表，填好再传。')
  if (lost.length > 0)
    return unread(
      `表头里没有找到${lost.map(({ no, name }) => `第 ${no} 栏“${name}”`).join('、')}。请用空白表的表头。`,
    )
  const below = grid.rows.filter(({ line }) => line > heads.lastLine)
  const filled = below.filter(({ cells }) => isFilled(cells, heads.at))
  const total = filled.find(({ cells }) => cells.some(({ text }) => text === '合计'))
  const row = total ?? filled[0]
  if (!row) return unread(`第 ${heads.lastLine + 1} 行没有填数。`)
  if (!total && filled.length > 1)
    return unread(`第 ${filled.map(({ line }) => line).join('、')} 行都填了数，代报只报一行，请留下合计。`)
  const read = columns.map(({ no }) => readFigure(no, row, heads.at.get(no)))
  return {
    values: read.map(({ value }) => value),
    problems: read.flatMap(({ problem }) => (problem ? [problem] : [])),
    ...signersIn(grid),
  }
}

const nobody: Record<Signer, string> = { filledBy: '', checkedBy: '', headedBy: '', phone: '' }

const unread = (words: string): ReadForm => ({
  values: columns.map(() => null),
  problems: [{ cell: null, columnNo: null, words }],
  ...nobody,
})

type Place = { column: number; letters: string }

/** In which column of the file each of the sixteen stands, and the last line of their heads. */
const headsIn = ({ rows }: Grid) => {
  const known = new Map(
    columns.flatMap((column) => [
      [hanOf(column.name), column.no] as const,
      [hanOf(column.annex1Name ?? column.name), column.no] as const,
    ]),
  )
  const at = new Map<number, Place>()
  let lastLine = 0
  for (const { line, cells } of rows.slice(0, 12))
    for (const { column, ref, text } of cells) {
      const no = known.get(hanOf(text.replace(/\((家|人|条|件)\)$/, '')))
      if (no === undefined || at.has(no)) continue
      at.set(no, { column, letters: ref.replace(/\d+$/, '') })
      lastLine = Math.max(lastLine, line)
    }
  return { at, lastLine }
}

const hanOf = (text: string) => text.replace(/\P{Script=Han}/gu, '')

/** A row with figures under the heads; the row of column numbers is none. */
const isFilled = (cells: readonly GridCell[], at: ReadonlyMap<number, Place>) => {
  const figures = [...at].flatMap(([no, place]) => {
    const text = cells.find(({ column }) => column === place.column)?.text ?? ''
    return /\d/.test(text) && text.length < 12 ? [{ no, text }] : []
  })
  return figures.some(({ no, text }) => text !== String(no))
}

const readFigure = (no: number, row: Grid['rows'][number], place: Place | undefined) => {
  const typed = row.cells.find(({ column }) => column === place?.column)?.text ?? ''
  const digits = typed
    .replace(/[\s,]/g, '')
    .replace(/(家|人|条|件)$/, '')
    .replace(/\.0+$/, '')
  if (/^\d{1,6}$/.test(digits)) return { value: Number(digits), problem: null }
  const cell = `${place?.letters ?? ''}${row.line}`
  const words =
    typed === ''
      ? `${cell} 没填（第 ${no} 栏），没有就填 0`
      : `${cell} 写的是“${typed.slice(0, 12)}”（第 ${no} 栏），${/^-\d+$/.test(digits) ? '不能小于 0' : '请改成整数'}`
  return { value: null, problem: { cell, columnNo: no, words } }
}

/** Who signed, where the foot of the form says so. */
const signersIn = ({ rows }: Grid): Record<Signer, string> => {
  const text = rows
    .map(({ cells }) => cells.map((cell) => cell.text.replace(/\s/g, ' ')).join(' '))
    .join('\n')
  const found = signers.map(({ key, label }) => {
    const said = new RegExp(`${label}: *(?!填表人|审核人|负责人|联系电话)([^\\s:]{1,20})`).exec(text)
    return [key, said?.[1] ?? ''] as const
  })
  return { ...nobody, ...Object.fromEntries(found) }
}
