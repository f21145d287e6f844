import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useRead, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { useMe } from '../../../../web/session.ts'
import {
  Button,
  DataTable,
  DateField,
  Drawer,
  Empty,
  Form,
  PageHead,
  RowButton,
  SearchBox,
  Select,
  Status,
  TextField,
  asDay,
} from '../../../../web/ui/staff/index.ts'
import {
  type Department,
  addDepartment,
  closeDepartment,
  listDepartments,
  renameDepartment,
} from '../../contract.ts'
import { assignmentTabs } from './tabs.ts'

/** 承办部门 of one's own 政协: who can sign, what they have in hand; added, renamed, dissolved. */
export default function DepartmentList() {
  const [address, setAddress] = useSearchParams()
  const me = useMe()
  const search = address.get('search') ?? ''
  const closed = address.get('closed') === '1'
  const list = useRead(listDepartments, {
    query: { size: 200, ...(search ? { search } : {}), ...(closed ? { closed: '1' as const } : {}) },
  })
  const [changing, setChanging] = useState<Department | 'new' | null>(null)
  const office = me.data?.grants.find((grant) => grant.role === 'office')
  const change = (name: string, value: string) => {
    const next = new URLSearchParams(address)
    if (value) next.set(name, value)
    else next.delete(name)
    setAddress(next)
  }
  return (
    <>
      <PageHead
        title="承办部门"
        tabs={assignmentTabs('departments')}
        facts={['群众意见和提案交给它们办；谁能代部门签收，在“账号与角色”里授“承办部门”的角色']}
        aside={
          office ? (
            <Button main onPress={() => setChanging('new')}>
              加一个部门
            </Button>
          ) : undefined
        }
      />
      <DataTable
        id="departments"
        caption="承办部门"
        rows={list.data?.rows ?? []}
        rowKey={(row) => row.id}
        isLoading={list.isPending}
        failed={list.error?.message}
        minWidth={820}
        filters={
          <>
            <Select
              label="看"
              value={closed ? '1' : ''}
              all="现有的"
              options={[{ value: '1', label: '连撤并的' }]}
              onChange={(value) => change('closed', value)}
            />
            <SearchBox label="按名称找" value={search} onChange={(words) => change('search', words)} />
          </>
        }
        said={list.data ? `共 ${list.data.total} 个` : undefined}
        columns={[
          { key: 'name', title: '部门', rowHead: true, render: (row) => row.name },
          {
            key: 'people',
            title: '能签收的人',
            width: 120,
            align: 'right',
            render: (row) =>
              row.peopleCount > 0 ? (
                row.peopleCount
              ) : (
                <Link to={below(staff.newAccount())}>还没有，去加</Link>
              ),
          },
          {
            key: 'open',
            title: '在办',
            width: 80,
            align: 'right',
            render: (row) => (
              <Link to={`${below(staff.assignments())}?departmentId=${row.id}`}>{row.openCount}</Link>
            ),
          },
          {
            key: 'overdue',
            title: '逾期',
            width: 110,
            align: 'right',
            render: (row) =>
              row.overdueCount > 0 ? <Status kind="late">{row.overdueCount} 件</Status> : row.overdueCount,
          },
          {
            key: 'days',
            title: '设立与撤并',
            width: 220,
            render: (row) => (row.openUntil ? `${asDay(row.openUntil)}起撤并` : `${asDay(row.openFrom)}起`),
          },
          ...(office
            ? [
                {
                  key: 'change',
                  title: '',
                  name: '办理',
                  width: 170,
                  render: (row: Department) =>
                    row.openUntil === null ? (
                      <RowButton icon="pen" onPress={() => setChanging(row)}>
                        改名、撤并
                      </RowButton>
                    ) : null,
                },
              ]
            : []),
        ]}
        empty={<Empty why="还没有承办部门。加进来，就可以把群众意见交给它们办。" />}
      />
      {changing === 'new' && office && (
        <Adding committeeId={office.committeeId} onClose={() => setChanging(null)} />
      )}
      {changing !== null && changing !== 'new' && (
        <Changing department={changing} onClose={() => setChanging(null)} />
      )}
    </>
  )
}

function Adding({ committeeId, onClose }: { committeeId: string; onClose: () => void }) {
  const write = useWrite(addDepartment)
  return (
    <Drawer from="承办部门" title="加一个部门" onClose={onClose}>
      <Form
        schema={addDepartment.body.omit({ committeeId: true })}
        submit="加进来"
        onSubmit={async (body, { key }) => {
          await write.send({ body: { ...body, committeeId }, key })
          return '加好了，可以接着加下一个。'
        }}
      >
        <TextField name="name" label="名称" hint="写全称或常用简称，如：城市管理局。" max={60} />
        <DateField name="openFrom" label="设立日期" optional hint="不填就从今天算。" />
      </Form>
    </Drawer>
  )
}

function Changing({ department, onClose }: { department: Department; onClose: () => void }) {
  const rename = useWrite(renameDepartment)
  const close = useWrite(closeDepartment)
  return (
    <Drawer from={department.name} title="改名、撤并" onClose={onClose}>
      <Form
        schema={renameDepartment.body}
        submit="改名"
        initial={{ name: department.name }}
        onSubmit={async (body, { key }) => {
          await rename.send({ params: { id: department.id }, body, key })
          return '改好了。'
        }}
      >
        <TextField name="name" label="名称" max={60} />
      </Form>
      <Form
        schema={closeDepartment.body}
        submit="撤并这个部门"
        quiet
        onSubmit={async (body, { key }) => {
          const { openCount } = await close.send({ params: { id: department.id }, body, key })
          return openCount > 0 ? `定好了。它在办的 ${openCount} 件到那天转给办公室改派。` : '定好了。'
        }}
      >
        <DateField
          name="on"
          label="从哪天起没有这个部门"
          hint="第一天没有它的日期。在办的转到办公室待办里改派。"
        />
      </Form>
    </Drawer>
  )
}
