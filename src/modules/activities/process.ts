import { process } from '../../platform/process.ts'

/** Who manages an activity: its hosts' conveners, and the staff whose roles reach a host within the 政协. */
const managers = ['convener', 'office', 'special_committee', 'contact_group'] as const

export type ActivityState = 'draft' | 'planned' | 'cancelled'

/** What the gates of a plan look at. */
export interface ActivityFacts {
  inCampaign: boolean
  kindCount: number
  attested: boolean
  campaignOpen: boolean
}

/** 集体活动: a plan of one studio or several together. (domain.md A1.2, A1.8) */
export const activityProcess = process<ActivityState, 'plan' | 'revise' | 'cancel', ActivityFacts>({
  record: 'activity',
  label: '集体活动',
  initial: 'draft',
  states: {
    draft: { label: '草稿', mark: 'todo' },
    planned: { label: '已定', mark: 'doing' },
    cancelled: { label: '已取消', mark: 'off' },
  },
  steps: {
    plan: {
      label: '定下方案',
      from: ['draft'],
      to: 'planned',
      by: managers,
      source: '通知四（三）、五（一）',
      unless: ({ inCampaign, kindCount, attested, campaignOpen }) => {
        if (!campaignOpen) return '这次活动日已取消或已结束'
        if (inCampaign && kindCount === 0) return '还没有选活动内容，至少选一类'
        return attested ? null : '还没有确认纪律要求（中央八项规定及其实施细则精神）'
      },
    },
    revise: { label: '修改方案', from: ['planned'], to: 'planned', by: managers, words: 'optional' },
    cancel: {
      label: '取消',
      from: ['draft', 'planned'],
      to: 'cancelled',
      by: managers,
      words: 'required',
      source: 'C25',
    },
  },
  waits: {},
  notes: { draft: '起草' },
})

export type AttendanceState = 'standing' | 'pending' | 'reversed' | 'refused'

/** 到场: stands until it is taken back; what came from a phone's queue waits for the convener. (design.md §3, Off line) */
export const attendanceProcess = process<
  AttendanceState,
  'accept' | 'refuse' | 'reverse' | 'mark',
  { activityStands: boolean }
>({
  record: 'attendance',
  label: '到场',
  initial: 'standing',
  states: {
    standing: { label: '已到', mark: 'done' },
    pending: { label: '补传，待核对', mark: 'doing' },
    reversed: { label: '已撤销', mark: 'off' },
    refused: { label: '未认可', mark: 'off' },
  },
  steps: {
    accept: {
      label: '认可补传',
      from: ['pending'],
      to: 'standing',
      by: managers,
      unless: ({ activityStands }) => (activityStands ? null : '活动已经取消'),
    },
    refuse: { label: '不认可', from: ['pending'], to: 'refused', by: managers, words: 'required' },
    reverse: {
      label: '撤销到场',
      from: ['standing'],
      to: 'reversed',
      by: managers,
      words: 'required',
      source: 'C25',
    },
    mark: { label: '改记法', from: ['standing'], to: 'standing', by: managers, words: 'optional' },
  },
  waits: {
    pending: { kind: 'attendance.check', label: '核对补传的到场', asks: 'convener', together: 'accept' },
  },
})

export type LeaveState = 'requested' | 'approved' | 'refused' | 'withdrawn'

export type LeaveStep = 'approve' | 'refuse' | 'grantInstead' | 'denyInstead' | 'withdraw'

/**
 * 请假: decided by a convener, for conveners and leaders by the office; the office may decide otherwise, and says why.
 * (C29, Standings)
 */
export const leaveProcess = process<LeaveState, LeaveStep, unknown>({
  record: 'leave',
  label: '请假',
  initial: 'requested',
  states: {
    requested: { label: '等批准', mark: 'doing' },
    approved: { label: '已准假', mark: 'done' },
    refused: { label: '没有批准', mark: 'back' },
    withdrawn: { label: '已收回', mark: 'off' },
  },
  steps: {
    approve: {
      label: '准假',
      from: ['requested'],
      to: 'approved',
      by: ['handler'],
      source: 'C29',
    },
    refuse: {
      label: '不准',
      from: ['requested'],
      to: 'refused',
      by: ['handler'],
      words: 'required',
    },
    grantInstead: {
      label: '由办公室准假',
      from: ['requested', 'refused'],
      to: 'approved',
      by: ['office'],
      words: 'required',
      source: 'C29',
    },
    denyInstead: {
      label: '由办公室改为不准',
      from: ['approved'],
      to: 'refused',
      by: ['office'],
      words: 'required',
      source: 'C29',
    },
    withdraw: { label: '收回', from: ['requested', 'approved'], to: 'withdrawn', by: ['owner'] },
  },
  waits: { requested: { kind: 'leave.decide', label: '批假', asks: 'convener', together: 'approve' } },
})

export type OwnActivityState = 'standing' | 'withdrawn'

/** What the gates of an own activity look at. */
export interface OwnActivityFacts {
  /** a return that counts its person was accepted */
  sealed: boolean
}

/** 自行开展: one's own record of what one did around the day; it may be mended until a return sealed it. (H5) */
export const ownActivityProcess = process<OwnActivityState, 'mend' | 'withdraw', OwnActivityFacts>({
  record: 'own_activity',
  label: '自行开展',
  initial: 'standing',
  states: {
    standing: { label: '已记下', mark: 'done' },
    withdrawn: { label: '已收回', mark: 'off' },
  },
  steps: {
    mend: {
      label: '改',
      from: ['standing'],
      to: 'standing',
      by: ['owner', 'author', 'office'],
      words: 'optional',
      source: 'H5',
      unless: ({ sealed }) =>
        sealed ? '活动日的报表已经封存，这一笔不能再改。写错了，请告诉政协办公室。' : null,
    },
    withdraw: {
      label: '收回',
      from: ['standing'],
      to: 'withdrawn',
      by: ['owner', 'author', 'office'],
      words: 'required',
    },
  },
  waits: {},
})
