import { z } from 'zod'
import type { Actor } from '../../../platform/actor.ts'
import { Unauthenticated } from '../../../platform/errors.ts'
import type { Form, FormContext } from '../../../platform/form.ts'
import { signedIn } from '../../../platform/policy.ts'
import { Submit } from '../../../web/ui/public/index.ts'
import { changePassword, heldBy } from '../change-password.ts'
import { setSessionCookie } from '../sessions.ts'
import { Hidden, Secret, Sorry, signInSheet } from './sheet.tsx'

const Typed = z
  .object({
    old: z.string().min(1, '请填原来的密码').max(200, '密码太长了'),
    password: z.string().min(1, '请填新密码').max(200, '密码最多 200 位'),
    again: z.string(),
    code: z.string().max(20, '动态码是 6 位数字').default(''),
  })
  .refine((typed) => typed.password === typed.again, { path: ['again'], message: '两次填的密码不一样' })

/** /password: staff changes the own password. Where it is due, sign-in leads here and nothing else is answered. */
export const staffPassword: Form<typeof Typed> = {
  name: 'accounts.changePassword',
  path: '/password',
  policy: signedIn,
  fields: Typed,
  show: async (context, state) => {
    const actor = atDesk(context)
    const hasPassword = (await heldBy(context.house, actor)) !== null
    return signInSheet(context, {
      title: '改密码',
      path: '/password',
      children: hasPassword ? (
        <>
          {actor.passwordDue && (
            <p className="lead">{actor.name}，按本级政协的规定，您的密码到了该换的时候。换好就能接着用。</p>
          )}
          <Sorry words={state.words} />
          <form method="post" action="/password">
            <Hidden state={state} names={[]} />
            <Secret name="old" label="原来的密码" kind="current-password" state={state} />
            <Secret
              name="password"
              label="新密码"
              kind="new-password"
              state={state}
              hint="至少 10 位，要有字母和数字，不要带登录名。"
            />
            <Secret name="again" label="新密码再填一遍" kind="new-password" state={state} />
            {!actor.contactsOpen && (
              <Secret
                name="code"
                label="动态码"
                kind="one-time-code"
                state={state}
                hint="手机验证器上现在显示的 6 位数字"
              />
            )}
            <p className="hint">改好以后，您在别的电脑和手机上都会退出。</p>
            <Submit>改密码</Submit>
          </form>
          {!actor.passwordDue && (
            <p>
              <a href="/staff/me/sessions">不改了，回去</a>
            </p>
          )}
        </>
      ) : (
        <p className="lead">
          您这次不是用密码登录的，还没有密码。要用密码登录，请找本级政协的系统管理员要一个启用链接。
        </p>
      ),
    })
  },
  submit: async (context) => {
    const done = await changePassword(context.house, atDesk(context), context.values)
    if ('problems' in done) return done
    setSessionCookie(context.reply, context.request, 'staff', done.token)
    const page = await signInSheet(context, {
      title: '密码改好了',
      path: '/password',
      children: (
        <>
          <p className="lead">以后用新密码登录。您在别的电脑和手机上已经退出。</p>
          <p>
            <a className="btn btn-main" href="/staff">
              回工作台
            </a>
          </p>
        </>
      ),
    })
    return { page }
  },
}

const atDesk = ({ actor }: FormContext): Actor => {
  if (actor?.face !== 'staff') throw new Unauthenticated()
  return actor
}
