import { process } from '../../platform/process.ts'

export type CorrectionState = 'standing' | 'withdrawn'

export interface CorrectionFacts {
  /** the unit's return that waits or was sealed, in words; null when the sheet is open */
  sheetClosed: string | null
}

/** 更正: a line beside a count, never a new value. (design.md §1.4) */
export const correctionProcess = process<CorrectionState, 'withdraw', CorrectionFacts>({
  record: 'correction',
  label: '更正',
  initial: 'standing',
  states: {
    standing: { label: '有效', mark: 'done' },
    withdrawn: { label: '已撤回', mark: 'off' },
  },
  steps: {
    withdraw: {
      label: '撤回更正',
      from: ['standing'],
      to: 'withdrawn',
      by: ['office', 'special_committee'],
      words: 'optional',
      source: 'C25',
      unless: ({ sheetClosed }) => sheetClosed,
    },
  },
  waits: {},
})

export type ReturnState = 'submitted' | 'accepted' | 'returned'

export interface ReturnFacts {
  /** why it cannot be submitted again just now; null when it can */
  notReady: string | null
  campaignCancelled: boolean
}

/** 报表的报送: accepted is sealed, and a sealed one is never opened: 补报 is the next version. (C29, Filing; H8) */
export const returnProcess = process<ReturnState, 'accept' | 'sendBack' | 'resubmit', ReturnFacts>({
  record: 'return',
  label: '报送',
  initial: 'submitted',
  states: {
    submitted: { label: '已报，等接受', mark: 'doing' },
    accepted: { label: '已封存', mark: 'sealed' },
    returned: { label: '已退回', mark: 'back' },
  },
  steps: {
    accept: { label: '接受并封存', from: ['submitted'], to: 'accepted', by: ['owner'], source: 'H8' },
    sendBack: {
      label: '退回',
      from: ['submitted'],
      to: 'returned',
      by: ['owner'],
      words: 'required',
      source: 'H8',
    },
    resubmit: {
      label: '再次提交',
      from: ['returned'],
      to: 'submitted',
      by: ['office', 'special_committee'],
      source: 'H8',
      unless: ({ notReady, campaignCancelled }) =>
        campaignCancelled ? '这次活动已取消，不用再报' : notReady,
    },
  },
  waits: {
    submitted: { kind: 'returns.decide', label: '接受或退回报表', asks: 'office' },
    returned: { kind: 'returns.resubmit', label: '改好再报', asks: 'office' },
  },
  notes: { submit: '提交', fileForOther: '代报' },
})

export type FilingState = 'due' | 'filed' | 'lapsed'

/** 应报: each expected unit owes one return of a campaign, from its day on. (C29, Filing) */
export const filingProcess = process<FilingState, 'file' | 'lapse', Record<string, never>>({
  record: 'filing',
  label: '应报的报表',
  initial: 'due',
  states: {
    due: { label: '待报', mark: 'todo' },
    filed: { label: '已报', mark: 'done' },
    lapsed: { label: '不用再报', mark: 'off' },
  },
  steps: {
    file: {
      label: '报出',
      from: ['due'],
      to: 'filed',
      by: ['office', 'special_committee', 'owner'],
      source: 'H8',
    },
    lapse: { label: '不用再报', from: ['due'], to: 'lapsed', by: ['clock'], source: 'C28' },
  },
  waits: { due: { kind: 'sheets.file', label: '报统计表', asks: 'office' } },
})
