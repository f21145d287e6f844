import { type ReactNode, useEffect, useState } from 'react'
import { useNavigate } from 'react-router'
import { ErrorNote, type NavGroup, Shell, setDraftOwner } from './ui/staff/index.ts'
import { findAt } from './find-at.ts'
import { staff } from './paths.ts'
import { type Me, holds, useMe } from './session.ts'

/** The desk around every staff page: who is signed in, the table of contents, the to-do count. */
export function StaffFrame({ children }: { children: ReactNode }) {
  const me = useMe()
  if (me.error?.status === 401) return <SignInAgain />
  if (me.error) return <ErrorNote reference={me.error.requestId ?? ''}>{me.error.message}</ErrorNote>
  if (!me.data) return <p className="meta">正在打开……</p>
  if (me.data.passwordDue) return <PasswordDue />
  setDraftOwner(me.data.personId)
  return <Desk me={me.data}>{children}</Desk>
}

/** Nothing is answered before the password is changed. */
function PasswordDue() {
  useEffect(() => location.replace(staff.password()), [])
  return <p className="meta">先改密码……</p>
}

/** The session has ended: what was typed stays in its draft, and signing in comes back here. */
function SignInAgain() {
  const back = `${location.pathname}${location.search}`
  return (
    <main className="main">
      <h1 className="title">请重新登录</h1>
      <p>离开一会儿，为了安全已经退出。您写的草稿都还在这台电脑上，登录后接着写。</p>
      <p>
        <a className="btn btn-main" href={`/sign-in?next=${encodeURIComponent(back)}`}>
          去登录
        </a>
      </p>
    </main>
  )
}

function Desk({ me, children }: { me: Me; children: ReactNode }) {
  const go = useNavigate()
  const units = me.grants.map((grant) => ({ id: grant.unitId, name: `${grant.unitName}` }))
  const distinct = units.filter((unit, index) => units.findIndex((other) => other.id === unit.id) === index)
  const [unit, setUnit] = useState(distinct[0]?.id ?? '')
  return (
    <Shell
      site={{ name: me.site.name, home: '/' }}
      unit={distinct.find((one) => one.id === unit)?.name ?? me.name}
      units={distinct}
      onUnit={setUnit}
      demo={me.demo}
      groups={contentsFor(me)}
      todo={{ to: below(staff.todos()), count: me.todoCount }}
      who={{ name: me.name, to: below(staff.mySessions()) }}
      out={signOut}
      {...(works(me) && { onFind: (words: string) => go(below(findAt(words, knowsMembers(me)))) })}
    >
      {me.warnings.length > 0 && (
        <ErrorNote>数据库的设置不安全，请马上告诉系统管理员。{me.warnings.join('；')}。</ErrorNote>
      )}
      {children}
    </Shell>
  )
}

const signOut = () => {
  const form = document.createElement('form')
  form.method = 'post'
  form.action = '/sign-out'
  document.body.append(form)
  form.submit()
}

/** The router stands at /staff: addresses inside it are written without. */
export const below = (path: string): string => path.replace(/^\/staff(?=\/|$)/, '') || '/'

const works = (me: Me) => holds(me, 'office', 'special_committee', 'convener', 'contact_group', 'leader')
const knowsMembers = (me: Me) => holds(me, 'office', 'special_committee', 'convener', 'contact_group')

const contentsFor = (me: Me): NavGroup[] => {
  const administers = holds(me, 'system', 'security', 'office')
  const audits = holds(me, 'audit')
  const handles = holds(me, 'department')
  const keepsDays = holds(me, 'system')
  const reads = holds(me, 'office', 'special_committee', 'leader')
  return [
    {
      label: '手头',
      items: [
        { to: below(staff.todos()), label: '待办', count: me.todoCount },
        ...(handles ? [{ to: below(staff.assignments()), label: '交给我们办的事' }] : []),
        { to: below(staff.notices()), label: '消息', count: me.unreadCount },
      ],
    },
    ...(works(me)
      ? [
          {
            label: '履职',
            items: [
              { to: below(staff.campaigns()), label: '委员活动日' },
              { to: below(staff.venues()), label: '委员工作室' },
              { to: below(staff.activities()), label: '活动' },
              { to: below(staff.rosters()), label: '轮值' },
              { to: below(staff.opinions()), label: '群众意见' },
              ...(holds(me, 'office', 'leader')
                ? [{ to: below(staff.assignments()), label: '交办与督办' }]
                : []),
              { to: below(staff.leads()), label: '线索池' },
              ...(holds(me, 'office', 'leader', 'special_committee')
                ? [{ to: below(staff.informations()), label: '社情民意信息' }]
                : []),
              { to: below(staff.reports()), label: '金点子专报' },
              { to: below(staff.posts()), label: '动态' },
            ],
          },
        ]
      : []),
    ...(reads
      ? [
          {
            label: '统计',
            items: [
              { to: below(staff.sheets()), label: '统计表' },
              { to: below(staff.opinionFigures()), label: '群众意见统计' },
            ],
          },
        ]
      : []),
    ...(knowsMembers(me) ? [{ label: '底册', items: [{ to: below(staff.members()), label: '委员' }] }] : []),
    ...(administers
      ? [
          {
            label: '管理',
            items: [
              { to: below(staff.accounts()), label: '账号与角色' },
              ...(holds(me, 'office') ? [{ to: below(staff.settings()), label: '期限与次数' }] : []),
              ...(keepsDays ? [{ to: below(staff.calendar()), label: '放假与调休' }] : []),
              ...(holds(me, 'security')
                ? [
                    { to: below(staff.signInRules()), label: '登录规定' },
                    { to: below(staff.signIns()), label: '登录记录' },
                  ]
                : []),
            ],
          },
        ]
      : []),
    ...(audits ? [{ label: '审计', items: [{ to: below(staff.audit()), label: '审计记录' }] }] : []),
  ]
}
