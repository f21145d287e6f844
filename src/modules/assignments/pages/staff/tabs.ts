import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import type { Tab } from '../../../../web/ui/staff/index.ts'

/** The office's pages of handing over: all assignments, departments, 批示, days off. */
export const assignmentTabs = (here: 'assignments' | 'departments' | 'directives' | 'calendar'): Tab[] => [
  { label: '交办与督办', to: below(staff.assignments()), here: here === 'assignments' },
  { label: '承办部门', to: below(staff.departments()), here: here === 'departments' },
  { label: '批示', to: below(staff.directives()), here: here === 'directives' },
  { label: '放假与调休', to: below(staff.calendar()), here: here === 'calendar' },
]
