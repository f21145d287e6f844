import { lazy, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'

/** Every component of the kit on one page per face, for looking at (development only): ?face=staff | member. */
const faces = {
  staff: lazy(() => import('./gallery/staff.tsx')),
  member: lazy(() => import('./gallery/member.tsx')),
}
const Face = new URLSearchParams(location.search).get('face') === 'member' ? faces.member : faces.staff
const root = document.getElementById('root')

if (root)
  createRoot(root).render(
    <BrowserRouter>
      <Suspense>
        <Face />
      </Suspense>
    </BrowserRouter>,
  )
