import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import type { Tab } from '../../../../web/ui/staff/index.ts'

/** 安排｜人次: the plan and what came of it. */
export const rosterTabs = (here: 'slots' | 'figures'): Tab[] => [
  { label: '安排', to: below(staff.rosters()), here: here === 'slots' },
  { label: '接待与咨询人次', to: below(staff.dutyFigures()), here: here === 'figures' },
]
