import { Link, useSearchParams } from 'react-router'
import { addressOf, useRead } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { holds, useMe } from '../../../../web/session.ts'
import {
  Ask,
  Button,
  DataTable,
  Empty,
  PageHead,
  SearchBox,
  Select,
  Sentence,
  Status,
  asDay,
  inThousands,
} from '../../../../web/ui/staff/index.ts'
import {
  AssignmentFilter,
  type AssignmentRow,
  exportAssignments,
  listAssignments,
  listDepartments,
} from '../../contract.ts'
import { assignmentProcess } from '../../process.ts'
import { partLabels } from '../../rules.ts'
import { standingLook } from '../look.ts'
import { assignmentTabs } from './tabs.ts'

const stages = { open: '在办', done: '已答复', off: '已改派、收回', all: '全部' } as const
const dues = { soon: '两个工作日内到期', overdue: '已经逾期' } as const

/** The desk of a department, and the office's list of all that it has handed out: due first. */
export default function AssignmentList() {
  const [address, setAddress] = useSearchParams()
  const me = useMe()
  const isOffice = me.data !== undefined && holds(me.data, 'office', 'leader')
  const asked = AssignmentFilter.safeParse(Object.fromEntries(address))
  const filter = asked.success ? asked.data : AssignmentFilter.parse({})
  const list = useRead(listAssignments, { query: filter })
  const departments = useRead(listDepartments, { query: { size: 200 } }, { enabled: isOffice })
  const change = (name: string, value: string) => {
    const next = new URLSearchParams(address)
    next.delete('page')
    if (value) next.set(name, value)
    else next.delete(name)
    setAddress(next)
  }
  const total = list.data?.total ?? 0
  return (
    <>
      <PageHead
        title={isOffice ? '交办与督办' : '交给我们办的事'}
        facts={[isOffice ? '交给各部门的事，最先到期的在前' : '最先到期的在前']}
        {...(isOffice ? { tabs: assignmentTabs('assignments') } : {})}
      />
      {list.data && <Gist counts={list.data.counts} isOffice={isOffice} />}
      <DataTable
        id="assignments"
        caption="交办"
        rows={list.data?.rows ?? []}
        rowKey={(row) => row.id}
        isLoading={list.isPending}
        failed={list.error?.message}
        minWidth={isOffice ? 980 : 820}
        filters={
          <>
            <Select
              label="办到"
              value={filter.stage}
              all={null}
              options={Object.entries(stages).map(([value, label]) => ({ value, label }))}
              onChange={(value) => change('stage', value)}
            />
            <Select
              label="期限"
              value={filter.due ?? ''}
              options={Object.entries(dues).map(([value, label]) => ({ value, label }))}
              onChange={(value) => change('due', value)}
            />
            <Select
              label="状态"
              value={filter.state ?? ''}
              options={Object.entries(assignmentProcess.states).map(([value, { label }]) => ({
                value,
                label,
              }))}
              onChange={(value) => change('state', value)}
            />
            {isOffice && (
              <Select
                label="部门"
                value={filter.departmentId ?? ''}
                options={(departments.data?.rows ?? []).map((one) => ({ value: one.id, label: one.name }))}
                onChange={(value) => change('departmentId', value)}
              />
            )}
            <SearchBox
              label="按编号、内容、部门找"
              value={filter.search ?? ''}
              onChange={(words) => change('search', words)}
            />
          </>
        }
        said={total > 0 ? `共 ${inThousands(total)} 件` : undefined}
        tools={
          <Button href={addressOf(exportAssignments, { query: filter })} download>
            导出
          </Button>
        }
        columns={[
          {
            key: 'title',
            title: '事项',
            rowHead: true,
            render: (row) => <Link to={below(staff.assignment(row.id))}>{row.title || '（没有写）'}</Link>,
          },
          {
            key: 'state',
            title: '办到哪一步',
            width: 220,
            render: (row) => {
              const look = standingLook(row)
              return (
                <>
                  <Status kind={look.kind}>{look.words}</Status>
                  {row.extensionUntil && <Status kind="warn">申请延到{asDay(row.extensionUntil)}</Status>}
                </>
              )
            },
          },
          {
            key: 'due',
            title: '期限',
            width: 110,
            render: (row) => (row.dueOn ? asDay(row.dueOn) : '–'),
          },
          { key: 'number', title: '编号', width: 110, render: (row) => row.number ?? '–' },
          ...(isOffice
            ? [
                {
                  key: 'department',
                  title: '承办部门',
                  width: 170,
                  render: (row: AssignmentRow) => row.departmentName,
                },
              ]
            : []),
          { key: 'part', title: '办理', width: 70, render: (row) => partLabels[row.part] },
          { key: 'assignedAt', title: '交办', width: 110, render: (row) => asDay(row.assignedAt) },
        ]}
        paging={{
          page: filter.page,
          size: filter.size,
          total,
          onChange: (to) => change('page', String(to)),
        }}
        empty={
          address.toString() === '' ? (
            <Empty
              why={
                isOffice ? '没有在办的事。群众意见受理后，在那一条里交给部门。' : '现在没有交给你们办的事。'
              }
            />
          ) : (
            <Empty why="这样筛没有。" next={<Link to="?">看在办的</Link>} />
          )
        }
      />
    </>
  )
}

function Gist(props: {
  counts: { open: number; soon: number; overdue: number; office: number }
  isOffice: boolean
}) {
  const { open, soon, overdue, office } = props.counts
  if (open === 0) return null
  return (
    <Sentence>
      在办 <Link to="?">{inThousands(open)}</Link> 件
      {soon > 0 && (
        <>
          ，两个工作日内到期 <Link to="?due=soon">{inThousands(soon)}</Link> 件
        </>
      )}
      {overdue > 0 && (
        <>
          ，
          <Ask>
            逾期 <Link to="?due=overdue">{inThousands(overdue)}</Link> 件
          </Ask>
        </>
      )}
      {props.isOffice && office > 0 && <>，{inThousands(office)} 件等办公室定</>}。
    </Sentence>
  )
}
