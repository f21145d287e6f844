import { z } from 'zod'
import { writeAudit } from '../../../platform/audit.ts'
import { type Form, pathWithin } from '../../../platform/form.ts'
import { anyone } from '../../../platform/policy.ts'
import { Submit } from '../../../web/ui/public/index.ts'
import { findLink, followLink } from '../links.ts'
import { clearSessionCookie, endPresented, setSessionCookie, type Face } from '../sessions.ts'
import { Hidden, signInSheet, visitorOf } from './sheet.tsx'

const Onward = z.object({ next: z.string().optional() })

/** /link/:token, in the demo alone: says whom it signs in, and a button; opening it changes nothing. */
export const demoLink: Form<typeof Onward> = {
  name: 'accounts.link',
  path: '/link/:token',
  policy: anyone,
  fields: Onward,
  show: async (context, state) => {
    const token = context.params.token ?? ''
    const path = `/link/${token}`
    const link = await findLink(context.house.db, context.house, token, context.now)
    if (!link) {
      context.reply.status(404)
      return signInSheet(context, {
        title: '这个链接用不了了',
        path,
        children: <p className="lead">它已经用过，或者过期了。请再要一个。</p>,
      })
    }
    return signInSheet(context, {
      title: `以${link.personName}的身份登录`,
      path,
      children: (
        <>
          <p className="lead">
            演示用的一次性链接，登录到{link.face === 'staff' ? '工作台' : '委员手机页'}
            。按下去才算用，只能用一次。
          </p>
          <form method="post" action={path}>
            <Hidden state={state} />
            <Submit>登录</Submit>
          </form>
        </>
      ),
    })
  },
  submit: async (context) => {
    const { house, params, values, now, request, reply } = context
    const { token, face } = await followLink(house, params.token ?? '', visitorOf(context), now)
    setSessionCookie(reply, request, face, token)
    return { to: pathWithin(values.next, face === 'staff' ? '/staff' : '/m') }
  },
}

const signOutOf = (face: Face, path: string, back: string): Form<typeof Onward> => ({
  name: `accounts.signOut.${face}`,
  path,
  policy: anyone,
  fields: Onward,
  show: (context, state) =>
    signInSheet(context, {
      title: '退出登录',
      path,
      children: (
        <form method="post" action={path}>
          <Hidden state={state} />
          <p className="lead">没传上去的记录会留在这台设备上，下次登录后接着传。</p>
          <Submit>退出登录</Submit>
        </form>
      ),
    }),
  submit: async ({ house, now, request, reply, actor }) => {
    if (actor?.face === face)
      await writeAudit(house.db, actor, {
        endpoint: 'accounts.signOut',
        recordId: null,
        outcome: 'done',
        status: 200,
      })
    await endPresented(house.db, request.headers.cookie ?? '', face, now)
    clearSessionCookie(reply, face)
    return { to: back }
  },
})

/** The session of this browser ends on the server, not in the cookie alone. */
export const staffSignOut = signOutOf('staff', '/sign-out', '/sign-in')
export const memberSignOut = signOutOf('member', '/m/sign-out', '/m/sign-in')
