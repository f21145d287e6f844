import { Status, asDayTime } from '../../../../web/ui/staff/index.ts'
import type { Account } from '../../contract.ts'

export const roleOptions = [
  { value: 'office', label: '办公室工作人员' },
  { value: 'special_committee', label: '专委会工作人员' },
  { value: 'convener', label: '工作室召集人' },
  { value: 'contact_group', label: '联络组' },
  { value: 'department', label: '承办部门' },
  { value: 'leader', label: '政协领导' },
  { value: 'system', label: '系统管理员' },
  { value: 'security', label: '安全管理员' },
  { value: 'audit', label: '审计管理员' },
]

/** How an account stands, in a word. */
export function AccountState({ account }: { account: Account }) {
  if (account.state === 'disabled') return <Status kind="off">已停用</Status>
  if (account.lockedUntil) return <Status kind="late">{`锁到 ${asDayTime(account.lockedUntil)}`}</Status>
  if (account.login === null)
    return worksAtDesk(account) ? (
      <Status kind="todo">还没有登录名</Status>
    ) : (
      <Status kind="done">用手机登录</Status>
    )
  return account.isSetUp ? <Status kind="done">能用</Status> : <Status kind="todo">还没启用</Status>
}

/** Conveners work on the phone; every other role needs the desk, and so a login. */
const worksAtDesk = (account: Account): boolean => account.grants.some((grant) => grant.role !== 'convener')
