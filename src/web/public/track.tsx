import type { ReactElement } from 'react'
import { z } from 'zod'
import {
  type Grade,
  type PublicOpinion,
  findByLink,
  findByReceipt,
  getPublicOpinion,
  mayReopen,
  rateAnswers,
  readNumber,
  sealLink,
  sendBackToTriage,
  trackingLimits,
} from '../../modules/opinions/index.ts'
import { beginningOf } from '../../platform/beginning.ts'
import { Invalid, NotFound } from '../../platform/errors.ts'
import type { Form, FormContext, FormState } from '../../platform/form.ts'
import { halfWidth } from '../../platform/phones.ts'
import { anyone } from '../../platform/policy.ts'
import { countTry, refuseWhenFull } from '../../platform/rate-limit.ts'
import { Line, Part, Problems, Submit, Timeline } from '../ui/public/index.ts'
import { framedForm } from './frame.tsx'
import { Apart, Rate, Replies, Sent, type Tracked, momentsOf } from './tracked.tsx'

const Asked = z.object({
  number: z.string().trim().min(1, '请写编号，在回执上').max(40, '编号太长了，请对一遍'),
  code: z.string().trim().min(1, '请写查询码，在回执上').max(40, '查询码是 6 位数字'),
})

const notFound = '编号和查询码对不上。请对着回执再看一遍；丢了回执，可以打电话问工作室。'

/** /track: by number and query code; a wrong number and a wrong code get the same answer. */
export const trackForm: Form<typeof Asked> = {
  name: 'opinions.track',
  path: '/track',
  policy: anyone,
  fields: Asked,
  show: (context, state) =>
    framedForm(context, {
      title: '查进度',
      committeeId: null,
      back: { to: '/', label: '首页' },
      children: (
        <>
          <h1 className="title">办到哪一步了</h1>
          <p className="lead">写上回执上的编号和查询码。</p>
          <Problems problems={state.problems} words={state.words} />
          <form method="post" action="/track">
            <input type="hidden" name="key" value={state.key} />
            <Line
              name="number"
              label="编号"
              typed={state.typed}
              problems={state.problems}
              hint="例如：临湖 2609-0147"
              max={40}
            />
            <Line
              name="code"
              label="查询码"
              kind="code"
              typed={state.typed}
              problems={state.problems}
              hint="6 位数字"
              max={20}
              isPrivate
            />
            <Submit>查进度</Submit>
          </form>
        </>
      ),
    }),
  submit: async ({ house, request, values, now }) => {
    const read = readNumber(values.number)
    const code = halfWidth(values.code).replace(/\D/g, '')
    const limits = trackingLimits(read?.number ?? '', request.ip)
    for (const limit of limits) await refuseWhenFull(house.db, house, limit, now)
    const receipt = read && (await findByReceipt(house.db, house, { ...read, code }))
    if (receipt) return { to: `/track/${sealLink(house, 'track', receipt)}` }
    for (const limit of limits) await countTry(house, limit, now)
    return { problems: [{ path: 'number', message: notFound }] }
  },
}

const Rated = z.record(z.string(), z.string())

/** /track/:link: each step in plain words, the answers, and the speaker's own word on them. */
export const trackedForm: Form<typeof Rated> = {
  name: 'opinions.rate',
  path: '/track/:link',
  policy: anyone,
  fields: Rated,
  show: async (context, state) => trackedPage(context, state, await trackedAt(context)),
  submit: async (context) => {
    const opinion = await trackedAt(context)
    const to = `/track/${context.params.link}`
    if (context.values.deed === 'apart')
      return context.once(async (tx) => {
        await sendBackToTriage(tx, opinion.id, context.now)
        return { to }
      })
    const ratings = opinion.replies
      .filter((reply) => reply.grade === null)
      .flatMap((reply) => {
        const grade = gradeOf(context.values[`grade-${reply.id}`])
        return grade ? [{ replyId: reply.id, grade, why: whyOf(`why-${reply.id}`, context.values) }] : []
      })
    return context.once(async (tx) => {
      await rateAnswers(tx, opinion.id, ratings, context.now)
      return { to }
    })
  },
}

const gradeOf = (word: string | undefined): Grade | null =>
  word === 'satisfied' || word === 'partly' || word === 'unsatisfied' ? word : null

const whyOf = (path: string, values: Record<string, string>): string | null => {
  const said = (values[path] ?? '').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '').trim()
  if (said.length > 1000) throw new Invalid([{ path, message: '最多 1000 字。您写的都还在。' }])
  return said || null
}

const trackedAt = async ({ house, params, now }: FormContext): Promise<Tracked> => {
  const receipt = await findByLink(house.db, house, 'track', params.link ?? '')
  const opinion = receipt && (await getPublicOpinion(house.db, receipt.opinionId))
  if (!receipt || !opinion) throw new NotFound('没有找到。请用编号和查询码重新查。')
  return {
    ...opinion,
    link: params.link ?? '',
    mayReopen: opinion.rateUntil !== null && (await mayReopen(house.db, opinion.id, now)),
  }
}

const titles: Record<PublicOpinion['state'], string> = {
  recorded: '收到了，正在看',
  accepted: '受理了，正在办',
  assigned: '部门正在办',
  answered: '有答复了，等您说一句',
  closed: '办结了',
  refused: '这件事没有受理',
  redirected: '这件事要找别的地方',
  merged: '和同样的事一起办',
  withdrawn: '已经撤回',
  invalid: '没有列入办理',
}

const trackedPage = (context: FormContext, state: FormState, opinion: Tracked): Promise<ReactElement> =>
  framedForm(context, {
    title: `办到哪一步了 ${opinion.place} ${opinion.number}`,
    committeeId: opinion.committeeId,
    back: { to: '/track', label: '查进度' },
    children: (
      <>
        <p className="under num">
          编号 {opinion.place} {opinion.number}
        </p>
        <h1 className="title">{titles[opinion.state]}</h1>
        <p className="lead">{beginningOf(opinion.words.split(/[\n。！？]/)[0] ?? '', 40)}</p>
        <Problems problems={state.problems} words={state.words} />
        <Replies opinion={opinion} />
        {opinion.rateUntil && <Rate opinion={opinion} state={state} until={opinion.rateUntil} />}
        {opinion.state === 'merged' && opinion.replies.length > 0 && (
          <Apart opinion={opinion} state={state} />
        )}
        <Part title="经过">
          <Timeline moments={momentsOf(opinion)} />
        </Part>
        <Part title="您说的">
          {opinion.words.split('\n').map((line, at) => (
            <p key={`${at} ${line.slice(0, 10)}`}>{line}</p>
          ))}
          <Sent opinion={opinion} />
        </Part>
      </>
    ),
  })
