import type { Column, Sort } from './table-column.ts'

/** Heads of a table; neighbours of the same group stand under one head, the others take both lines. */
export function TableHead<Row>(props: {
  columns: readonly Column<Row>[]
  sort: Sort | undefined
  onSort: ((sort: Sort) => void) | undefined
}) {
  const groups = inGroups(props.columns)
  const leaf = (column: Column<Row>, rowSpan: number) => (
    <th
      key={column.key}
      scope="col"
      rowSpan={rowSpan}
      className={lookOf(column)}
      aria-sort={sortOf(column, props.sort)}
    >
      {column.sortable && props.onSort ? (
        <SortHead column={column} sort={props.sort} onSort={props.onSort} />
      ) : (
        column.title
      )}
    </th>
  )
  if (groups.every(({ name }) => name === null))
    return (
      <thead>
        <tr>{props.columns.map((column) => leaf(column, 1))}</tr>
      </thead>
    )
  return (
    <thead>
      <tr>
        {groups.map(({ name, columns }) =>
          name === null ? (
            columns.map((column) => leaf(column, 2))
          ) : (
            <th key={name} scope="colgroup" colSpan={columns.length} className="group">
              <span>{name}</span>
            </th>
          ),
        )}
      </tr>
      <tr>
        {groups.flatMap(({ name, columns }) =>
          name === null ? [] : columns.map((column) => leaf(column, 1)),
        )}
      </tr>
    </thead>
  )
}

/** How a column's cells are set: to the right, and after a line where a group begins. */
export const lookOf = ({ align, edge }: Pick<Column<never>, 'align' | 'edge'>): string | undefined =>
  [align && align !== 'left' ? align : '', edge ? 'edge' : ''].filter(Boolean).join(' ') || undefined

function inGroups<Row>(columns: readonly Column<Row>[]): { name: string | null; columns: Column<Row>[] }[] {
  const groups: { name: string | null; columns: Column<Row>[] }[] = []
  for (const column of columns) {
    const name = column.group ?? null
    const last = groups.at(-1)
    if (last && last.name === name) last.columns.push(column)
    else groups.push({ name, columns: [column] })
  }
  return groups
}

const sortOf = ({ key }: { key: string }, sort: Sort | undefined): 'ascending' | 'descending' | undefined =>
  sort?.key === key ? (sort.down ? 'descending' : 'ascending') : undefined

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
