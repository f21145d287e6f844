import { process } from '../../platform/process.ts'

export type LikenessState = 'open' | 'merged' | 'distinct'
export type LikenessStep = 'merge' | 'tellApart' | 'separate'

/** 可能是同一人: two records of 政协 that may be one person; merged on a human's word, never by an import. (design.md 1.1) */
export const likenessProcess = process<LikenessState, LikenessStep, unknown>({
  record: 'likeness',
  label: '可能是同一人',
  initial: 'open',
  states: {
    open: { label: '等核对', mark: 'todo' },
    merged: { label: '是同一人', mark: 'done' },
    distinct: { label: '不是同一人', mark: 'off' },
  },
  steps: {
    merge: {
      label: '是同一人',
      from: ['open', 'distinct'],
      to: 'merged',
      by: ['office'],
      words: 'optional',
      source: 'C29 People at import',
    },
    tellApart: {
      label: '不是同一人',
      from: ['open'],
      to: 'distinct',
      by: ['office'],
      words: 'optional',
    },
    separate: {
      label: '分开：认错了',
      from: ['merged'],
      to: 'distinct',
      by: ['office'],
      words: 'required',
    },
  },
  waits: { open: { kind: 'members.likeness', label: '核对是不是同一人', asks: 'office' } },
})
