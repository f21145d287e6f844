import { process } from '../../platform/process.ts'

export type CampaignState = 'draft' | 'issued' | 'cancelled' | 'closed'

/** What the gates of a campaign look at. */
export interface CampaignFacts {
  /** 政协 that it would be issued to */
  committeeCount: number
  noticeWritten: boolean
  kindCount: number
}

/** 专项活动: issued down the guiding edge, seen to its end. (domain.md A1, C28) */
export const campaignProcess = process<
  CampaignState,
  'issue' | 'postpone' | 'extend' | 'cancel' | 'close',
  CampaignFacts
>({
  record: 'campaign',
  label: '专项活动',
  initial: 'draft',
  states: {
    draft: { label: '草稿', mark: 'todo' },
    issued: { label: '已下发', mark: 'doing' },
    cancelled: { label: '已取消', mark: 'off' },
    closed: { label: '已结束', mark: 'done' },
  },
  steps: {
    issue: {
      label: '下发',
      from: ['draft'],
      to: 'issued',
      by: ['office'],
      source: '通知一：定于某日在全省政协系统开展',
      unless: ({ committeeCount, noticeWritten, kindCount }) => {
        if (kindCount === 0) return '还没有活动内容，至少写一类'
        if (!noticeWritten) return '通知正文还没有写'
        return committeeCount === 0 ? '没有可以下发的政协' : null
      },
    },
    postpone: {
      label: '改期',
      from: ['issued'],
      to: 'issued',
      by: ['office'],
      words: 'required',
      source: 'C28',
    },
    extend: {
      label: '延长期限',
      from: ['issued'],
      to: 'issued',
      by: ['office'],
      words: 'required',
      source: 'C28',
    },
    cancel: {
      label: '取消',
      from: ['draft', 'issued'],
      to: 'cancelled',
      by: ['office'],
      words: 'required',
      source: 'C28',
    },
    close: { label: '结束', from: ['issued'], to: 'closed', by: ['office'], words: 'optional' },
  },
  waits: {},
  notes: { draft: '起草' },
})
