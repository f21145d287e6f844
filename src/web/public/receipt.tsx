import type { ReactElement } from 'react'
import { findByLink, getPublicOpinion, sealLink } from '../../modules/opinions/index.ts'
import { NotFound } from '../../platform/errors.ts'
import type { PageContext } from '../../platform/page.tsx'
import { Actions, Part, Slip, Timeline, asDay, asDayTime, draftScript } from '../ui/public/index.ts'
import { framed } from './frame.tsx'

/** /receipt/:link: number and query code, to keep; opened again from the same link it is the same. */
export const receiptPage = async (context: PageContext): Promise<ReactElement> => {
  const receipt = await findByLink(context.tx, context.house, 'receipt', context.params.link ?? '')
  const opinion = receipt && (await getPublicOpinion(context.tx, receipt.opinionId))
  if (!receipt || !opinion) throw new NotFound('没有找到这张回执。请看看地址是不是完整，或用编号和查询码查。')
  const first = opinion.moments[0]
  return framed(context, {
    title: `回执 ${receipt.place} ${receipt.number}`,
    committeeId: opinion.committeeId,
    isPrivate: true,
    script: draftScript,
    ...(opinion.venueToken && opinion.venueName
      ? { back: { to: `/s/${opinion.venueToken}`, label: opinion.venueName } }
      : {}),
    children: (
      <div data-sent={opinion.venueToken ?? opinion.committeeCode}>
        <h1 className="title">收到了，谢谢您</h1>
        <p className="lead">您反映的事，已经交到{opinion.venueName ?? opinion.committeeName}。</p>
        <Slip
          rows={[
            { label: '编号', value: `${receipt.place} ${receipt.number}` },
            { label: '查询码', value: `${receipt.code.slice(0, 3)} ${receipt.code.slice(3)}`, small: true },
          ]}
          keep="请截图，或抄在纸上。编号加查询码，随时能查；打电话报编号也能查。"
        />
        <Part title="接下来">
          <Timeline
            moments={[
              {
                key: 'received',
                state: 'done',
                title: '已收到',
                ...(first ? { when: asDayTime(first.at) } : {}),
              },
              {
                key: 'accept',
                state: 'now',
                title: '告诉您受不受理',
                ...(opinion.dueOn ? { who: `最晚 ${asDay(opinion.dueOn)}` } : {}),
              },
              { key: 'answer', state: 'next', title: '委员或部门来办，给您答复' },
              { key: 'rate', state: 'next', title: '请您说一句满不满意' },
            ]}
          />
        </Part>
        <Actions
          main={{ to: `/track/${sealLink(context.house, 'track', receipt)}`, label: '查进度' }}
          say="以后用编号和查询码，在“查进度”里也能看到"
          others={opinion.venueToken ? [{ to: `/s/${opinion.venueToken}`, label: '回工作室' }] : []}
        />
      </div>
    ),
  })
}
