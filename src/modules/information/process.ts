import { process } from '../../platform/process.ts'
import { guardedObstacle } from '../guarded-words/rules.ts'

export type InformationState =
  | 'draft'
  | 'received'
  | 'submitted'
  | 'signed'
  | 'issued'
  | 'declined'
  | 'merged'
  | 'withdrawn'

export type InformationStep =
  | 'submit'
  | 'sendBack'
  | 'sign'
  | 'issue'
  | 'send'
  | 'adopt'
  | 'decline'
  | 'reconsider'
  | 'merge'
  | 'split'
  | 'withdraw'

/** What decides the steps of one information. */
export interface InformationFacts {
  isWritten: boolean
  /** the one who asks has written in it */
  editedByMe: boolean
  /** a 政协 guides this one today */
  hasUpper: boolean
  isSent: boolean
  /** guarded words that stand in title, text or byline */
  hits: string[]
}

/** 社情民意信息: written, signed by another hand, issued with a number, sent up; above it begins as received. (domain.md A9, B3) */
export const informationProcess = process<InformationState, InformationStep, InformationFacts>({
  record: 'information',
  label: '社情民意信息',
  initial: 'draft',
  states: {
    draft: { label: '编辑中', mark: 'doing' },
    received: { label: '下级报来', mark: 'todo' },
    submitted: { label: '待签发', mark: 'todo' },
    signed: { label: '待编发', mark: 'doing' },
    issued: { label: '已编发', mark: 'done' },
    declined: { label: '未用', mark: 'off' },
    merged: { label: '已并入', mark: 'done' },
    withdrawn: { label: '已撤回', mark: 'off' },
  },
  steps: {
    adopt: { label: '采用，进入编辑', from: ['received'], to: 'draft', by: ['office'] },
    submit: {
      label: '送签',
      from: ['draft'],
      to: 'submitted',
      by: ['office', 'special_committee'],
      unless: ({ isWritten, hits }) =>
        isWritten ? guardedObstacle(hits, '请先改掉') : '标题和正文还没有写齐',
    },
    sign: {
      label: '签发',
      from: ['submitted'],
      to: 'signed',
      by: ['office', 'leader'],
      unless: ({ editedByMe }) => (editedByMe ? '您写过这一份，要由另一位签发' : null),
      source: 'B3 编辑与签发分开',
    },
    issue: {
      label: '编发，取期号',
      from: ['signed'],
      to: 'issued',
      by: ['office'],
      unless: ({ hits }) => guardedObstacle(hits, '请退回修改'),
      source: '错敏词核过再发',
    },
    send: {
      label: '报送上级政协',
      from: ['issued'],
      to: 'issued',
      by: ['office'],
      unless: ({ hasUpper, isSent }) =>
        !hasUpper ? '上面没有指导的政协，不再往上报' : isSent ? '已经报送过，一份只报一次' : null,
      source: 'C29 上报的是一份副本，归收到的政协',
    },
    sendBack: {
      label: '退回修改',
      from: ['submitted', 'signed'],
      to: 'draft',
      by: ['office', 'leader'],
      words: 'required',
    },
    merge: {
      label: '并入另一份',
      from: ['received', 'draft'],
      to: 'merged',
      by: ['office'],
      words: 'optional',
    },
    split: { label: '拆出来', from: ['merged'], to: 'draft', by: ['office'], words: 'optional' },
    decline: {
      label: '不用',
      from: ['received', 'draft', 'submitted'],
      to: 'declined',
      by: ['office'],
      words: 'required',
      source: 'B9 未用',
    },
    reconsider: {
      label: '重新采用',
      from: ['declined'],
      to: 'draft',
      by: ['office'],
      words: 'optional',
    },
    withdraw: {
      label: '撤回',
      from: ['issued'],
      to: 'withdrawn',
      by: ['office'],
      words: 'required',
    },
  },
  waits: {
    received: { kind: 'receive', label: '看看下级报来的信息', asks: 'office' },
    submitted: { kind: 'sign', label: '签发信息', asks: 'office', alsoAsks: ['leader'] },
    signed: { kind: 'issue', label: '编发信息', asks: 'office' },
  },
  notes: {
    begin: '起草',
    receive: '下级报来',
    note: '记采用',
    unnote: '采用记错，撤掉',
    erase: '按反映人要求删去照抄的原话',
  },
})

export type ReportState =
  | 'draft'
  | 'filed'
  | 'returned'
  | 'adopted'
  | 'declined'
  | 'issued'
  | 'handed'
  | 'fedBack'
  | 'withdrawn'

export type ReportStep =
  | 'file'
  | 'adopt'
  | 'decline'
  | 'return'
  | 'reconsider'
  | 'issue'
  | 'send'
  | 'assign'
  | 'recall'
  | 'feedBack'
  | 'withdraw'

/** What decides the steps of one special report. */
export interface ReportFacts {
  isWritten: boolean
  townCannot: boolean
  isValuable: boolean
  hasUpper: boolean
  isSent: boolean
  /** assignments that are neither answered nor taken back */
  openAssignments: number
  /** guarded words that stand in title or text */
  hits: string[]
}

/** “金点子·好建议”专报: two conditions, screening, issue, 批示 beside it, handed on, feedback. (domain.md A3.13, C12) */
export const reportProcess = process<ReportState, ReportStep, ReportFacts>({
  record: 'report',
  label: '金点子专报',
  initial: 'draft',
  states: {
    draft: { label: '草稿', mark: 'doing' },
    filed: { label: '待筛选', mark: 'todo' },
    returned: { label: '退回补充', mark: 'back' },
    adopted: { label: '采用，待编发', mark: 'doing' },
    declined: { label: '不采用', mark: 'off' },
    issued: { label: '已编发', mark: 'done' },
    handed: { label: '已转办', mark: 'doing' },
    fedBack: { label: '已反馈', mark: 'done' },
    withdrawn: { label: '已撤回', mark: 'off' },
  },
  steps: {
    file: {
      label: '报送',
      from: ['draft', 'returned'],
      to: 'filed',
      by: ['author', 'convener', 'contact_group', 'office'],
      unless: ({ isWritten, townCannot, isValuable }) => {
        if (!isWritten) return '标题和正文还没有写齐'
        if (!townCannot) return '要勾上“镇街解决不了”，镇街能解决的请直接办'
        return isValuable ? null : '要勾上“有重要价值”，一般的意见请走社情民意信息'
      },
      source: 'A3.13 镇街解决不了，并且有重要价值',
    },
    adopt: { label: '采用', from: ['filed'], to: 'adopted', by: ['office'], words: 'optional' },
    return: { label: '退回补充', from: ['filed'], to: 'returned', by: ['office'], words: 'required' },
    decline: { label: '不采用', from: ['filed'], to: 'declined', by: ['office'], words: 'required' },
    reconsider: {
      label: '重新筛选',
      from: ['declined'],
      to: 'filed',
      by: ['office'],
      words: 'required',
    },
    issue: {
      label: '编发，取期号',
      from: ['adopted'],
      to: 'issued',
      by: ['office'],
      unless: ({ hits }) => guardedObstacle(hits, '请先改掉'),
      source: '错敏词核过再发',
    },
    send: {
      label: '报送上级政协',
      from: ['issued'],
      to: 'issued',
      by: ['office'],
      unless: ({ hasUpper, isSent }) =>
        !hasUpper ? '上面没有指导的政协，不再往上报' : isSent ? '已经报送过，一份只报一次' : null,
    },
    assign: {
      label: '转部门办理',
      from: ['issued', 'handed'],
      to: 'handed',
      by: ['office'],
      words: 'optional',
    },
    recall: {
      label: '收回转办',
      from: ['handed'],
      to: 'issued',
      by: ['office'],
      unless: ({ openAssignments }) =>
        openAssignments > 0 ? `还有 ${openAssignments} 个部门在办，先逐个收回` : null,
      words: 'optional',
    },
    feedBack: {
      label: '记反馈',
      from: ['issued', 'handed'],
      to: 'fedBack',
      by: ['office'],
      unless: ({ openAssignments }) =>
        openAssignments > 0 ? `还有 ${openAssignments} 个部门没有答复` : null,
      words: 'optional',
    },
    withdraw: {
      label: '撤回',
      from: ['draft', 'filed', 'returned', 'adopted', 'issued'],
      to: 'withdrawn',
      by: ['author', 'office'],
      words: 'required',
    },
  },
  waits: {
    filed: { kind: 'screen', label: '筛选金点子', asks: 'office' },
    returned: { kind: 'mend', label: '补充金点子', asks: 'person' },
    adopted: { kind: 'issue', label: '编发金点子专报', asks: 'office' },
  },
  notes: { begin: '起草', receive: '下级报来', erase: '按反映人要求删去照抄的原话' },
})
