import { process } from '../../platform/process.ts'
import { guardedObstacle } from '../guarded-words/rules.ts'
import { mostPictures } from './rules.ts'

export type PostState = 'draft' | 'submitted' | 'published' | 'returned' | 'withdrawn'
export type PostStep =
  | 'submit'
  | 'publish'
  | 'publishOwn'
  | 'return'
  | 'takeBack'
  | 'withdraw'
  | 'discard'
  | 'restore'

/** What the gates of a post look at. */
export interface PostFacts {
  hasTitle: boolean
  hasWords: boolean
  pictureCount: number
  /** guarded words that stand in title, text or captions */
  hits: string[]
  venueIsOpen: boolean
}

const guarded = ({ hits }: PostFacts): string | null => guardedObstacle(hits, '请退回作者改写')

/**
 * 动态: first reviewed, then public. `office` is a reviewer who did not write it; `owner` is an office worker who did:
 * alone in the office, one may publish one's own in words that stay in its history. (domain.md C18, C25 column 16)
 */
export const postProcess = process<PostState, PostStep, PostFacts>({
  record: 'post',
  label: '动态',
  initial: 'draft',
  states: {
    draft: { label: '草稿', mark: 'todo' },
    submitted: { label: '等审核', mark: 'doing' },
    published: { label: '已发布', mark: 'done' },
    returned: { label: '退回修改', mark: 'back' },
    withdrawn: { label: '已撤下', mark: 'off' },
  },
  steps: {
    submit: {
      label: '提交审核',
      from: ['draft', 'returned'],
      to: 'submitted',
      by: ['author'],
      source: 'H7：活动日后两天内上传',
      unless: ({ hasTitle, hasWords, pictureCount, venueIsOpen }) => {
        if (!venueIsOpen) return '这家工作室已经撤销，不能再上传动态'
        if (!hasTitle) return '标题还没有写'
        if (!hasWords && pictureCount === 0) return '文字和图片都还没有，至少要有一样'
        return pictureCount > mostPictures ? `图片最多 ${mostPictures} 张` : null
      },
    },
    publish: {
      label: '通过，发布',
      from: ['submitted'],
      to: 'published',
      by: ['office'],
      source: 'C18 先审后发',
      unless: guarded,
    },
    publishOwn: {
      label: '自审发布',
      from: ['submitted'],
      to: 'published',
      by: ['owner'],
      words: 'required',
      source: 'C18 先审后发',
      unless: guarded,
    },
    return: {
      label: '退回修改',
      from: ['submitted'],
      to: 'returned',
      by: ['office', 'owner'],
      words: 'required',
    },
    takeBack: { label: '撤回来改', from: ['submitted'], to: 'draft', by: ['author'] },
    withdraw: {
      label: '撤下',
      from: ['published'],
      to: 'withdrawn',
      by: ['office', 'owner', 'author', 'convener'],
      words: 'required',
    },
    discard: { label: '不要了', from: ['draft', 'returned'], to: 'withdrawn', by: ['author'] },
    restore: {
      label: '恢复，重新审核',
      from: ['withdrawn'],
      to: 'submitted',
      by: ['office', 'owner', 'author'],
      words: 'required',
      unless: ({ hasTitle, hasWords, pictureCount }) =>
        !hasTitle || (!hasWords && pictureCount === 0) ? '没有写完，恢复不了；请另写一条' : null,
    },
  },
  waits: {
    submitted: { kind: 'review-post', label: '审核动态', asks: 'office', together: 'publish' },
    returned: { kind: 'mend-post', label: '修改退回的动态', asks: 'person' },
  },
  notes: { draft: '起草' },
})
