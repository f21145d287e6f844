import './ui/chrome90.ts'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter, Route, Routes } from 'react-router'
import { Empty, Page, applyElder } from './ui/member/index.ts'
import { setFace } from './call.ts'
import { memberRoutes } from './member-routes.tsx'
import './styles/member.css'

setFace('member')
applyElder()
const client = new QueryClient({ defaultOptions: { queries: { staleTime: 1_000, networkMode: 'always' } } })
if ('serviceWorker' in navigator)
  void navigator.serviceWorker.register('/m/service-worker.js', { scope: '/m' }).catch(() => undefined)
const root = document.getElementById('root')

if (root)
  createRoot(root).render(
    <QueryClientProvider client={client}>
      <BrowserRouter basename="/m">
        <Suspense fallback={<p className="page">正在打开……</p>}>
          <Routes>
            {memberRoutes.map(({ path, page: Face }) => (
              <Route key={path} path={path} element={<Face />} />
            ))}
            <Route
              path="*"
              element={
                <Page title="没有这一页">
                  <Empty why="没有这一页，或者您看不到它。" next={<a href="/m">回到今天</a>} />
                </Page>
              }
            />
          </Routes>
        </Suspense>
      </BrowserRouter>
    </QueryClientProvider>,
  )
