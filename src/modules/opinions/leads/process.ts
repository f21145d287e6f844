import { process } from '../../../platform/process.ts'

export type LeadState = 'pooled' | 'taken' | 'dropped'
export type LeadStep = 'take' | 'release' | 'drop' | 'restore'

/**
 * 转化: one edge from an opinion to what it may become. It waits in the pool until a module takes it; turning never ends the
 * opinion, whose speaker is still answered. (domain.md C23, C29)
 */
export const leadProcess = process<LeadState, LeadStep, Record<string, never>>({
  record: 'lead',
  label: '转化线索',
  initial: 'pooled',
  states: {
    pooled: { label: '待采用', mark: 'todo' },
    taken: { label: '已采用', mark: 'done' },
    dropped: { label: '不采用', mark: 'off' },
  },
  steps: {
    take: { label: '采用', from: ['pooled'], to: 'taken', by: ['office', 'special_committee'] },
    release: {
      label: '放回线索池',
      from: ['taken'],
      to: 'pooled',
      by: ['office', 'special_committee'],
    },
    drop: {
      label: '不采用',
      from: ['pooled'],
      to: 'dropped',
      by: ['office', 'author'],
      words: 'required',
      source: 'C23 每一步都说得清',
    },
    restore: {
      label: '放回线索池',
      from: ['dropped'],
      to: 'pooled',
      by: ['office', 'author'],
      words: 'optional',
    },
  },
  waits: { pooled: { kind: 'lead', label: '看看这条线索采不采用', asks: 'office' } },
  notes: { turn: '转成线索' },
})
