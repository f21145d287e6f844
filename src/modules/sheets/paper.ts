import type { Actor } from '../../platform/actor.ts'
import { dayOf } from '../../platform/clock.ts'
import type { Tx } from '../../platform/db.ts'
import { openSheet } from './access.ts'
import { columns, officialName, titles } from './columns.ts'
import type { FilledRow } from './figures.ts'
import { workOut } from './ready.ts'
import { type ReturnHead, copiedChecks, copiedLines, copiedRows, openReturn } from './returns.ts'
import { overlapsOf } from './sheet.ts'

/** A value on paper: a number, or 未报. */
export interface PaperCell {
  value: number | '未报'
  /** ① ② of a correction, ※ of an overlap */
  mark?: string
}

export interface PaperRow {
  name: string
  isTotal: boolean
  cells: PaperCell[]
}

/** A sheet as it goes on paper or into a file: 报表 has one row and no column of names, 汇总表 has units in rows. */
export interface Paper {
  form: 'row' | 'table'
  annex: 1 | 2
  title: string
  unitName: string
  reportDay: string
  wordings: string[]
  rows: PaperRow[]
  notes: string[]
  heads: { label: string; value: string }[]
  seal: { sealedAt: string; digest: string; verifyCode: string } | null
}

export interface PaperAsked {
  campaignId: string
  unitId: string
  annex?: 1 | 2 | undefined
  form: 'row' | 'table'
  /** a submitted version; the live sheet when left out */
  returnId?: string | undefined
}

type Line = { unitName: string; columnNo: number; delta: number; reason: string }
type Row = Pick<FilledRow, 'label' | 'part' | 'isTotal' | 'status' | 'cells'> & { unitId: string | null }

/** Lays a sheet out for paper: the live one, or a version as submitted. */
export const layOut = async (tx: Tx, actor: Actor, asked: PaperAsked): Promise<Paper> =>
  asked.returnId ? layOutReturn(tx, actor, asked.returnId, asked.form) : layOutLive(tx, actor, asked)

const layOutLive = async (tx: Tx, actor: Actor, asked: PaperAsked): Promise<Paper> => {
  const seen = await openSheet(tx, actor, asked.campaignId, asked.unitId, asked.annex)
  const { figures, checks } = await workOut(tx, actor, seen)
  const totalNo = figures.rows.length - 1
  return paperOfRows({
    form: asked.form,
    annex: seen.annex,
    unitName: seen.unit.name,
    rows: figures.rows,
    lines: figures.lines.filter((line) => line.rowNo === totalNo),
    explained: checks.broken.flatMap(({ sentence, explanation }) =>
      explanation ? [{ sentence, words: explanation.words }] : [],
    ),
    now: actor.now,
  })
}

/** Rows as they count now, laid out as a draft. */
export const paperOfRows = (given: {
  form: 'row' | 'table'
  annex: 1 | 2
  unitName: string
  rows: readonly Row[]
  lines: readonly Line[]
  explained: readonly { sentence: string; words: string }[]
  now: Date
}): Paper => ({
  ...bodyOf(given.form, given.rows, given.lines),
  annex: given.annex,
  title: titles[given.annex],
  unitName: given.unitName,
  reportDay: asChineseDay(dayOf(given.now)),
  wordings: columns.map((column) => officialName(column, given.annex)),
  notes: notesOf(given.form, given.rows, given.lines, given.explained),
  heads: headsOf({ filledBy: '', checkedBy: '', headedBy: '', phone: '' }),
  seal: null,
})

const layOutReturn = async (tx: Tx, actor: Actor, id: string, form: 'row' | 'table'): Promise<Paper> => {
  const { head } = await openReturn(tx, actor, id)
  return paperOfReturn(tx, head, form)
}

/** A version as it was submitted, laid out with its seal if it has one. */
export const paperOfReturn = async (tx: Tx, head: ReturnHead, form: 'row' | 'table'): Promise<Paper> => {
  const [own, ...others] = await copiedRows(tx, head.id)
  const rows: Row[] = own ? [...others, own] : []
  const lines = await copiedLines(tx, head.id)
  return {
    ...bodyOf(form, rows, lines),
    annex: head.annex,
    title: titles[head.annex],
    unitName: head.unitName,
    reportDay: asChineseDay(dayOf(new Date(head.submittedAt))),
    wordings: columns.map((column) => officialName(column, head.annex)),
    notes: [
      ...notesOf(form, rows, lines, await copiedChecks(tx, head.id)),
      ...(head.manual
        ? [`手工填报：由${head.manualByName ?? '上一级政协'}按纸表代报，扫描件在系统里。`]
        : []),
    ],
    heads: headsOf(head),
    seal:
      head.digest && head.verifyCode && head.decidedAt
        ? { sealedAt: head.decidedAt, digest: head.digest, verifyCode: head.verifyCode }
        : null,
  }
}

const headsOf = (given: { filledBy: string; checkedBy: string; headedBy: string; phone: string }) => [
  { label: '填表人', value: given.filledBy },
  { label: '审核人', value: given.checkedBy },
  { label: '负责人', value: given.headedBy },
  { label: '联系电话', value: given.phone },
]

const circled = (at: number) => (at < 20 ? String.fromCodePoint(0x2460 + at) : `(${at + 1})`)

const bodyOf = (form: 'row' | 'table', rows: readonly Row[], lines: readonly Line[]) => {
  const shown = form === 'row' ? rows.slice(-1) : rows
  const less = new Set(form === 'row' ? [] : overlaps(rows).map(({ columnNo }) => columnNo))
  return {
    form,
    rows: shown.map((row): PaperRow => ({
      name: row.label,
      isTotal: row.isTotal && form === 'table',
      cells: row.cells.map((cell): PaperCell => {
        if (row.status === 'missing') return { value: '未报' }
        const marks = row.isTotal
          ? lines.flatMap((line, at) => (line.columnNo === cell.columnNo ? [circled(at)] : [])).join('')
          : ''
        const mark = `${row.isTotal && less.has(cell.columnNo) ? '※' : ''}${marks}`
        return mark ? { value: cell.value, mark } : { value: cell.value }
      }),
    })),
  }
}

const overlaps = (rows: readonly Row[]) => overlapsOf(rows)

const notesOf = (
  form: 'row' | 'table',
  rows: readonly Row[],
  lines: readonly Line[],
  explained: readonly { sentence: string; words: string }[],
): string[] => {
  const total = rows.at(-1)
  const late = total?.cells[15]?.late ?? 0
  const less = form === 'row' ? [] : overlaps(rows).filter((one) => one.less > 0)
  const manual = rows.filter((row) => row.status === 'manual' && !row.isTotal).map((row) => row.label)
  const typed = total?.cells.some((cell) => cell.manual > 0) ?? false
  return [
    ...(less.length > 0
      ? [
          `※ 合计中一人（一件）只计一次，比各行相加少：${less
            .map(({ columnNo, less: n }) => `第 ${columnNo} 栏 ${n} ${columns[columnNo - 1]?.unit ?? ''}`)
            .join('，')}。`,
        ]
      : []),
    ...(late > 0 ? [`第 16 栏含逾期上传 ${late} 家。`] : []),
    ...lines.map(
      (line, at) =>
        `${circled(at)} 第 ${line.columnNo} 栏更正 ${line.delta > 0 ? '+' : '−'}${Math.abs(line.delta)}（${line.unitName}）：${line.reason}`,
    ),
    ...explained.map(({ sentence, words }) => `${sentence.replace(/。$/, '')}：${words}`),
    ...(manual.length > 0 ? [`手工填报：${manual.join('、')}。`] : typed ? ['含手工填报的单位。'] : []),
  ]
}

const asChineseDay = (day: string) =>
  `${Number(day.slice(0, 4))} 年 ${Number(day.slice(5, 7))} 月 ${Number(day.slice(8, 10))} 日`
