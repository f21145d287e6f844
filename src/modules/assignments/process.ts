import { process } from '../../platform/process.ts'

export type AssignmentState =
  | 'assigned'
  | 'signed'
  | 'objected'
  | 'drafted'
  | 'answered'
  | 'rerouted'
  | 'recalled'

export type AssignmentStep =
  | 'sign'
  | 'object'
  | 'reroute'
  | 'uphold'
  | 'contribute'
  | 'submit'
  | 'send-back'
  | 'publish'
  | 'recall'
  | 'reopen'

/** What decides the steps of one assignment. */
export interface AssignmentFacts {
  part: 'host' | 'cohost' | 'separate'
  /** co-hosts of the same press that have not given their opinion, by name */
  cohostsWaiting: string[]
  /** the last day to object has passed */
  objectionClosed: boolean
  /** the department does not exist any more */
  isDissolved: boolean
}

/** A host answers when its co-hosts have given their opinions; null then. */
const stillAsked = (cohosts: readonly string[]): string | null =>
  cohosts.length > 0 ? `会办意见还没交齐：${cohosts.join('、')}` : null

/**
 * 交办: what one department was asked. It signs or objects, a co-host gives its opinion to the host, host and separate ones
 * answer; the office lets the answer out. (domain.md B2, C16, C29; 办理：主办、会办、分办)
 */
export const assignmentProcess = process<AssignmentState, AssignmentStep, AssignmentFacts>({
  record: 'assignment',
  label: '交办',
  initial: 'assigned',
  states: {
    assigned: { label: '等签收', mark: 'todo' },
    signed: { label: '办理中', mark: 'doing' },
    objected: { label: '提出异议', mark: 'back' },
    drafted: { label: '答复待审', mark: 'doing' },
    answered: { label: '已答复', mark: 'done' },
    rerouted: { label: '已改派', mark: 'off' },
    recalled: { label: '已收回', mark: 'off' },
  },
  steps: {
    sign: { label: '签收', from: ['assigned'], to: 'signed', by: ['department'] },
    object: {
      label: '不属我部门，提出异议',
      from: ['assigned'],
      to: 'objected',
      by: ['department'],
      unless: ({ objectionClosed }) => (objectionClosed ? '提异议的期限已过，请联系交办的政协办公室' : null),
      words: 'required',
      source: 'C29 五个工作日内',
    },
    reroute: {
      label: '改派',
      from: ['assigned', 'objected', 'signed'],
      to: 'rerouted',
      by: ['office'],
      words: 'optional',
    },
    uphold: { label: '仍由该部门办', from: ['objected'], to: 'assigned', by: ['office'], words: 'required' },
    contribute: {
      label: '交会办意见',
      from: ['signed'],
      to: 'answered',
      by: ['department'],
      unless: ({ part }) => (part === 'cohost' ? null : '会办单位才交会办意见；主办、分办单位写答复'),
      source: 'B2 会办意见交主办',
    },
    submit: {
      label: '报送答复',
      from: ['signed'],
      to: 'drafted',
      by: ['department'],
      unless: ({ part, cohostsWaiting }) =>
        part === 'cohost' ? '会办单位把意见交给主办单位，由主办单位答复' : stillAsked(cohostsWaiting),
      source: 'B2 会办意见齐了再答复',
    },
    'send-back': {
      label: '退回修改',
      from: ['drafted'],
      to: 'signed',
      by: ['office'],
      words: 'required',
    },
    publish: { label: '核过发出', from: ['drafted'], to: 'answered', by: ['office'] },
    recall: {
      label: '收回',
      from: ['assigned', 'objected', 'signed'],
      to: 'recalled',
      by: ['office'],
      words: 'required',
    },
    reopen: { label: '反映人不满意，重办', from: ['answered'], to: 'signed', by: ['speaker'] },
  },
  waits: {
    assigned: { kind: 'sign', label: '签收交办', asks: 'department', together: 'sign' },
    signed: { kind: 'handle', label: '办理并答复', asks: 'department' },
    objected: { kind: 'decide', label: '定由谁办', asks: 'office' },
    drafted: { kind: 'review', label: '核答复', asks: 'office' },
  },
  notes: {
    assign: '交办',
    reassign: '改派而来',
    recount: '放假安排有变，期限重算',
    extend: '延期，期限改了',
    dissolve: '承办部门已撤并，转办公室改派',
  },
})

export type ExtensionStep = 'grant' | 'refuse' | 'drop'
export type ExtensionState = 'asked' | 'granted' | 'refused' | 'dropped'

/** 延期: more time, asked with a reason. */
export const extensionProcess = process<ExtensionState, ExtensionStep, Record<string, never>>({
  record: 'extension',
  label: '延期申请',
  initial: 'asked',
  states: {
    asked: { label: '等批', mark: 'todo' },
    granted: { label: '已同意', mark: 'done' },
    refused: { label: '未同意', mark: 'off' },
    dropped: { label: '不再需要', mark: 'off' },
  },
  steps: {
    grant: { label: '同意延期', from: ['asked'], to: 'granted', by: ['office'], words: 'optional' },
    refuse: { label: '不同意', from: ['asked'], to: 'refused', by: ['office'], words: 'required' },
    drop: { label: '不再需要', from: ['asked'], to: 'dropped', by: ['department', 'office'] },
  },
  waits: { asked: { kind: 'extension', label: '批延期', asks: 'office', together: 'grant' } },
})

export type ReplyStep = 'submit' | 'return' | 'publish' | 'drop'

export type ReplyState = 'drafted' | 'submitted' | 'returned' | 'published' | 'dropped'

/** What decides the steps of one reply. */
export interface ReplyFacts {
  /** departments that were asked and have not answered, where this reply is not one of theirs */
  openAssignments: number
  /** co-hosts that have not given their opinion to the department whose reply this is, by name */
  cohostsWaiting: string[]
  /** it is a department's, which is still at work on it */
  isWithDepartment: boolean
}

/** 答复: written by a member, the studio or a department, read by a second pair of eyes, then out to the speaker. */
export const replyProcess = process<ReplyState, ReplyStep, ReplyFacts>({
  record: 'reply',
  label: '答复',
  initial: 'drafted',
  states: {
    drafted: { label: '草稿', mark: 'doing' },
    submitted: { label: '待审', mark: 'todo' },
    returned: { label: '退回修改', mark: 'back' },
    published: { label: '已发出', mark: 'done' },
    dropped: { label: '不用了', mark: 'off' },
  },
  steps: {
    submit: {
      label: '送审',
      from: ['drafted', 'returned'],
      to: 'submitted',
      by: ['author', 'handler', 'department'],
      unless: ({ cohostsWaiting }) => stillAsked(cohostsWaiting),
      source: 'B2 会办意见齐了再答复',
    },
    return: {
      label: '退回修改',
      from: ['submitted'],
      to: 'returned',
      by: ['office', 'convener'],
      words: 'required',
    },
    publish: {
      label: '核过发出',
      from: ['drafted', 'returned', 'submitted'],
      to: 'published',
      by: ['office', 'convener'],
      unless: ({ openAssignments, isWithDepartment }) =>
        isWithDepartment
          ? '部门还没有送审'
          : openAssignments > 0
            ? `还有 ${openAssignments} 个部门没有答复`
            : null,
    },
    drop: {
      label: '不用了',
      from: ['drafted', 'returned'],
      to: 'dropped',
      by: ['author', 'office', 'department'],
    },
  },
  waits: {
    submitted: { kind: 'review', label: '核答复', asks: 'convener' },
    returned: { kind: 'rewrite', label: '改答复', asks: 'person' },
  },
})

export type DirectiveStep = 'follow' | 'withdraw'
export type DirectiveState = 'recorded' | 'followed' | 'withdrawn'

/** 批示: a leader's written word on a record, and what came of it. */
export const directiveProcess = process<DirectiveState, DirectiveStep, Record<string, never>>({
  record: 'directive',
  label: '批示',
  initial: 'recorded',
  states: {
    recorded: { label: '等落实', mark: 'doing' },
    followed: { label: '已落实', mark: 'done' },
    withdrawn: { label: '记错撤回', mark: 'off' },
  },
  steps: {
    follow: { label: '记落实情况', from: ['recorded', 'followed'], to: 'followed', by: ['office'] },
    withdraw: { label: '记错撤回', from: ['recorded'], to: 'withdrawn', by: ['office'], words: 'required' },
  },
  waits: { recorded: { kind: 'follow', label: '批示落实', asks: 'office' } },
})
