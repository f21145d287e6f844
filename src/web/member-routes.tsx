import { type ComponentType, lazy } from 'react'

/** One line a page: its path below /m and where it lies. */
export interface PageRoute {
  path: string
  page: ComponentType
}

const at = (path: string, load: () => Promise<{ default: ComponentType }>): PageRoute => ({ path, page: lazy(load) })

export const memberRoutes: PageRoute[] = [at('/', () => import('./pages/member-home.tsx'))]
