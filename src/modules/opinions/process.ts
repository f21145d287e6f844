import { process } from '../../platform/process.ts'

export type OpinionState = 'recorded' | 'merged' | 'withdrawn'
export type DeedState = 'recorded' | 'withdrawn'

/** 群众意见: each voice is one 条. Merged ones still count; withdrawn ones don't. (domain.md C25, columns 14 and 15) */
export const opinionProcess = process<OpinionState, 'merge' | 'withdraw' | 'restore', Record<string, never>>({
  record: 'opinion',
  label: '群众意见',
  initial: 'recorded',
  states: {
    recorded: { label: '已记下', mark: 'doing' },
    merged: { label: '已并入同类', mark: 'done' },
    withdrawn: { label: '已撤回', mark: 'off' },
  },
  steps: {
    merge: {
      label: '并入同类',
      from: ['recorded'],
      to: 'merged',
      by: ['office', 'convener'],
      words: 'optional',
      source: 'C25 合并的仍计数',
    },
    withdraw: {
      label: '撤回',
      from: ['recorded', 'merged'],
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
