import { type ComponentType, lazy } from 'react'

/** One line a page: its path below /m and where it lies. */
export interface PageRoute {
  path: string
  page: ComponentType
}

const at = (path: string, load: () => Promise<{ default: ComponentType }>): PageRoute => ({
  path,
  page: lazy(load),
})

export const memberRoutes: PageRoute[] = [
  at('/', () => import('../modules/activities/pages/member/today.tsx')),
  at('/together', () => import('./pages/member-together.tsx')),
  at('/activities', () => import('../modules/activities/pages/member/activities.tsx')),
  at('/activities/:id', () => import('../modules/activities/pages/member/activity.tsx')),
  at('/activities/:id/roll', () => import('../modules/activities/pages/member/roll.tsx')),
  at('/activities/:id/code', () => import('../modules/activities/pages/member/code.tsx')),
  at('/check-in/:id', () => import('../modules/activities/pages/member/check-in.tsx')),
  at('/leave', () => import('../modules/activities/pages/member/leave.tsx')),
  at('/record', () => import('../modules/activities/pages/member/record.tsx')),
  at('/own-activities/:id', () => import('../modules/activities/pages/member/own.tsx')),
  at('/duties', () => import('../modules/activities/pages/member/duties.tsx')),
  at('/opinions', () => import('../modules/opinions/pages/member/opinions.tsx')),
  at('/opinions/:id', () => import('../modules/opinions/pages/member/opinion.tsx')),
  at('/my-code', () => import('../modules/opinions/pages/member/my-code.tsx')),
  at('/rosters', () => import('../modules/rosters/pages/member/mine.tsx')),
  at('/rosters/:id', () => import('../modules/rosters/pages/member/slot.tsx')),
  at('/studio', () => import('../modules/venues/pages/member/studio.tsx')),
  at('/studio/:id/edit', () => import('../modules/venues/pages/member/edit.tsx')),
  at('/posts/new', () => import('../modules/posts/pages/member/write.tsx')),
  at('/posts/:id/write', () => import('../modules/posts/pages/member/write.tsx')),
  at('/posts/:id', () => import('../modules/posts/pages/member/post.tsx')),
  at('/phones', () => import('../modules/accounts/pages/member/phones.tsx')),
  at('/notices', () => import('../modules/accounts/pages/member/notices.tsx')),
]
