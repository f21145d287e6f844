import type { ReactNode } from 'react'
import { Seal } from '../seals.tsx'
import { inThousands } from '../words.ts'
import { stylesheetHref } from './stylesheet.ts'

/** One column of a form: its official wording in full with its unit, and the head it shares with its neighbours, if any. */
export type SheetColumn = { key: string; wording: string; group?: string }
/** A cell: the value (null is 「–」, text such as 未报 as it stands) and its mark ①, ※ at the left of the number. */
export type SheetCell = { value: number | string | null; mark?: string }
export type SheetRow = { name: string; cells: Readonly<Record<string, SheetCell>>; isTotal?: boolean }

/**
 * A whole printed sheet, A4 landscape (`size` A3 for very wide ones), black on white, rendered on the server: the form as the
 * notice has it, room for the real stamp, notes, who filled it in, and at the foot the square seal, digest and code of a sealed
 * one or 未封存 for a draft. `footers` are 填表人, 审核人, 负责人, 联系电话 with their values ('' leaves room to sign).
 * `filtersLine` says what was left out. `qrSvg` is made by the server. A table that is no form says its own `line` in place of
 * 填表单位 and its own `end` in place of the seal; its columns are not `numbered`.
 */
export function PrintSheet(props: {
  annexNo?: string
  title: string
  unitName: string
  reportDate: string
  line?: readonly string[]
  end?: ReactNode
  numbered?: boolean
  columns: readonly SheetColumn[]
  rows: readonly SheetRow[]
  totalRow?: SheetRow
  /** head of the column of names; null leaves the column out, as on a form of one row */
  nameHead?: string | null
  notes?: readonly ReactNode[]
  footers?: readonly { label: string; value: string }[]
  seal?: { sealedAt: string; sealedOn: string; digest: string; verifyUrl: string; qrSvg: string }
  filtersLine?: string
  demo?: boolean
  size?: 'A4' | 'A3'
}) {
  const nameHead = props.nameHead === undefined ? '单位' : props.nameHead
  return (
    <html lang="zh-CN" className={classesOf(props)}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${props.annexNo ? `${props.annexNo} ` : ''}${props.title} · ${props.unitName}`}</title>
        <link rel="stylesheet" href={stylesheetHref('print')} />
      </head>
      <body>
        <main className="paper">
          {props.annexNo && <p className="annex">{props.annexNo}</p>}
          <h1>{props.title}</h1>
          <p className="line">
            {(props.line ?? [`填表单位：${props.unitName}`, '（盖章）', `报表时间：${props.reportDate}`]).map(
              (part) => (
                <span key={part}>{part}</span>
              ),
            )}
          </p>
          {props.filtersLine && <p className="filters">{props.filtersLine}</p>}
          <table className={props.numbered === false ? 'roomy' : undefined}>
            <Head columns={props.columns} nameHead={nameHead} numbered={props.numbered ?? true} />
            <tbody>
              {props.rows.map((row) => (
                <Row
                  key={row.name}
                  row={row}
                  columns={props.columns}
                  named={nameHead !== null}
                  isTotal={row.isTotal ?? false}
                />
              ))}
              {props.totalRow && (
                <Row row={props.totalRow} columns={props.columns} named={nameHead !== null} isTotal />
              )}
            </tbody>
          </table>
          {props.notes && props.notes.length > 0 && (
            <div className="notes">
              {props.notes.map((note, index) => (
                <p key={index}>{note}</p>
              ))}
            </div>
          )}
          {props.footers && (
            <p className="sign">
              {props.footers.map((footer) => (
                <span key={footer.label}>
                  {footer.label}：{footer.value}
                </span>
              ))}
            </p>
          )}
          {props.end === undefined ? (
            <Foot seal={props.seal} demo={props.demo ?? false} />
          ) : (
            <div className="end">
              <p>{props.end}</p>
            </div>
          )}
        </main>
      </body>
    </html>
  )
}

/** Pages are numbered when there is more than one; style sheets cannot tell, so the height is added up here. */
function classesOf(props: {
  size?: 'A4' | 'A3'
  rows: readonly SheetRow[]
  totalRow?: SheetRow
  notes?: readonly ReactNode[]
}): string | undefined {
  const isA3 = props.size === 'A3'
  const perLine = isA3 ? 130 : 90
  const noteLines = (props.notes ?? []).reduce<number>(
    (sum, note) => sum + (typeof note === 'string' ? Math.ceil(note.length / perLine) : 1),
    0,
  )
  const rows = props.rows.length + (props.totalRow ? 1 : 0)
  const used = rows * rowHeight + noteLines * noteLineHeight
  const isMany = used > (isA3 ? roomOnA3 : roomOnA4)
  return [isA3 ? 'a3' : '', isMany ? 'many' : ''].filter(Boolean).join(' ') || undefined
}

/** In millimetres, as print.css sets them; room is what title, heads, signatures and foot leave on a page. */
const rowHeight = 7.2
const noteLineHeight = 4.8
const roomOnA4 = 92
const roomOnA3 = 175

function Head(props: { columns: readonly SheetColumn[]; nameHead: string | null; numbered: boolean }) {
  const { columns, nameHead } = props
  const groups = groupsOf(columns)
  const hasGroups = groups.some((group) => group.label !== undefined)
  return (
    <thead>
      <tr>
        {nameHead !== null && (
          <th className="name" rowSpan={hasGroups ? 2 : 1} scope="col">
            {nameHead}
          </th>
        )}
        {groups.map((group) =>
          group.label === undefined ? (
            group.columns.map((column) => (
              <th key={column.key} rowSpan={hasGroups ? 2 : 1} scope="col">
                {column.wording}
              </th>
            ))
          ) : (
            <th key={group.label} colSpan={group.columns.length} scope="colgroup">
              {group.label}
            </th>
          ),
        )}
      </tr>
      {hasGroups && (
        <tr>
          {groups
            .filter((group) => group.label !== undefined)
            .flatMap((group) => group.columns)
            .map((column) => (
              <th key={column.key} scope="col">
                {column.wording}
              </th>
            ))}
        </tr>
      )}
      {props.numbered && (
        <tr className="numbers">
          {nameHead !== null && <td className="no">栏</td>}
          {columns.map((column, index) => (
            <td key={column.key} className="no">
              {index + 1}
            </td>
          ))}
        </tr>
      )}
    </thead>
  )
}

type Group = { label: string | undefined; columns: SheetColumn[] }

function groupsOf(columns: readonly SheetColumn[]): Group[] {
  const groups: Group[] = []
  for (const column of columns) {
    const last = groups.at(-1)
    if (last && last.label === column.group) last.columns.push(column)
    else groups.push({ label: column.group, columns: [column] })
  }
  return groups
}

function Row({
  row,
  columns,
  named,
  isTotal,
}: {
  row: SheetRow
  columns: readonly SheetColumn[]
  named: boolean
  isTotal?: boolean
}) {
  return (
    <tr className={isTotal ? 'total' : undefined}>
      {named && <th scope="row">{row.name}</th>}
      {columns.map((column) => {
        const cell = row.cells[column.key]
        return (
          <td key={column.key}>
            {cell?.mark && <sup>{cell.mark}</sup>}
            {shown(cell?.value ?? null)}
          </td>
        )
      })}
    </tr>
  )
}

function shown(value: number | string | null): string {
  if (value === null) return '–'
  return typeof value === 'number' ? inThousands(value) : value
}

function Foot(props: {
  seal: { sealedAt: string; sealedOn: string; digest: string; verifyUrl: string; qrSvg: string } | undefined
  demo: boolean
}) {
  const { seal } = props
  const demoWords = props.demo ? '演示数据，单位、人物与数字均为虚构。' : ''
  if (!seal)
    return (
      <div className="end">
        <p className="unsealed">未封存</p>
        <p>这是草稿，封存以前数字还会变。{demoWords}</p>
      </div>
    )
  return (
    <div className="end">
      <Seal words={['封存']} date={seal.sealedOn} />
      <p>
        {seal.sealedAt} 封存，此后的变动另行列出，不改本表。{demoWords}
        <br />
        校验码 <span className="digest">{inFours(seal.digest)}</span>
        扫右边的码，看这个校验码在系统里封存过没有。
      </p>
      <a
        className="qr-svg"
        href={seal.verifyUrl}
        aria-label="核对本表"
        dangerouslySetInnerHTML={{ __html: seal.qrSvg }}
      />
    </div>
  )
}

/** The first 24 digits of a digest, in groups of four: enough to compare by eye. */
function inFours(digest: string): string {
  return (
    digest
      .toUpperCase()
      .slice(0, 24)
      .match(/.{1,4}/g) ?? []
  ).join(' ')
}
