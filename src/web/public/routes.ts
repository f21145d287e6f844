import type { Module } from '../../platform/module.ts'
import { page } from '../../platform/page.tsx'
import { anyone } from '../../platform/policy.ts'
import { activityPage } from './activity.tsx'
import { committeePage, homePage } from './home.tsx'
import { complaintsPage, privacyPage } from './plain.tsx'
import { postPage, studioPostsPage } from './posts.tsx'
import { studioPage } from './studio.tsx'

/** The public face: pages that combine slices, read by anyone, without script. */
export const publicModule: Module = {
  name: 'public',
  routes: (app) => {
    page(app, '/', anyone, homePage)
    page(app, '/c/:code', anyone, committeePage)
    page(app, '/s/:token', anyone, studioPage)
    page(app, '/s/:token/posts', anyone, studioPostsPage)
    page(app, '/p/:id', anyone, postPage)
    page(app, '/a/:id', anyone, activityPage)
    page(app, '/complaints', anyone, complaintsPage)
    page(app, '/privacy', anyone, privacyPage)
  },
}
