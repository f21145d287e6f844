import type { CSSProperties, ReactNode } from 'react'
import { ErrorNote } from '../notes.tsx'
import { ColumnChooser, useHiddenColumns } from './columns.tsx'
import { FilterBar } from './filter-bar.tsx'
import { Pager, type Paging } from './pager.tsx'
import type { Column, Sort } from './table-column.ts'
import { TableHead, lookOf } from './table-head.tsx'

/**
 * The one table of the staff face: three rules, hairlines between rows, figures at the right. (decision 0035)
 * - `id` remembers the hidden columns on this machine   - `caption` is read aloud   - `rowKey` gives each row's key
 * - `paging` and `sort` are the address's: the page changes them, the server answers   - `empty` says why and what next
 * - `filters`, `said` (the count in words) and `tools` (export; may ask which columns are shown) stand above it in one row with the column chooser
 *   - `isTotal` marks a row of sums: first on boards, last on forms
 * - `dense` for forms of many columns, with <ColumnHead>
 * - `minWidth` px under which it scrolls sideways in its own box   - `failed` replaces it with what went wrong
 */
export function DataTable<Row extends object>(props: {
  id: string
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  paging?: Paging
  sort?: Sort
  onSort?: (sort: Sort) => void
  empty: ReactNode
  tools?: ReactNode | ((shown: readonly string[]) => ReactNode)
  filters?: ReactNode
  said?: ReactNode
  failed?: ReactNode
  isLoading?: boolean
  isChosen?: (row: Row) => boolean
  isTotal?: (row: Row) => boolean
  minWidth?: number
  dense?: boolean
}) {
  const [hidden, setHidden] = useHiddenColumns(props.id, props.columns)
  const shown = props.columns.filter((column) => !hidden.has(column.key))
  const hideable = props.columns.filter((column) => column.hideable)
  const isFirstLoad = props.isLoading === true && props.rows.length === 0
  if (props.failed) return <ErrorNote>{props.failed}</ErrorNote>
  return (
    <div className={props.dense ? 'data-table dense' : 'data-table'}>
      {(props.filters || props.tools || props.said || hideable.length > 0) && (
        <FilterBar
          said={isFirstLoad ? undefined : props.said}
          tools={
            <>
              {hideable.length > 0 && (
                <ColumnChooser columns={hideable} hidden={hidden} onChange={setHidden} />
              )}
              {typeof props.tools === 'function' ? props.tools(shown.map(({ key }) => key)) : props.tools}
            </>
          }
        >
          {props.filters}
        </FilterBar>
      )}
      {props.rows.length === 0 && !props.isLoading ? (
        props.empty
      ) : (
        <>
          <div className="table-scroll" role="region" aria-label={props.caption} tabIndex={0}>
            <table
              className="rows"
              aria-busy={props.isLoading ?? false}
              style={{ '--least': `${leastWidth(shown)}px`, minWidth: props.minWidth } as CSSProperties}
            >
              <caption className="off">{props.caption}</caption>
              <colgroup>
                {shown.map(({ key, width }) => (
                  <col key={key} style={width === undefined ? {} : { width }} />
                ))}
              </colgroup>
              <TableHead columns={shown} sort={props.sort} onSort={props.onSort} />
              <tbody>
                {props.rows.map((row) => (
                  <tr key={props.rowKey(row)} className={rowLook(props, row)}>
                    {shown.map((column) => (
                      <Cell key={column.key} column={column} row={row} />
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {props.paging && <Pager {...props.paging} />}
        </>
      )}
    </div>
  )
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const look = lookOf(column)
  return column.rowHead ? (
    <th scope="row" className={look}>
      {column.render(row)}
    </th>
  ) : (
    <td className={look}>{column.render(row)}</td>
  )
}

function rowLook<Row>(
  props: { isChosen?: (row: Row) => boolean; isTotal?: (row: Row) => boolean },
  row: Row,
): string | undefined {
  if (props.isTotal?.(row)) return 'total'
  return props.isChosen?.(row) ? 'chosen' : undefined
}

/** Room that the columns ask for; one without a width is kept from being squeezed to nothing. */
function leastWidth(columns: readonly { width?: number }[]): number {
  return columns.reduce((sum, { width }) => sum + (width ?? 160), 0)
}
