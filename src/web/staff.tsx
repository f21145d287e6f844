import './ui/chrome90.ts'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter, Link, Route, Routes } from 'react-router'
import { Empty, ThemeProvider } from './ui/staff/index.ts'
import { setFace } from './call.ts'
import { StaffFrame } from './frame.tsx'
import { staffRoutes } from './staff-routes.tsx'

import './styles/staff.css'

setFace('staff')
const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content
const client = new QueryClient({
  defaultOptions: { queries: { staleTime: 1_000, refetchOnWindowFocus: true } },
})
const root = document.getElementById('root')

if (root)
  createRoot(root).render(
    <ThemeProvider {...(nonce ? { nonce } : {})}>
      <QueryClientProvider client={client}>
        <BrowserRouter basename="/staff">
          <StaffFrame>
            <Suspense fallback={<p className="meta">正在打开……</p>}>
              <Routes>
                {staffRoutes.map(({ path, page: Page }) => (
                  <Route key={path} path={path} element={<Page />} />
                ))}
                <Route
                  path="*"
                  element={<Empty why="没有这一页，或者您看不到它。" next={<Link to="/">回到首页</Link>} />}
                />
              </Routes>
            </Suspense>
          </StaffFrame>
        </BrowserRouter>
      </QueryClientProvider>
    </ThemeProvider>,
  )
