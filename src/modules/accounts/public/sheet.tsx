import type { ReactElement, ReactNode } from 'react'
import { dayOf } from '../../../platform/clock.ts'
import type { FormContext, FormState } from '../../../platform/form.ts'
import { Layout, StateMark, forgetKeptScript } from '../../../web/ui/public/index.ts'
import type { Visitor } from '../staff-sign-in.ts'
import { siteIdentity } from '../site.ts'
import { deviceOf } from '../words.ts'

/** A page of sign-in: the public face's frame with the site's own name. `path` is where GET shows the same page. */
export const signInSheet = async (
  context: FormContext,
  sheet: { title: string; path: string; children: ReactNode },
): Promise<ReactElement> => {
  const site = await siteIdentity(context.house.db, null, dayOf(context.now))
  return (
    <Layout
      title={sheet.title}
      committee={{ name: site.name, footer: site.footer }}
      elder={context.elder}
      demo={context.house.config.demo}
      nonce={context.nonce}
      path={sheet.path}
      noIndex
      {...(sheet.path.startsWith('/m/') ? { script: forgetKeptScript } : {})}
    >
      <h1 className="title">{sheet.title}</h1>
      {sheet.children}
    </Layout>
  )
}

/** What could not be done, in one sentence over the form. */
export function Sorry({ words }: { words: string | null }) {
  return words === null ? null : (
    <div className="sum" role="alert" tabIndex={-1} id="problems">
      <h2>{words}</h2>
    </div>
  )
}

/** The hidden fields of each form: its key, and where to go afterwards. */
export function Hidden({ state, names = ['next'] }: { state: FormState; names?: readonly string[] }) {
  return (
    <>
      <input type="hidden" name="key" value={state.key} />
      {names.map((name) =>
        state.typed[name] ? <input key={name} type="hidden" name={name} value={state.typed[name]} /> : null,
      )}
    </>
  )
}

/** A field whose words never go back into the page: a password, a code. */
export function Secret(props: {
  name: string
  label: string
  state: FormState
  hint?: string
  kind: 'current-password' | 'new-password' | 'one-time-code'
  value?: string | undefined
}) {
  const problem = props.state.problems.find((one) => one.path === props.name)?.message
  const isCode = props.kind === 'one-time-code'
  const described = [problem ? `${props.name}-error` : '', props.hint ? `${props.name}-hint` : '']
    .join(' ')
    .trim()
  return (
    <div className="field">
      <label htmlFor={props.name}>{props.label}</label>
      <input
        id={props.name}
        name={props.name}
        className={problem ? 'in bad' : 'in'}
        type={isCode ? 'text' : 'password'}
        inputMode={isCode ? 'numeric' : undefined}
        autoComplete={props.kind}
        defaultValue={props.value}
        required
        aria-invalid={problem ? true : undefined}
        aria-describedby={described || undefined}
      />
      {problem && (
        <p className="err" id={`${props.name}-error`}>
          <StateMark kind="late" label="出错：" />
          <span>{problem}</span>
        </p>
      )}
      {props.hint && (
        <p className="hint" id={`${props.name}-hint`}>
          {props.hint}
        </p>
      )}
    </div>
  )
}

/** Where a press comes from. */
export const visitorOf = ({ request }: FormContext): Visitor => ({
  address: request.ip,
  device: deviceOf(request.headers['user-agent']),
  requestId: request.id,
  cookie: request.headers.cookie ?? '',
})
