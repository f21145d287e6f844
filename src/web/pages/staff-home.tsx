import { Link, useSearchParams } from 'react-router'
import { type Todo, listTodos } from '../../platform/todos-contract.ts'
import { DataTable, Empty, ErrorNote, PageHead, Sentence, Status, asDay } from '../ui/staff/index.ts'
import { useRead } from '../call.ts'
import { below } from '../frame.tsx'
import { staff } from '../paths.ts'

/** 待办: one list across all modules, what falls due first in front. */
export default function StaffHome() {
  const [address, setAddress] = useSearchParams()
  const page = Number(address.get('page') ?? 1)
  const size = Number(address.get('size') ?? 20)
  const todos = useRead(listTodos, { query: { page, size } }, { everyMs: 1_000 })
  if (todos.error) return <ErrorNote reference={todos.error.requestId ?? ''}>{todos.error.message}</ErrorNote>
  const total = todos.data?.total ?? 0
  return (
    <>
      <PageHead title="待办" count={total} />
      {total > 0 && <Sentence>有 {total} 件事等您办，先到期的在前。</Sentence>}
      <DataTable
        id="todos"
        caption="待办"
        rows={todos.data?.rows ?? []}
        rowKey={(todo) => todo.id}
        isLoading={todos.isPending}
        columns={[
          {
            key: 'title',
            title: '事项',
            rowHead: true,
            render: (todo) => <Link to={below(todo.path)}>{todo.title}</Link>,
          },
          { key: 'dueOn', title: '期限', width: 180, render: (todo) => <Due todo={todo} /> },
          { key: 'openedAt', title: '来的时间', width: 140, render: (todo) => asDay(todo.openedAt) },
        ]}
        paging={{
          page,
          size,
          total,
          onChange: (to, by) => setAddress({ page: String(to), size: String(by) }),
        }}
        empty={
          <Empty why="没有等您办的事。" next={<Link to={below(staff.campaigns())}>看看委员活动日</Link>} />
        }
      />
    </>
  )
}

/** △ from two working days ahead, ▲ once late; working days are the 政协's own. (quality.md U17) */
function Due({ todo }: { todo: Todo }) {
  const { dueOn, daysLeft } = todo
  if (dueOn === null || daysLeft === null) return <span className="note">没有期限</span>
  if (daysLeft < 0) return <Status kind="late">逾期 {-daysLeft} 个工作日</Status>
  if (daysLeft === 0) return <Status kind="due">{isToday(dueOn) ? '今天到期' : `${asDay(dueOn)}到期`}</Status>
  if (daysLeft <= 2)
    return (
      <Status kind="due">
        还剩 {daysLeft} 个工作日，{asDay(dueOn)}
      </Status>
    )
  return <span>{asDay(dueOn)}</span>
}

const isToday = (day: string) => day === new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
