import { Link } from 'react-router'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'

/** 集体活动｜自行开展｜请假: the three ways to take part, side by side. */
export function ActivityTabs({ here }: { here: 'activities' | 'own' | 'leaves' }) {
  const tabs = [
    { key: 'activities', label: '集体活动', to: staff.activities() },
    { key: 'own', label: '自行开展', to: staff.ownActivities() },
    { key: 'leaves', label: '请假', to: staff.leaves() },
  ]
  return (
    <nav className="seg" aria-label="参加方式">
      {tabs.map((tab) => (
        <Link key={tab.key} to={below(tab.to)} aria-current={tab.key === here ? 'page' : undefined}>
          {tab.label}
        </Link>
      ))}
    </nav>
  )
}
