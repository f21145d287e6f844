import { process } from '../../platform/process.ts'

export type OpinionState =
  | 'recorded'
  | 'accepted'
  | 'assigned'
  | 'answered'
  | 'closed'
  | 'refused'
  | 'redirected'
  | 'merged'
  | 'withdrawn'
  | 'invalid'

export type OpinionStep =
  | 'await'
  | 'accept'
  | 'pass'
  | 'refuse'
  | 'redirect'
  | 'merge'
  | 'split'
  | 'assign'
  | 'recall'
  | 'answer'
  | 'rate'
  | 'reopen'
  | 'resume'
  | 'lapse'
  | 'note'
  | 'withdraw'
  | 'restore'
  | 'invalidate'
  | 'reconsider'

/** What decides the steps of one opinion. */
export interface OpinionFacts {
  /** somebody holds a receipt and waits for an answer */
  isAwaited: boolean
  /** how often its speaker has reopened it */
  reopened: number
  /** how often that is possible here */
  reopenMost: number
  /** assignments that are neither answered nor taken back */
  openAssignments: number
  /** its speaker has a query code */
  hasCode: boolean
}

/**
 * 群众意见: from the first word to the rated answer. Each voice is one 条: merged ones still count; withdrawn and invalid
 * ones don't. Every end is one that its speaker can read. (domain.md B9, C23, C25, C29)
 */
export const opinionProcess = process<OpinionState, OpinionStep, OpinionFacts>({
  record: 'opinion',
  label: '群众意见',
  initial: 'recorded',
  states: {
    recorded: { label: '待审', mark: 'todo' },
    accepted: { label: '已受理', mark: 'doing' },
    assigned: { label: '部门办理中', mark: 'doing' },
    answered: { label: '已答复', mark: 'done' },
    closed: { label: '已办结', mark: 'done' },
    refused: { label: '不受理', mark: 'off' },
    redirected: { label: '已转告正确渠道', mark: 'off' },
    merged: { label: '已并入同类', mark: 'done' },
    withdrawn: { label: '已撤回', mark: 'off' },
    invalid: { label: '已作废', mark: 'off' },
  },
  steps: {
    await: {
      label: '给编号，等答复',
      from: ['recorded'],
      to: 'recorded',
      by: ['office', 'convener', 'author'],
      unless: ({ hasCode }) => (hasCode ? '已经有编号和查询码' : null),
      source: '不上网的人，凭回执单一样查得到',
    },
    accept: {
      label: '受理',
      from: ['recorded'],
      to: 'accepted',
      by: ['office', 'convener'],
      source: 'C29 三个工作日内告知',
    },
    pass: {
      label: '请委员答复',
      from: ['recorded', 'accepted'],
      to: 'accepted',
      by: ['office', 'convener'],
      words: 'optional',
    },
    refuse: {
      label: '不受理',
      from: ['recorded', 'accepted'],
      to: 'refused',
      by: ['office', 'convener'],
      words: 'required',
      source: 'C27 反映人看得到理由',
    },
    redirect: {
      label: '转告正确渠道',
      from: ['recorded', 'accepted'],
      to: 'redirected',
      by: ['office', 'convener'],
      words: 'required',
      source: 'C27',
    },
    merge: {
      label: '并入同类',
      from: ['recorded', 'accepted'],
      to: 'merged',
      by: ['office', 'convener'],
      words: 'optional',
      source: 'C25 合并的仍计数，各自答复',
    },
    split: {
      label: '从同类里拆出来',
      from: ['merged'],
      to: 'recorded',
      by: ['office', 'convener', 'speaker'],
      words: 'optional',
    },
    assign: {
      label: '交部门办理',
      from: ['accepted', 'assigned'],
      to: 'assigned',
      by: ['office'],
      words: 'optional',
      source: '交办：由本级政协办公室交办',
    },
    recall: {
      label: '收回交办',
      from: ['assigned'],
      to: 'accepted',
      by: ['office'],
      unless: ({ openAssignments }) =>
        openAssignments > 0 ? `还有 ${openAssignments} 个部门在办，先逐个收回` : null,
      words: 'optional',
    },
    answer: {
      label: '发出答复',
      from: ['accepted', 'assigned', 'answered'],
      to: 'answered',
      by: ['office', 'convener'],
      unless: ({ openAssignments }) =>
        openAssignments > 0 ? `还有 ${openAssignments} 个部门没有答复` : null,
      source: 'C29 十五个工作日内答复',
    },
    rate: { label: '评价', from: ['answered'], to: 'closed', by: ['speaker'], source: 'C29 十五日内评价' },
    reopen: {
      label: '不满意，再办一次',
      from: ['answered'],
      to: 'accepted',
      by: ['speaker'],
      unless: ({ reopened, reopenMost }) => (reopened >= reopenMost ? `已经重办过 ${reopened} 次` : null),
      source: 'C29 可以重办两次',
    },
    resume: {
      label: '退回原承办部门再办',
      from: ['accepted'],
      to: 'assigned',
      by: ['speaker'],
      unless: ({ openAssignments }) => (openAssignments === 0 ? '没有部门要再办' : null),
      source: 'C29 原来由部门答复的，重办仍由原部门',
    },
    lapse: {
      label: '到期未评价，办结',
      from: ['answered'],
      to: 'closed',
      by: ['clock'],
      source: 'C16 不评价不算满意',
    },
    note: {
      label: '记下备用',
      from: ['recorded', 'accepted'],
      to: 'closed',
      by: ['office', 'convener'],
      unless: ({ isAwaited }) => (isAwaited ? '反映人拿着编号在等，要答复，或者说明为什么不受理' : null),
      words: 'optional',
    },
    withdraw: {
      label: '撤回',
      from: ['recorded', 'accepted', 'merged', 'closed'],
      to: 'withdrawn',
      by: ['author', 'convener', 'office'],
      unless: ({ isAwaited }) => (isAwaited ? '反映人拿着编号在等，不能撤回，可以不受理并说明理由' : null),
      words: 'required',
      source: 'C25',
    },
    restore: {
      label: '恢复',
      from: ['withdrawn', 'invalid'],
      to: 'recorded',
      by: ['author', 'convener', 'office'],
      words: 'optional',
    },
    invalidate: {
      label: '作废',
      from: ['recorded', 'accepted'],
      to: 'invalid',
      by: ['office'],
      words: 'required',
      source: '灌水、恶意刷屏；可以恢复',
    },
    reconsider: {
      label: '重新审看',
      from: ['refused', 'redirected'],
      to: 'recorded',
      by: ['office', 'convener'],
      words: 'required',
    },
  },
  waits: {
    recorded: { kind: 'triage', label: '看看受不受理', asks: 'convener', together: 'accept' },
    accepted: { kind: 'answer', label: '答复群众', asks: 'person' },
  },
  notes: {
    receive: '收到',
    record: '记下',
    erase: '按本人要求删去个人信息',
    file: '定类别和摘要',
    slip: '印回执单，给了新的查询码',
    recount: '放假安排有变，期限重算',
  },
})

export type DeedState = 'recorded' | 'withdrawn'

/** 为民办实事: one 件. */
export const deedProcess = process<DeedState, 'withdraw' | 'restore', Record<string, never>>({
  record: 'deed',
  label: '为民办实事',
  initial: 'recorded',
  states: { recorded: { label: '已记下', mark: 'done' }, withdrawn: { label: '已撤回', mark: 'off' } },
  steps: {
    withdraw: {
      label: '撤回',
      from: ['recorded'],
      to: 'withdrawn',
      by: ['author', 'convener', 'office'],
      words: 'required',
      source: 'C25',
    },
    restore: {
      label: '恢复',
      from: ['withdrawn'],
      to: 'recorded',
      by: ['author', 'convener', 'office'],
      words: 'optional',
    },
  },
  waits: {},
})
