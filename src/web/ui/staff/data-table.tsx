import type { ReactNode } from 'react'
import { Table, type TableColumnType, type TableProps } from 'antd'
import { ErrorNote } from '../notes.tsx'
import { inThousands } from '../words.ts'
import { ColumnChooser, useHiddenColumns } from './columns.tsx'
import { FilterBar } from './filter-bar.tsx'

/**
 * One column. `title` is the short screen head; `name` its plain words where title is not text. `rowHead` marks the column that
 * names the row. `group` puts neighbours of the same group under one head. `hideable` lets the reader hide it, `hidden` starts so.
 */
export type Column<Row> = {
  key: string
  title: ReactNode
  name?: string
  render: (row: Row) => ReactNode
  align?: 'left' | 'right' | 'center'
  width?: number
  sortable?: boolean
  hideable?: boolean
  hidden?: boolean
  rowHead?: boolean
  group?: string
  edge?: boolean
}

export type Sort = { key: string; down: boolean }
export type Paging = {
  page: number
  size: number
  total: number
  onChange: (page: number, size: number) => void
}

/**
 * The one table of the staff face, on Ant Design's: three rules, hairlines between rows, figures at the right.
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
  if (props.failed) return <ErrorNote>{props.failed}</ErrorNote>
  return (
    <div className={props.dense ? 'data-table dense' : 'data-table'}>
      {(props.filters || props.tools || props.said || hideable.length > 0) && (
        <FilterBar
          said={props.said}
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
        <div className="table-scroll" role="region" aria-label={props.caption} tabIndex={0}>
          <Table<Row>
            size="middle"
            tableLayout="fixed"
            caption={<span className="off">{props.caption}</span>}
            columns={antdColumns(shown, props.sort, props.onSort)}
            dataSource={[...props.rows]}
            rowKey={props.rowKey}
            rowClassName={(row) => rowLook(props, row)}
            pagination={pagerOf(props.paging)}
            aria-busy={props.isLoading ?? false}
            style={props.minWidth ? { minWidth: props.minWidth } : {}}
          />
        </div>
      )}
    </div>
  )
}

type AntdColumns<Row> = NonNullable<TableProps<Row>['columns']>

/** Neighbouring columns of one group go under one head. */
function antdColumns<Row>(
  columns: readonly Column<Row>[],
  sort: Sort | undefined,
  onSort: ((sort: Sort) => void) | undefined,
) {
  const grouped: AntdColumns<Row> = []
  for (const column of columns) {
    const leaf = antdColumn(column, sort, onSort)
    const last = grouped.at(-1)
    if (column.group === undefined) grouped.push(leaf)
    else if (last && 'children' in last && last.key === column.group) last.children.push(leaf)
    else
      grouped.push({
        key: column.group,
        title: <span>{column.group}</span>,
        children: [leaf],
        onHeaderCell: () => ({ className: 'group', scope: 'colgroup' }),
      })
  }
  return grouped
}

function antdColumn<Row>(
  column: Column<Row>,
  sort: Sort | undefined,
  onSort: ((sort: Sort) => void) | undefined,
): TableColumnType<Row> {
  const sorted = sort?.key === column.key ? (sort.down ? 'descending' : 'ascending') : undefined
  return {
    key: column.key,
    title:
      column.sortable && onSort ? <SortHead column={column} sort={sort} onSort={onSort} /> : column.title,
    render: (_, row) => column.render(row),
    align: column.align ?? 'left',
    ...(column.width === undefined ? {} : { width: column.width }),
    ...(column.rowHead ? { rowScope: 'row' as const } : {}),
    ...(column.edge ? { className: 'edge' } : {}),
    onHeaderCell: () => (sorted ? { scope: 'col', 'aria-sort': sorted } : { scope: 'col' }),
  }
}

function SortHead<Row>({
  column,
  sort,
  onSort,
}: {
  column: Column<Row>
  sort: Sort | undefined
  onSort: (sort: Sort) => void
}) {
  const isHere = sort?.key === column.key
  return (
    <button
      type="button"
      className={isHere ? 'sort here' : 'sort'}
      onClick={() => onSort({ key: column.key, down: isHere ? !sort.down : true })}
    >
      {column.title}
      <span aria-hidden="true">{isHere ? (sort.down ? '↓' : '↑') : '↕'}</span>
    </button>
  )
}

function rowLook<Row>(
  props: { isChosen?: (row: Row) => boolean; isTotal?: (row: Row) => boolean },
  row: Row,
): string {
  if (props.isTotal?.(row)) return 'total'
  return props.isChosen?.(row) ? 'chosen' : ''
}

function pagerOf(paging: Paging | undefined): TableProps['pagination'] {
  if (!paging || paging.total <= paging.size) return false
  return {
    current: paging.page,
    pageSize: paging.size,
    total: paging.total,
    showSizeChanger: false,
    showTotal: (total) => `共 ${inThousands(total)} 条`,
    onChange: paging.onChange,
  }
}
