import { form } from '../../platform/form.ts'
import type { App } from '../../platform/house.ts'
import { serve } from '../../platform/http.ts'
import type { Module } from '../../platform/module.ts'
import * as notices from '../../platform/notify/index.ts'
import { page } from '../../platform/page.tsx'
import { allow, anyone } from '../../platform/policy.ts'
import * as audit from './audit-log.ts'
import * as commands from './commands.ts'
import * as api from './contract.ts'
import * as fresh from './fresh-code.ts'
import * as handOut from './hand-out.ts'
import { accountsJobs } from './jobs.ts'
import * as me from './me.ts'
import { demoSmsPage } from './public/demo-sms.tsx'
import { demoLink, memberSignOut, staffSignOut } from './public/link.tsx'
import { staffPassword } from './public/password.tsx'
import { memberCode, memberSignIn, memberSlip } from './public/member.tsx'
import { slipsPage } from './public/slips.tsx'
import { staffSetUp, staffSignIn } from './public/staff.tsx'
import * as queries from './queries.ts'
import * as rules from './sign-in-rules.ts'
import { clearSessionCookie } from './sessions.ts'

export const accountsModule: Module = {
  name: 'accounts',
  jobs: accountsJobs,
  sealed: [{ table: 'accounts', id: 'person_id', columns: ['totp_sealed'] }, notices.outboxSealed],
  routes: (app) => {
    signingIn(app)
    oneself(app)
    messages(app)
    others(app)
  },
}

/** Pages without script. */
const signingIn = (app: App) => {
  form(app, staffSignIn)
  form(app, staffSetUp)
  form(app, staffSignOut)
  form(app, staffPassword)
  form(app, memberSignIn)
  form(app, memberCode)
  form(app, memberSlip)
  form(app, memberSignOut)
  form(app, demoLink)
  page(app, '/print/slips/:id', allow({ office: 'committee' }), slipsPage)
  page(app, '/demo/sms', anyone, demoSmsPage)
}

const oneself = (app: App) => {
  serve(app, api.getMe, ({ tx, actor, house }) => me.getMe(tx, actor, house), {
    snapshot: true,
    polled: true,
  })
  serve(app, api.signOut, async ({ tx, actor, reply }) => {
    clearSessionCookie(reply, actor.face)
    return me.endSession(tx, actor, actor.sessionId)
  })
  serve(app, api.askFreshCode, ({ tx, actor, house }) => fresh.askFreshCode(tx, actor, house))
  serve(app, api.openContacts, ({ tx, actor, house, body }) =>
    fresh.openContacts(tx, actor, house, body.code),
  )
  serve(app, api.listSessions, ({ tx, actor, query }) => me.listSessions(tx, actor, query))
  serve(app, api.endSession, ({ tx, actor, params }) => me.endSession(tx, actor, params.id))
}

const messages = (app: App) => {
  serve(app, api.listNotices, ({ tx, actor, query }) => notices.listNotices(tx, actor, query))
  serve(app, api.readNotice, ({ tx, actor, params }) => notices.readNotice(tx, actor, params.id))
  serve(app, api.getTextChoices, ({ tx, actor }) => notices.getTextChoices(tx, actor))
  serve(app, api.chooseTexts, ({ tx, actor, body }) => notices.chooseTexts(tx, actor, body))
  serve(app, api.listTellings, ({ tx, actor, query }) => notices.listTellings(tx, actor, query))
  serve(app, api.getTelling, ({ tx, actor, params }) => notices.getTelling(tx, actor, params.id), {
    snapshot: true,
  })
  serve(app, api.tellAgain, ({ tx, actor, params }) => notices.tellAgain(tx, actor, params.id))
}

const others = (app: App) => {
  serve(app, api.listAccounts, ({ tx, actor, query }) => queries.listAccounts(tx, actor, query))
  serve(app, api.listGrantableUnits, ({ tx, actor, query }) => queries.listGrantableUnits(tx, actor, query))
  serve(app, api.getAccount, ({ tx, actor, params }) => queries.getAccount(tx, actor, params.id))
  serve(app, api.createAccount, ({ tx, actor, body }) => commands.createAccount(tx, actor, body))
  serve(app, api.makeSetUpLink, ({ tx, actor, house, params, body }) =>
    handOut.makeSetUpLink(tx, actor, house, params.id, body.login),
  )
  serve(app, api.makeReadOutCode, ({ tx, actor, house, params }) =>
    handOut.makeReadOutCode(tx, actor, house, params.id),
  )
  serve(app, api.readCode, ({ tx, actor, house, params }) => handOut.readCode(tx, actor, house, params.id))
  serve(app, api.printSlips, ({ tx, actor, house, body }) => handOut.printSlips(tx, actor, house, body))
  serve(app, api.grantRole, ({ tx, actor, params, body }) => commands.grantRole(tx, actor, params.id, body))
  serve(app, api.endGrant, ({ tx, actor, params, body }) => commands.endGrant(tx, actor, params.id, body))
  serve(app, api.disableAccount, ({ tx, actor, params }) => commands.disableAccount(tx, actor, params.id))
  serve(app, api.enableAccount, ({ tx, actor, params }) => commands.enableAccount(tx, actor, params.id))
  serve(app, api.unlockAccount, ({ tx, actor, params }) => commands.unlockAccount(tx, actor, params.id))
  serve(app, api.endAllSessions, ({ tx, actor, params }) => commands.endAllSessions(tx, actor, params.id))
  serve(app, api.getSignInRules, ({ tx, actor, request }) => rules.getSignInRules(tx, actor, request.ip), {
    snapshot: true,
  })
  serve(app, api.setPasswordPeriod, ({ tx, actor, body }) => rules.setPasswordPeriod(tx, actor, body))
  serve(app, api.addAddressRule, ({ tx, actor, body, request }) =>
    rules.addAddressRule(tx, actor, request.ip, body),
  )
  serve(app, api.removeAddressRule, ({ tx, actor, params, request }) =>
    rules.removeAddressRule(tx, actor, request.ip, params.id),
  )
  serve(app, api.listAudit, ({ tx, actor, query }) => audit.listAudit(tx, actor, query))
  serve(app, api.listSignIns, ({ tx, actor, query }) => audit.listSignIns(tx, actor, query))
}
