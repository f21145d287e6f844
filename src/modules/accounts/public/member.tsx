import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { Id } from '../../../platform/contract.ts'
import { TooMany } from '../../../platform/errors.ts'
import { type Form, type FormContext, type FormState, pathWithin } from '../../../platform/form.ts'
import { normalizePhone } from '../../../platform/names.ts'
import { hasSms } from '../../../platform/notify/index.ts'
import { anyone } from '../../../platform/policy.ts'
import { Choose, Line, Submit } from '../../../web/ui/public/index.ts'
import { type Candidate, sendSignInCode, signInByPhone, signInByTypedCode } from '../member-sign-in.ts'
import { setSessionCookie } from '../sessions.ts'
import { Hidden, Secret, Sorry, signInSheet, visitorOf } from './sheet.tsx'

const Phone = z
  .string()
  .transform((typed) => normalizePhone(typed) ?? '')
  .pipe(z.string().regex(/^1\d{10}$/, '手机号是 11 位，请看看是不是多了或少了。'))

const AskCode = z.object({ phone: Phone, next: z.string().optional() })

/** /m/sign-in: a member gives the phone recorded by the 政协; the answer is the same for any phone. */
export const memberSignIn: Form<typeof AskCode> = {
  name: 'accounts.sendCode',
  path: '/m/sign-in',
  policy: anyone,
  fields: AskCode,
  show: (context, state) =>
    signInSheet(context, {
      title: '委员登录',
      path: '/m/sign-in',
      children: (
        <>
          <Sorry words={state.words} />
          {hasSms(context.house.config) ? (
            <form method="post" action="/m/sign-in">
              <Hidden state={state} />
              <Line
                name="phone"
                label="手机号"
                kind="tel"
                autoComplete="tel"
                max={20}
                hint="政协登记的那一个。登录一次，这台手机 30 天内不用再登。"
                typed={state.typed}
                problems={state.problems}
              />
              <Submit>发验证码给我</Submit>
            </form>
          ) : (
            <p className="lead">这里还没有开通短信。请用政协发给您的激活码登录。</p>
          )}
          <OtherWays next={state.typed.next} />
        </>
      ),
    }),
  submit: async (context) => {
    const { house, values, request, now } = context
    const typed = { phone: values.phone, next: values.next ?? '' }
    const words = await sendSignInCode(house, values.phone, request.ip, now).then(
      () => null,
      (error: unknown) => tooSoon(error, context),
    )
    return { page: await codeSheet(context, { typed, problems: [], words, key: randomUUID() }) }
  },
}

/** A code that came a moment ago still works: who asked again is told so beside the field for it. */
const tooSoon = (error: unknown, { reply }: FormContext): string => {
  if (!(error instanceof TooMany)) throw error
  reply.status(429).header('retry-after', error.seconds)
  return error.message
}

function OtherWays({ next }: { next: string | undefined }) {
  const onward = next ? `?next=${encodeURIComponent(next)}` : ''
  return (
    <section className="part">
      <h2>收不到短信？</h2>
      <p>
        有激活纸条，或者工作人员给您念过一串数字：
        <a href={`/m/sign-in/slip${onward}`}>用激活码登录</a>。
      </p>
      <p>都没有，请打电话给本级政协办公室，请工作人员给您念一个登录码。</p>
    </section>
  )
}

const GiveCode = z.object({
  phone: Phone,
  code: z.string().min(1, '请填短信里的 6 位数字').max(20),
  personId: Id.optional(),
  next: z.string().optional(),
})

const codeSheet = (context: FormContext, state: FormState, choices: Candidate[] = []) =>
  signInSheet(context, {
    title: choices.length > 0 ? '您在两处都有登记' : '填验证码',
    path: '/m/sign-in',
    children: (
      <>
        <Sorry words={state.words} />
        {choices.length === 0 && state.words === null && (
          <p className="lead">
            如果 <span className="num">{state.typed.phone}</span> 是登记过的号码，验证码已经发出，5
            分钟内有效。
          </p>
        )}
        <form method="post" action="/m/sign-in/code">
          <Hidden state={state} names={choices.length > 0 ? ['next', 'phone', 'code'] : ['next', 'phone']} />
          {choices.length > 0 ? (
            <Choose
              name="personId"
              label="这一次以哪里的身份登录"
              options={choices.map((one) => ({
                value: one.personId,
                label: `${one.committeeName}　${one.name}`,
              }))}
              large
              typed={state.typed}
              problems={state.problems}
            />
          ) : (
            <Secret name="code" label="验证码" kind="one-time-code" state={state} hint="短信里的 6 位数字" />
          )}
          <Submit>登录</Submit>
        </form>
        {context.house.config.demo && (
          <p className="hint">
            演示里没有真短信：
            <a href="/demo/sms" target="_blank" rel="noopener">
              看看发了什么
            </a>
          </p>
        )}
        <OtherWays next={state.typed.next} />
      </>
    ),
  })

/** /m/sign-in/code: the code from the SMS; where one phone is recorded by two 政协, which of them. */
export const memberCode: Form<typeof GiveCode> = {
  name: 'accounts.memberSignIn',
  path: '/m/sign-in/code',
  policy: anyone,
  fields: GiveCode,
  show: (context, state) =>
    state.typed.phone ? codeSheet(context, state) : memberSignIn.show(context, state),
  submit: async (context) => {
    const { house, values, now, request, reply } = context
    const given = { phone: values.phone, code: values.code, personId: values.personId ?? null }
    const signedIn = await signInByPhone(house, given, visitorOf(context), now)
    if ('words' in signedIn) return { problems: [{ path: 'code', message: signedIn.words }] }
    if ('choices' in signedIn) {
      const typed = { phone: values.phone, code: values.code, next: values.next ?? '' }
      return {
        page: await codeSheet(
          context,
          { typed, problems: [], words: null, key: randomUUID() },
          signedIn.choices,
        ),
      }
    }
    setSessionCookie(reply, request, 'member', signedIn.token)
    return { to: pathWithin(values.next, '/m') }
  },
}

const GiveSlip = z.object({
  code: z.string().min(1, '请填纸条上的数字').max(40),
  next: z.string().optional(),
})

/** /m/sign-in/slip: the digits of a printed slip (its QR code leads here with them) or those read out by staff. */
export const memberSlip: Form<typeof GiveSlip> = {
  name: 'accounts.slipSignIn',
  path: '/m/sign-in/slip',
  policy: anyone,
  fields: GiveSlip,
  show: (context, state) =>
    signInSheet(context, {
      title: '用激活码登录',
      path: '/m/sign-in/slip',
      children: (
        <>
          <Sorry words={state.words} />
          <form method="post" action="/m/sign-in/slip">
            <Hidden state={state} />
            <Secret
              name="code"
              label="激活码"
              kind="one-time-code"
              state={state}
              value={state.problems.length > 0 ? undefined : state.typed.code}
              hint="纸条上的 16 位，或工作人员念的 12 位。空格不用管，只能用一次。"
            />
            <Submit>登录</Submit>
          </form>
          <p className="part">
            <a className="more" href="/m/sign-in">
              改用手机验证码
            </a>
          </p>
        </>
      ),
    }),
  submit: async (context) => {
    const { house, values, now, request, reply } = context
    const signedIn = await signInByTypedCode(house, values.code, visitorOf(context), now)
    if ('words' in signedIn) return { problems: [{ path: 'code', message: signedIn.words }] }
    setSessionCookie(reply, request, 'member', signedIn.token)
    return { to: pathWithin(values.next, '/m') }
  },
}
