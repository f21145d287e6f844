import { process } from '../../platform/process.ts'

export type DocumentState = 'draft' | 'submitted' | 'accepted' | 'returned'
export type DocumentStep = 'submit' | 'accept' | 'return' | 'takeBack'

/** What the gates of a document look at. */
export interface DocumentFacts {
  isEmpty: boolean
  isOff: boolean
}

/** 方案 → 通知 → 小结 → 总结: each written by its unit, sent to the one above, received or sent back. (domain.md H6) */
export const documentProcess = process<DocumentState, DocumentStep, DocumentFacts>({
  record: 'chain_document',
  label: '活动日材料',
  initial: 'draft',
  states: {
    draft: { label: '在写', mark: 'todo' },
    submitted: { label: '已报送', mark: 'doing' },
    accepted: { label: '已接收', mark: 'done' },
    returned: { label: '退回修改', mark: 'back' },
  },
  steps: {
    submit: {
      label: '报送',
      from: ['draft', 'returned'],
      to: 'submitted',
      by: ['owner'],
      source: '通知四3、四4',
      unless: ({ isEmpty, isOff }) => {
        if (isOff) return '活动日已经取消或结束'
        return isEmpty ? '还没有写正文，也没有附件' : null
      },
    },
    accept: { label: '接收', from: ['submitted'], to: 'accepted', by: ['office', 'special_committee'] },
    return: {
      label: '退回',
      from: ['submitted', 'accepted'],
      to: 'returned',
      by: ['office', 'special_committee'],
      words: 'required',
    },
    takeBack: { label: '收回来改', from: ['submitted'], to: 'draft', by: ['owner'] },
  },
  waits: {
    draft: { kind: 'chain.write', label: '写', asks: 'office' },
    submitted: { kind: 'chain.read', label: '看', asks: 'office', together: 'accept' },
    returned: { kind: 'chain.mend', label: '改', asks: 'office' },
  },
  notes: { ask: '列为待写' },
})
