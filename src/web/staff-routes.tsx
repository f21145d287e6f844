import { type ComponentType, lazy } from 'react'

/** One line a page: its path below /staff and where it lies. */
export interface PageRoute {
  path: string
  page: ComponentType
}

const at = (path: string, load: () => Promise<{ default: ComponentType }>): PageRoute => ({
  path,
  page: lazy(load),
})

export const staffRoutes: PageRoute[] = [
  at('/', () => import('./pages/staff-home.tsx')),
  at('/todos', () => import('./pages/staff-home.tsx')),
  at('/campaigns', () => import('../modules/campaigns/pages/staff/list.tsx')),
  at('/campaigns/new', () => import('../modules/campaigns/pages/staff/draft.tsx')),
  at('/campaigns/:id/edit', () => import('../modules/campaigns/pages/staff/draft.tsx')),
  at('/campaigns/:id/receipts', () => import('../modules/campaigns/pages/staff/receipts.tsx')),
  at('/campaigns/:id', () => import('../modules/activity-day/pages/staff/board.tsx')),
  at('/campaigns/:id/notice', () => import('../modules/activity-day/pages/staff/notice.tsx')),
  at('/campaigns/:id/documents', () => import('../modules/activity-day/pages/staff/documents.tsx')),
  at(
    '/campaigns/:id/documents/:documentId',
    () => import('../modules/activity-day/pages/staff/document.tsx'),
  ),
  at('/members', () => import('../modules/members/pages/staff/list.tsx')),
  at('/members/new', () => import('../modules/members/pages/staff/new.tsx')),
  at('/members/import', () => import('../modules/members/pages/staff/import.tsx')),
  at('/members/counts', () => import('../modules/members/pages/staff/counts.tsx')),
  at('/members/likenesses', () => import('../modules/members/pages/staff/likenesses.tsx')),
  at('/members/likenesses/:id', () => import('../modules/members/pages/staff/likeness.tsx')),
  at('/members/:id', () => import('../modules/members/pages/staff/member.tsx')),
  at('/runs/:id', () => import('./pages/run.tsx')),
  at('/opinions', () => import('../modules/opinions/pages/staff/list.tsx')),
  at('/opinions/new', () => import('../modules/opinions/pages/staff/record.tsx')),
  at('/opinions/:id', () => import('../modules/opinions/pages/staff/item.tsx')),
  at('/venues', () => import('../modules/venues/pages/staff/list.tsx')),
  at('/venues/new', () => import('../modules/venues/pages/staff/new.tsx')),
  at('/venues/import', () => import('../modules/venues/pages/staff/import.tsx')),
  at('/venues/:id/edit', () => import('../modules/venues/pages/staff/edit.tsx')),
  at('/venues/:id', () => import('../modules/venues/pages/staff/venue.tsx')),
  at('/posts', () => import('../modules/posts/pages/staff/list.tsx')),
  at('/posts/new', () => import('../modules/posts/pages/staff/write.tsx')),
  at('/posts/words', () => import('../modules/posts/pages/staff/words.tsx')),
  at('/posts/:id/write', () => import('../modules/posts/pages/staff/write.tsx')),
  at('/posts/:id', () => import('../modules/posts/pages/staff/post.tsx')),
  at('/me/sessions', () => import('../modules/accounts/pages/staff/sessions.tsx')),
  at('/me/notices', () => import('../modules/accounts/pages/staff/notices.tsx')),
  at('/accounts', () => import('../modules/accounts/pages/staff/list.tsx')),
  at('/accounts/new', () => import('../modules/accounts/pages/staff/new.tsx')),
  at('/accounts/slips', () => import('../modules/accounts/pages/staff/slips.tsx')),
  at('/sign-in-rules', () => import('../modules/accounts/pages/staff/sign-in-rules.tsx')),
  at('/accounts/:id', () => import('../modules/accounts/pages/staff/account.tsx')),
  at('/audit', () => import('../modules/accounts/pages/staff/audit.tsx')),
  at('/audit/sign-ins', () => import('../modules/accounts/pages/staff/audit.tsx')),
  at('/activities', () => import('../modules/activities/pages/staff/list.tsx')),
  at('/activities/new', () => import('../modules/activities/pages/staff/plan.tsx')),
  at('/activities/:id', () => import('../modules/activities/pages/staff/activity.tsx')),
  at('/activities/:id/edit', () => import('../modules/activities/pages/staff/plan.tsx')),
  at('/activities/:id/roll', () => import('../modules/activities/pages/staff/roll.tsx')),
  at('/activities/:id/code', () => import('../modules/activities/pages/staff/code.tsx')),
  at('/leaves', () => import('../modules/activities/pages/staff/leaves.tsx')),
  at('/leaves/new', () => import('../modules/activities/pages/staff/leave-new.tsx')),
  at('/own-activities', () => import('../modules/activities/pages/staff/own.tsx')),
  at('/own-activities/new', () => import('../modules/activities/pages/staff/own-new.tsx')),
  at('/own-activities/:id', () => import('../modules/activities/pages/staff/own-item.tsx')),
  at('/sheets', () => import('../modules/sheets/pages/staff/list.tsx')),
  at('/sheets/:campaignId/:unitId', () => import('../modules/sheets/pages/staff/sheet.tsx')),
  at('/sheets/:campaignId/:unitId/received', () => import('../modules/sheets/pages/staff/received.tsx')),
  at('/sheets/:campaignId/:unitId/file-for', () => import('../modules/sheets/pages/staff/file-for.tsx')),
  at('/returns/:id', () => import('../modules/sheets/pages/staff/return.tsx')),
]
