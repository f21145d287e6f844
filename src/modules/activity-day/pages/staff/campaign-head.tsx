import type { ReactNode } from 'react'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { PageHead, asDay, asDayTime } from '../../../../web/ui/staff/index.ts'
import type { Campaign } from '../../../campaigns/contract.ts'

export type CampaignTab = 'board' | 'notice' | 'documents'

/** The head of every page of one campaign: its day and theme, the tabs, and what has become of it. */
export function CampaignHead(props: {
  campaign: Campaign
  here: CampaignTab
  asOf?: string
  posted?: number
  facts?: readonly ReactNode[]
}) {
  const { campaign, here } = props
  const isDraft = campaign.standing.state === 'draft'
  return (
    <>
      <PageHead
        title={campaign.name}
        crumbs={[
          { label: '委员活动日', to: below(staff.campaigns()) },
          { label: `${campaign.heldOn.slice(0, 4)} 年` },
        ]}
        facts={[
          `${asDay(campaign.heldOn)}，“${campaign.theme}”`,
          ...(props.asOf ? [<Stamp key="asOf" at={props.asOf} />] : []),
          ...(props.facts ?? []),
        ]}
        tabs={[
          ...(isDraft
            ? []
            : [{ label: '进展', to: below(staff.campaign(campaign.id)), here: here === 'board' }]),
          { label: '方案与通知', to: below(staff.campaignNotice(campaign.id)), here: here === 'notice' },
          ...(isDraft
            ? []
            : [
                {
                  label: '动态',
                  to: `${below(staff.posts())}?campaignId=${campaign.id}`,
                  ...(props.posted === undefined ? {} : { count: props.posted }),
                },
                { label: '统计表', to: `${below(staff.sheets())}?campaign=${campaign.id}` },
                { label: '小结与总结', to: below(staff.chain(campaign.id)), here: here === 'documents' },
              ]),
        ]}
      />
      <WhatBecame campaign={campaign} />
    </>
  )
}

function Stamp({ at }: { at: string }) {
  return (
    <>
      数据截至 <span className="num">{asDayTime(at)}</span>，开着就自动更新
    </>
  )
}

/** Cancelled, over, or moved: said first, with the reason. */
function WhatBecame({ campaign }: { campaign: Campaign }) {
  const { state, history } = campaign.standing
  const last = history.findLast((step) => ['postpone', 'extend', 'cancel', 'close'].includes(step.step))
  if (!last) return null
  const why = campaign.lastWords && last.step !== 'close' ? `：${campaign.lastWords}` : ''
  const when = asDayTime(last.at)
  if (state === 'cancelled')
    return (
      <p className="said">
        <b>这次活动日取消了{why}</b>
        <br />
        <small>{when} 通知了所有单位和委员。下面是取消时的记录，不再催办。</small>
      </p>
    )
  if (state === 'closed')
    return (
      <p className="said">
        <b>这次活动日结束了</b>
        <br />
        <small>{when} 结束。记录都在，不再催办。</small>
      </p>
    )
  return (
    <p className="said">
      <b>
        {last.step === 'postpone' ? `改到 ${asDay(campaign.heldOn)}` : '延长了期限'}
        {why}
      </b>
      <br />
      <small>
        {when} 通知了所有单位和委员。动态{asDay(campaign.uploadDueOn)} 24 点截止，总结和统计表
        {asDay(campaign.returnDueOn)} 24 点截止。
      </small>
    </p>
  )
}
