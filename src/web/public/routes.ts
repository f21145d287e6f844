import type { Module } from '../../platform/module.ts'
import { openPage, page } from '../../platform/page.tsx'
import { anyone } from '../../platform/policy.ts'
import { activityPage } from './activity.tsx'
import { answerPage, answersPage, committeeAnswersPage, studioAnswersPage } from './answers.tsx'
import { committeePage, homePage } from './home.tsx'
import { form } from '../../platform/form.ts'
import { privacyPage } from './plain.tsx'
import { receiptPage } from './receipt.tsx'
import { committeeSayForm, complaintsForm, sayForm } from './say.tsx'
import { trackForm, trackedForm } from './track.tsx'
import { postPage, studioPostsPage } from './posts.tsx'
import { dutyPage } from './duty.tsx'
import { studioPage } from './studio.tsx'

/** The public face: pages that combine slices, read by anyone, without script. */
export const publicModule: Module = {
  name: 'public',
  routes: (app) => {
    openPage(app, '/', homePage)
    openPage(app, '/c/:code', committeePage)
    openPage(app, '/answers', answersPage)
    openPage(app, '/answers/:id', answerPage)
    openPage(app, '/c/:code/answers', committeeAnswersPage)
    openPage(app, '/s/:token', studioPage)
    openPage(app, '/s/:token/posts', studioPostsPage)
    openPage(app, '/s/:token/answers', studioAnswersPage)
    openPage(app, '/s/:token/duty', dutyPage)
    openPage(app, '/p/:id', postPage)
    openPage(app, '/a/:id', activityPage)
    form(app, sayForm)
    form(app, committeeSayForm)
    form(app, complaintsForm)
    page(app, '/receipt/:link', anyone, receiptPage)
    form(app, trackForm)
    form(app, trackedForm)
    openPage(app, '/privacy', privacyPage)
  },
}
