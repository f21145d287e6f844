import type { Actor, Grant } from '../../platform/actor.ts'
import { Conflict } from '../../platform/errors.ts'

/** The three that are never one person (GB/T 22239 三级, 三员分立). */
export const administratorRoles = ['system', 'security', 'audit'] as const

export const isAdministratorRole = (role: string): boolean => administratorRoles.some((one) => one === role)

/**
 * Which roles a system administrator gives on which kind of unit. A convener is named on the studio's own page, where the
 * dated fact belongs, and a member's role follows from the mandate.
 */
export const rolesOn: Record<string, readonly Grant['role'][]> = {
  committee: ['office', 'leader', 'system', 'security', 'audit'],
  office: ['office'],
  special_committee: ['special_committee'],
  group: ['contact_group'],
  department: ['department'],
}

/** quality.md S20: rights change only after a second proof of who is at the desk. Throws Conflict without it. */
export const demandFreshCode = (actor: Actor): void => {
  if (!actor.contactsOpen) throw new Conflict('这是要紧的事，请先输一次新的动态码。', { needs: 'fresh-code' })
}

interface Standing {
  isSelf: boolean
  isSetUp: boolean
  isAdministrator: boolean
  /** recorded by the reader's own 政协 */
  isAtHome: boolean
  state: 'active' | 'disabled'
  openSessions: number
  isServing: boolean
}

/** What a reader with these roles may do with an account: null is open, else why not. */
export const accountSteps = (roles: ReadonlySet<string>, account: Standing) => ({
  grant: account.isSelf ? '不能给自己授予角色' : roles.has('system') ? null : '角色由系统管理员授予',
  setUp: setUpObstacle(roles, account),
  disable: account.isSelf
    ? '不能停用自己'
    : !roles.has('security')
      ? '停用由安全管理员办'
      : account.isAtHome
        ? null
        : '这个人的账号在另一个政协，请那边停用',
  endSessions: account.isSelf
    ? '自己的在“我的登录”里退出'
    : !roles.has('security')
      ? '强制退出由安全管理员办'
      : account.openSessions > 0
        ? null
        : '现在没有登录着',
  readOut: readOutObstacle(roles, account),
})

const readOutObstacle = (roles: ReadonlySet<string>, account: Standing): string | null => {
  if (!roles.has('office')) return '登录码由办公室念给委员'
  if (account.state === 'disabled') return '账号已停用'
  return account.isServing ? null : '不是本级的在任委员'
}

/** A new colleague gets the link from the office too; who has lost password or phone gets it from another administrator. */
const setUpObstacle = (roles: ReadonlySet<string>, account: Standing): string | null => {
  if (account.isSelf) return '自己的要请另一位管理员办'
  if (!account.isAtHome) return '这个人的账号在另一个政协'
  if (account.state === 'disabled') return '账号已停用'
  if (roles.has('system') || roles.has('security')) return null
  return account.isSetUp || account.isAdministrator ? '忘了密码或换了手机，由系统管理员或安全管理员办' : null
}
