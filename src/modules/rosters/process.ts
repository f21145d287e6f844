import { process } from '../../platform/process.ts'

export type SlotState = 'planned' | 'over' | 'held' | 'cancelled'
export type SlotStep = 'change' | 'swap' | 'end' | 'hold' | 'mend' | 'cancel' | 'restore'

/** What the gates of a slot look at. */
export interface SlotFacts {
  hasBegun: boolean
  hasEnded: boolean
  memberCount: number
  /** its first host is given up by that day */
  isHostClosed: boolean
}

/** 轮值: planned, then held by whoever was there. A plan whose time has passed waits for its list. (domain.md A2.2, A2.6) */
export const slotProcess = process<SlotState, SlotStep, SlotFacts>({
  record: 'duty_slot',
  label: '轮值',
  initial: 'planned',
  states: {
    planned: { label: '已排定', mark: 'todo' },
    over: { label: '等记到岗', mark: 'due' },
    held: { label: '已值班', mark: 'done' },
    cancelled: { label: '已取消', mark: 'off' },
  },
  steps: {
    hold: {
      label: '记下谁到岗',
      from: ['planned', 'over'],
      to: 'held',
      by: ['convener', 'office', 'special_committee', 'contact_group', 'handler'],
      source: 'A2.2 轮值制度',
      unless: ({ hasBegun, memberCount }) => {
        if (!hasBegun) return '还没到值班的时间'
        return memberCount === 0 ? '还没有排谁值班，先改安排' : null
      },
    },
    mend: {
      label: '更正到岗',
      from: ['held'],
      to: 'held',
      by: ['convener', 'office', 'special_committee', 'contact_group'],
      words: 'required',
    },
    swap: {
      label: '换人',
      from: ['planned'],
      to: 'planned',
      by: ['convener', 'office', 'special_committee', 'contact_group'],
      words: 'optional',
    },
    change: {
      label: '改安排',
      from: ['planned', 'over'],
      to: 'planned',
      by: ['convener', 'office', 'special_committee', 'contact_group'],
      words: 'required',
    },
    cancel: {
      label: '取消',
      from: ['planned', 'over'],
      to: 'cancelled',
      by: ['convener', 'office', 'special_committee', 'contact_group', 'clock'],
      words: 'required',
    },
    restore: {
      label: '恢复',
      from: ['cancelled'],
      to: 'planned',
      by: ['convener', 'office', 'special_committee', 'contact_group'],
      words: 'optional',
      unless: ({ isHostClosed }) => (isHostClosed ? '那一天场所已经撤销，先恢复开放' : null),
    },
    end: {
      label: '时间过了，等记到岗',
      from: ['planned'],
      to: 'over',
      by: ['clock'],
      unless: ({ hasEnded }) => (hasEnded ? null : '还没有结束'),
    },
  },
  waits: { over: { kind: 'mark-duty', label: '记下谁到岗', asks: 'convener' } },
})
