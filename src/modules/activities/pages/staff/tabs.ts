import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import type { Tab } from '../../../../web/ui/staff/index.ts'

/** 集体活动｜自行开展｜请假: the three ways to take part, side by side. */
export const activityTabs = (here: 'activities' | 'own' | 'leaves'): Tab[] => [
  { label: '集体活动', to: below(staff.activities()), here: here === 'activities' },
  { label: '自行开展', to: below(staff.ownActivities()), here: here === 'own' },
  { label: '请假', to: below(staff.leaves()), here: here === 'leaves' },
]
