import { Link, useSearchParams } from 'react-router'
import { dueMark, dueWords } from '../../platform/due.ts'
import { type Todo, listTodos } from '../../platform/todos-contract.ts'
import {
  type Column,
  DataTable,
  Empty,
  ErrorNote,
  PageHead,
  Select,
  Sentence,
  Status,
  asDay,
} from '../ui/staff/index.ts'
import { useRead } from '../call.ts'
import { below } from '../frame.tsx'
import { staff } from '../paths.ts'
import { type Togetherness, useTogether } from '../together.ts'
import { TogetherBar } from './together.tsx'

/** 待办: one list across all modules, what falls due first in front; those of one kind can be answered together. */
export default function StaffHome() {
  const [address, setAddress] = useSearchParams()
  const page = Number(address.get('page') ?? 1)
  const of = address.get('of') ?? ''
  const size = Number(address.get('size') ?? (of ? 50 : 20))
  const together = useTogether()
  const todos = useRead(listTodos, { query: { page, size, of: of || undefined } }, { everyMs: 1_000 })
  if (todos.error) return <ErrorNote reference={todos.error.requestId ?? ''}>{todos.error.message}</ErrorNote>
  const total = todos.data?.total ?? 0
  const rows = todos.data?.rows ?? []
  const kinds = todos.data?.together ?? []
  return (
    <>
      <PageHead title="待办" count={total} />
      {total > 0 && !of && <Sentence>有 {total} 件事等您办，先到期的在前。</Sentence>}
      <TogetherBar todos={rows} of={together} />
      <DataTable
        id="todos"
        caption="待办"
        rows={rows}
        rowKey={(todo) => todo.id}
        isLoading={todos.isPending}
        isChosen={(todo) => together.ticked.has(todo.id)}
        {...(kinds.length > 0 || of
          ? {
              filters: (
                <Select
                  label="事项"
                  value={of}
                  options={kinds.map((kind) => ({
                    value: kind.of,
                    label: `${kind.label}，${kind.count} 件`,
                  }))}
                  onChange={(to) => setAddress(to ? { of: to } : {})}
                />
              ),
            }
          : {})}
        columns={[
          ...(kinds.length > 0 ? [tickColumn(rows, together)] : []),
          {
            key: 'title',
            title: '事项',
            rowHead: true,
            render: (todo) => <Link to={below(todo.path)}>{todo.title}</Link>,
          },
          { key: 'dueOn', title: '期限', width: 220, render: (todo) => <Due todo={todo} /> },
          { key: 'openedAt', title: '来的时间', width: 140, render: (todo) => asDay(todo.openedAt) },
        ]}
        paging={{
          page,
          size,
          total,
          onChange: (to, by) => setAddress({ page: String(to), size: String(by), ...(of ? { of } : {}) }),
        }}
        empty={
          <Empty
            why={of ? '这一种都办完了。' : '没有等您办的事。'}
            next={
              of ? (
                <Link to={below(staff.todos())}>看别的待办</Link>
              ) : (
                <Link to={below(staff.campaigns())}>看看委员活动日</Link>
              )
            }
          />
        }
      />
    </>
  )
}

/** A box for each to-do that can be answered together with its like, and one over them for all on this page. */
const tickColumn = (rows: readonly Todo[], { ticked, tick }: Togetherness): Column<Todo> => {
  const able = rows.filter((todo) => todo.together !== null).map((todo) => todo.id)
  const isAll = able.length > 0 && able.every((id) => ticked.has(id))
  return {
    key: 'tick',
    name: '选',
    width: 52,
    title: (
      <label className="tick">
        <input type="checkbox" checked={isAll} onChange={() => tick(able, !isAll)} />
        <span className="off">选中这一页能一起办的</span>
      </label>
    ),
    render: (todo) =>
      todo.together && (
        <label className="tick">
          <input
            type="checkbox"
            checked={ticked.has(todo.id)}
            onChange={() => tick([todo.id], !ticked.has(todo.id))}
          />
          <span className="off">选中：{todo.title}</span>
        </label>
      ),
  }
}

/** △ from two working days ahead, ▲ once late; working days are the 政协's own. (quality.md U17) */
function Due({ todo }: { todo: Todo }) {
  const { dueOn, daysLeft } = todo
  if (dueOn === null || daysLeft === null) return <span className="note">没有期限</span>
  const kind = dueMark(daysLeft)
  if (!kind) return <span>{asDay(dueOn)}</span>
  return (
    <Status kind={kind}>
      {dueWords(daysLeft)}
      {daysLeft > 0 && `，${asDay(dueOn)}`}
    </Status>
  )
}
