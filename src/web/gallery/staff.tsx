import '../styles/staff.css'
import type { ReactNode } from 'react'
import { Shell, ThemeProvider, type NavGroup } from '../ui/staff/index.ts'
import { Board } from './board.tsx'
import { Filling } from './filling.tsx'
import { Parts } from './parts.tsx'
import { Return } from './return.tsx'

const groups: NavGroup[] = [
  {
    label: '手头',
    items: [
      { to: '/todos', label: '待办', count: 12 },
      { to: '/calendar', label: '日历' },
    ],
  },
  {
    label: '履职',
    items: [
      { to: '/', label: '委员活动日' },
      { to: '/venues', label: '委员工作室' },
      { to: '/activities', label: '活动与会议' },
      { to: '/opinions', label: '群众意见' },
      { to: '/proposals', label: '提案' },
      { to: '/deliberations', label: '协商议题' },
    ],
  },
  {
    label: '统计',
    items: [
      { to: '/sheets', label: '统计表' },
      { to: '/scoring', label: '履职记分' },
      { to: '/bulletins', label: '通报' },
    ],
  },
  {
    label: '底册',
    items: [
      { to: '/members', label: '委员' },
      { to: '/units', label: '机构' },
      { to: '/settings', label: '设置' },
    ],
  },
]

const pages: Record<string, () => ReactNode> = {
  board: Board,
  parts: Parts,
  filling: Filling,
  return: Return,
}

/** The staff face's components, one page each: ?page=board | parts | filling | return. */
export default function StaffGallery() {
  const Page = pages[new URLSearchParams(location.search).get('page') ?? 'board'] ?? Board
  return (
    <ThemeProvider>
      <Shell
        site={{ name: new URLSearchParams(location.search).get('name') ?? '民桥', home: '/' }}
        unit="湖南省政协委员学习联络委员会"
        units={[
          { id: '1', name: '湖南省政协委员学习联络委员会' },
          { id: '2', name: '湖南省政协办公厅' },
        ]}
        onUnit={() => undefined}
        demo
        groups={groups}
        todo={{ to: '/todos', count: 12 }}
        who={{ name: '沈一苇', to: '/me' }}
        onFind={() => undefined}
      >
        <Page />
      </Shell>
    </ThemeProvider>
  )
}
