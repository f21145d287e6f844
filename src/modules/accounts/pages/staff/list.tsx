import { Link, useSearchParams } from 'react-router'
import { useRead } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { holds, useMe } from '../../../../web/session.ts'
import {
  Button,
  DataTable,
  Empty,
  ErrorNote,
  PageHead,
  SearchBox,
  Select,
  asDayTime,
} from '../../../../web/ui/staff/index.ts'
import { type Account, listAccounts } from '../../contract.ts'
import { AccountState, roleOptions } from './look.tsx'

const states = [
  { value: 'active', label: '能用' },
  { value: 'disabled', label: '已停用' },
  { value: 'locked', label: '锁着' },
]

/** 账号与角色: who works in this 政协, with what roles, in what state. */
export default function AccountList() {
  const [address, setAddress] = useSearchParams()
  const page = Number(address.get('page') ?? 1)
  const asked = Object.fromEntries(
    ['search', 'role', 'state'].flatMap((name) => {
      const value = address.get(name)
      return value ? [[name, value]] : []
    }),
  )
  const list = useRead(listAccounts, { query: { page, size: 30, ...asked } })
  const me = useMe()
  const turn = (name: string, value: string) =>
    setAddress(
      Object.fromEntries(Object.entries({ ...asked, [name]: value }).filter(([, words]) => words !== '')),
    )
  if (list.error) return <ErrorNote reference={list.error.requestId ?? ''}>{list.error.message}</ErrorNote>
  const total = list.data?.total ?? 0
  const mayOpen = me.data !== undefined && holds(me.data, 'system', 'office')
  const mayPrint = me.data !== undefined && holds(me.data, 'office')
  return (
    <>
      <PageHead
        title="账号与角色"
        facts={['本级政协的工作账号。委员用手机登录，不在这里。', '系统、安全、审计管理员不能是同一个人']}
        aside={
          <div className="open">
            {mayPrint && <Button to={below(staff.slips())}>印激活纸条</Button>}
            {mayOpen && (
              <Button main to={below(staff.newAccount())}>
                为同事开账号
              </Button>
            )}
          </div>
        }
      />
      <DataTable
        id="accounts"
        caption="账号与角色"
        rows={list.data?.rows ?? []}
        rowKey={(row) => row.personId}
        isLoading={list.isPending}
        filters={
          <>
            <SearchBox
              label="按姓名、拼音、登录名找"
              value={asked.search ?? ''}
              onChange={(words) => turn('search', words)}
            />
            <Select
              label="角色"
              value={asked.role ?? ''}
              options={roleOptions}
              onChange={(role) => turn('role', role)}
            />
            <Select
              label="状态"
              value={asked.state ?? ''}
              options={states}
              onChange={(state) => turn('state', state)}
            />
          </>
        }
        said={total > 0 ? `共 ${total} 个` : undefined}
        columns={[
          {
            key: 'name',
            title: '姓名',
            rowHead: true,
            width: 140,
            render: (row) => <Link to={below(staff.account(row.personId))}>{row.name}</Link>,
          },
          { key: 'login', title: '登录名', width: 160, render: (row) => row.login ?? '' },
          { key: 'grants', title: '角色', render: (row) => <Grants row={row} /> },
          { key: 'state', title: '状态', width: 190, render: (row) => <AccountState account={row} /> },
          {
            key: 'seen',
            title: '最近使用',
            width: 160,
            render: (row) => (row.lastSeenAt ? asDayTime(row.lastSeenAt) : '还没登录过'),
          },
        ]}
        paging={{ page, size: 30, total, onChange: (to) => setAddress({ ...asked, page: String(to) }) }}
        empty={<Empty why="没有这样的账号。" next={<Link to="?">看全部</Link>} />}
      />
    </>
  )
}

function Grants({ row }: { row: Account }) {
  if (row.grants.length === 0) return <span className="note">还没有角色</span>
  return (
    <>
      {row.grants.map((grant) => (
        <div key={grant.id}>
          {grant.roleLabel}，<span className="note">{grant.unitName}</span>
        </div>
      ))}
    </>
  )
}
