import type { Module } from '../../platform/module.ts'
import { page } from '../../platform/page.tsx'
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
    page(app, '/', anyone, homePage)
    page(app, '/c/:code', anyone, committeePage)
    page(app, '/answers', anyone, answersPage)
    page(app, '/answers/:id', anyone, answerPage)
    page(app, '/c/:code/answers', anyone, committeeAnswersPage)
    page(app, '/s/:token', anyone, studioPage)
    page(app, '/s/:token/posts', anyone, studioPostsPage)
    page(app, '/s/:token/answers', anyone, studioAnswersPage)
    page(app, '/s/:token/duty', anyone, dutyPage)
    page(app, '/p/:id', anyone, postPage)
    page(app, '/a/:id', anyone, activityPage)
    form(app, sayForm)
    form(app, committeeSayForm)
    form(app, complaintsForm)
    page(app, '/receipt/:link', anyone, receiptPage)
    form(app, trackForm)
    form(app, trackedForm)
    page(app, '/privacy', anyone, privacyPage)
  },
}
