import { process } from '../../../platform/process.ts'

export type AnswerState = 'drafted' | 'submitted' | 'published' | 'returned' | 'withdrawn'
export type AnswerStep = 'submit' | 'publish' | 'return' | 'takeBack' | 'withdraw' | 'erase' | 'redraft'

/** What the gates of a public answer look at. */
export interface AnswerFacts {
  /** what must not be public and stands in it, in words */
  hard: string[]
  /** who asks wrote the words */
  isOwn: boolean
  /** its question was erased on the speaker's demand */
  isErased: boolean
}

const clean = ({ hard }: AnswerFacts): string | null =>
  hard.length > 0 ? `里面还有不能公开的：${hard.join('、')}。请先改掉` : null

/** 公开的问答: drafted from an answered opinion, reviewed by another person, then public. (domain.md B7 先审后发, C13, C14, C18) */
export const answerProcess = process<AnswerState, AnswerStep, AnswerFacts>({
  record: 'public_answer',
  label: '公开问答',
  initial: 'drafted',
  states: {
    drafted: { label: '草稿', mark: 'todo' },
    submitted: { label: '等审核', mark: 'doing' },
    published: { label: '已公开', mark: 'done' },
    returned: { label: '退回修改', mark: 'back' },
    withdrawn: { label: '已撤下', mark: 'off' },
  },
  steps: {
    submit: {
      label: '提交审核',
      from: ['drafted', 'returned'],
      to: 'submitted',
      by: ['author', 'office', 'convener'],
      unless: clean,
    },
    publish: {
      label: '通过，公开',
      from: ['submitted'],
      to: 'published',
      by: ['office'],
      source: 'B7 先审后发',
      unless: (facts) => (facts.isOwn ? '起草的人不能自己审核，请办公室另一位同事来看' : clean(facts)),
    },
    return: { label: '退回修改', from: ['submitted'], to: 'returned', by: ['office'], words: 'required' },
    takeBack: { label: '撤回来改', from: ['submitted'], to: 'drafted', by: ['author'] },
    withdraw: {
      label: '撤下',
      from: ['published'],
      to: 'withdrawn',
      by: ['office', 'author', 'convener'],
      words: 'required',
    },
    erase: {
      label: '按反映人要求撤下、删去',
      from: ['drafted', 'submitted', 'published', 'returned'],
      to: 'withdrawn',
      by: ['office'],
      source: '个人信息保护法第四十七条',
    },
    redraft: {
      label: '重新起草',
      from: ['withdrawn'],
      to: 'drafted',
      by: ['office', 'author', 'convener'],
      unless: ({ isErased }) => (isErased ? '已按反映人要求删去，不能再公开' : null),
      words: 'optional',
    },
  },
  waits: {
    submitted: { kind: 'review-answer', label: '审核公开问答', asks: 'office' },
    returned: { kind: 'mend-answer', label: '修改退回的公开问答', asks: 'person' },
  },
  notes: { draft: '起草', erase: '按反映人要求删去' },
})
