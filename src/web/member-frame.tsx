import { type ReactNode, useEffect } from 'react'
import { getMe } from '../modules/accounts/contract.ts'
import { forgetKept, keepFor, useKept } from './kept.ts'
import { member, signInFor } from './paths.ts'
import { type QueueView, useOnline, useQueue } from './queue.ts'
import type { Me } from './session.ts'
import { Bar, Btn, ErrorNote, Page, type Place, setDraftOwner } from './ui/member/index.ts'

/** The router stands at /m: addresses inside it are written without. */
export const belowMember = (path: string): string => path.replace(/^\/m(?=\/|$)/, '') || '/'

export interface Signed {
  me: Me
  queue: QueueView
  isOnline: boolean
}

/** The member's places at the foot of the main pages. */
export const placesFor = (me: Me): Place[] => [
  { to: '/', label: '今天', icon: 'home', count: me.todoCount },
  { to: belowMember(member.record()), label: '记一笔', icon: 'pen' },
  { to: belowMember(member.activities()), label: '活动', icon: 'chat' },
  { to: belowMember(member.duties()), label: '我的履职', icon: 'list' },
]

/**
 * A page of somebody who is signed in on this phone: who, what waits in the queue, whether there is a network. `back` gives the
 * head of an inner page, without it the page is one of the main places. Without a session it leads to sign-in; the queue stays.
 */
export function MemberPage(props: {
  title: string
  back?: { to: string; label: string }
  check?: boolean
  dock?: (signed: Signed) => ReactNode
  children: (signed: Signed) => ReactNode
}) {
  const me = useKept(getMe)
  const queue = useQueue(me.data?.records)
  const isOnline = useOnline()
  const ended = me.error?.status === 401
  useEffect(() => {
    if (ended) forgetKept()
  }, [ended])
  if (ended) return <SignInAgain />
  if (!me.data)
    return (
      <Page title={props.title}>
        {me.error ? <ErrorNote>{me.error.message}</ErrorNote> : <p className="why">正在打开……</p>}
      </Page>
    )
  setDraftOwner(me.data.personId)
  keepFor(me.data.personId)
  const signed = { me: me.data, queue, isOnline }
  return (
    <Page
      title={me.data.todoCount > 0 && !props.back ? `（${me.data.todoCount}）${props.title}` : props.title}
      demo={me.data.demo}
      {...(props.back
        ? { bar: <Bar title={props.title} back={props.back} /> }
        : { places: placesFor(me.data) })}
      {...(props.check ? { check: true } : {})}
      {...(props.dock ? { dock: props.dock(signed) } : {})}
    >
      {props.children(signed)}
      {queue.others > 0 && (
        <p className="why">这部手机上还有别的委员的 {queue.others} 条记录没上传，要他本人登录后才会传。</p>
      )}
      {!props.back && (
        <p className="why">
          哪里不好用，<a href="/complaints">投诉建议</a>
        </p>
      )}
    </Page>
  )
}

/** The session has ended: what was recorded stays on the phone, and signing in comes back here. */
function SignInAgain() {
  return (
    <Page title="请登录">
      <h1 className="date">
        <b>请登录</b>
      </h1>
      <p>手机上没传完的记录都还在，您登录后接着传。</p>
      <Btn main href={signInFor('member', `${location.pathname}${location.search}`)}>
        去登录
      </Btn>
    </Page>
  )
}
