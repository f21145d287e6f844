import { z } from 'zod'
import { type Form, pathWithin } from '../../../platform/form.ts'
import { anyone } from '../../../platform/policy.ts'
import { qrSvg } from '../../../platform/qr.ts'
import { Code, Line, Submit } from '../../../web/ui/public/index.ts'
import { findSetUp, setUp } from '../links.ts'
import { passwordProblem } from '../passwords.ts'
import { enrolmentAddress, offeredSecret } from '../second-factor.ts'
import { setSessionCookie } from '../sessions.ts'
import { signInStaff } from '../staff-sign-in.ts'
import { Hidden, Secret, Sorry, signInSheet, visitorOf } from './sheet.tsx'

const asked = (what: string, most = 200) => z.string().min(1, `请填${what}`).max(most, `${what}太长了`)

const SignIn = z.object({
  login: asked('登录名', 100),
  password: asked('密码'),
  code: asked('动态码', 20),
  next: z.string().optional(),
})

/** /sign-in: staff by login, password and the code of the authenticator, in one step. */
export const staffSignIn: Form<typeof SignIn> = {
  name: 'accounts.signIn',
  path: '/sign-in',
  policy: anyone,
  fields: SignIn,
  show: (context, state) =>
    signInSheet(context, {
      title: '工作人员登录',
      path: '/sign-in',
      children: (
        <>
          <Sorry words={state.words} />
          <form method="post" action="/sign-in">
            <Hidden state={state} />
            <Line
              name="login"
              label="登录名"
              autoComplete="username"
              max={100}
              typed={state.typed}
              problems={state.problems}
            />
            <Secret name="password" label="密码" kind="current-password" state={state} />
            <Secret
              name="code"
              label="动态码"
              kind="one-time-code"
              state={state}
              hint="手机验证器上现在显示的 6 位数字"
            />
            <Submit>登录</Submit>
          </form>
          <section className="part">
            <h2>登不上？</h2>
            <p>忘了密码、换了手机：请本级政协的系统管理员给您一个新的启用链接。</p>
            <p>
              您是委员？请到<a href="/m/sign-in">委员登录</a>。
            </p>
          </section>
        </>
      ),
    }),
  submit: async (context) => {
    const { house, values, now, request, reply } = context
    const signedIn = await signInStaff(house, values, visitorOf(context), now)
    if ('words' in signedIn) return { problems: [], words: signedIn.words }
    setSessionCookie(reply, request, 'staff', signedIn.token)
    return { to: signedIn.passwordDue ? '/password' : pathWithin(values.next, '/staff') }
  },
}

const SetUp = z
  .object({ password: asked('密码'), again: z.string(), code: asked('动态码', 20) })
  .refine((typed) => typed.password === typed.again, { path: ['again'], message: '两次填的密码不一样' })

/** /set-up/:token: choose a password, scan the second factor, prove it by a code. */
export const staffSetUp: Form<typeof SetUp> = {
  name: 'accounts.setUp',
  path: '/set-up/:token',
  policy: anyone,
  fields: SetUp,
  show: async (context, state) => {
    const token = context.params.token ?? ''
    const path = `/set-up/${token}`
    const link = await findSetUp(context.house.db, context.house, token, context.now)
    if (!link?.login) {
      context.reply.status(404)
      return signInSheet(context, {
        title: '这个链接用不了了',
        path,
        children: <p className="lead">它已经用过，或者过了三天。请找给您链接的人再要一个。</p>,
      })
    }
    const secret = offeredSecret(context.house, link.id)
    const address = enrolmentAddress(secret, '政协履职平台', link.login)
    return signInSheet(context, {
      title: '启用账号',
      path,
      children: (
        <>
          <p className="lead">
            {link.personName}，您的登录名是 <b>{link.login}</b>。设一个密码，再绑定手机上的动态码，就能用了。
          </p>
          <Sorry words={state.words} />
          <form method="post" action={path}>
            <Hidden state={state} names={[]} />
            <input type="hidden" name="username" autoComplete="username" value={link.login} readOnly />
            <Secret
              name="password"
              label="密码"
              kind="new-password"
              state={state}
              hint="至少 10 位，要有字母和数字，不要带登录名。"
            />
            <Secret name="again" label="再填一遍" kind="new-password" state={state} />
            <section className="part">
              <h2>绑定动态码</h2>
              <Code svg={qrSvg(address, { level: 'M' })} label="动态码的二维码">
                用手机上的验证器扫这个码。常见的验证器都行，微信里也有小程序。
              </Code>
              <p className="hint">
                扫不了，就在验证器里手工输入密钥：<span className="num">{inFours(secret)}</span>
              </p>
            </section>
            <Secret name="code" label="验证器现在显示的 6 位数字" kind="one-time-code" state={state} />
            <Submit>启用并登录</Submit>
          </form>
        </>
      ),
    })
  },
  submit: async (context) => {
    const { house, values, now, request, reply, params } = context
    const token = params.token ?? ''
    const link = await findSetUp(house.db, house, token, now)
    const problem = passwordProblem(values.password, link?.login ?? '')
    if (link && problem) return { problems: [{ path: 'password', message: problem }] }
    const done = await setUp(house, token, values, visitorOf(context), now)
    if ('words' in done) return { problems: [{ path: 'code', message: done.words }] }
    setSessionCookie(reply, request, 'staff', done.token)
    return { to: '/staff' }
  },
}

const inFours = (secret: string): string => secret.replace(/.{4}(?=.)/g, '$& ')
