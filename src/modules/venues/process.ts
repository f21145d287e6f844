import { process } from '../../platform/process.ts'

export type VenueState = 'proposed' | 'open' | 'declined' | 'closed'
export type VenueStep = 'approve' | 'decline' | 'close' | 'reopen'

/** What the gates of a venue look at. */
export interface VenueFacts {
  /** name of a campaign that was issued to its 政协 and whose day is still to come or today, or null */
  campaignAhead: string | null
}

/** 委员工作室等场所: applied for, open, closed. What a figure counts is its dates, never its state. (domain.md A2.3) */
export const venueProcess = process<VenueState, VenueStep, VenueFacts>({
  record: 'venue',
  label: '委员工作室',
  initial: 'proposed',
  states: {
    proposed: { label: '申请设立', mark: 'doing' },
    open: { label: '开放', mark: 'done' },
    declined: { label: '未同意设立', mark: 'off' },
    closed: { label: '撤销', mark: 'off' },
  },
  steps: {
    approve: {
      label: '同意设立',
      from: ['proposed'],
      to: 'open',
      by: ['office'],
      words: 'optional',
      source: 'A2.3 创建（申请、批准）',
    },
    decline: { label: '不同意', from: ['proposed'], to: 'declined', by: ['office'], words: 'required' },
    close: {
      label: '撤销',
      from: ['open'],
      to: 'closed',
      by: ['office'],
      words: 'required',
      override: 'office',
      unless: ({ campaignAhead }) =>
        campaignAhead
          ? `“${campaignAhead}”还没有到活动日。撤销日在活动日当天或之前的，这家工作室不再计入统计表；确要撤销，请写明理由后继续。`
          : null,
      source: 'C25：活动日当天不开放的工作室不计入任何一格',
    },
    reopen: { label: '恢复开放', from: ['closed'], to: 'open', by: ['office'], words: 'required' },
  },
  waits: { proposed: { kind: 'approve-venue', label: '审批设立', asks: 'office' } },
})
