import { describe, expect, test } from 'vitest'
import { openSteps } from '../../platform/process.ts'
import { type PostFacts, postProcess } from './process.ts'
import { column16Note, countsForColumn16 } from './rules.ts'

const whole: PostFacts = { hasTitle: true, hasWords: true, pictureCount: 2, hits: [], venueIsOpen: true }
const obstacle = (facts: Partial<PostFacts>, step = 'submit') =>
  openSteps(postProcess, step === 'submit' ? 'draft' : 'submitted', new Set(['author', 'office']), {
    ...whole,
    ...facts,
  }).find((open) => open.step === step)?.obstacle

test.each([
  ['文字', 1, true],
  ['', 1, false],
  ['  \n', 3, false],
  ['文字', 0, false],
])('words “%s” with %i pictures of a studio count for column 16: %s', (words, pictureCount, counts) => {
  expect(countsForColumn16({ words, pictureCount, isStudio: true })).toBe(counts)
  expect(column16Note({ words, pictureCount, isStudio: true }) === null).toBe(counts)
})

test('what is no studio has no column, and its author is told', () => {
  expect(countsForColumn16({ words: '文字', pictureCount: 1, isStudio: false })).toBe(false)
  expect(column16Note({ words: '文字', pictureCount: 1, isStudio: false })).toBe(
    '种类不是委员工作室：可以发布，但不计入统计表。',
  )
})

describe('what stands in the way of a 动态', () => {
  test.each([
    [{}, null],
    [{ venueIsOpen: false }, '这家工作室已经撤销，不能再上传动态'],
    [{ hasTitle: false }, '标题还没有写'],
    [{ hasWords: false, pictureCount: 0 }, '文字和图片都还没有，至少要有一样'],
    [{ hasWords: false }, null],
    [{ pictureCount: 10 }, '图片最多 9 张'],
  ])('submitting with %j: %s', (facts, words) => expect(obstacle(facts)).toBe(words))

  test('publishing with a guarded word names the word', () => {
    expect(obstacle({ hits: ['甲', '乙'] }, 'publish')).toBe(
      '有要核对的词：“甲”、“乙”。请退回作者改写，或在错敏词表里更正词条。',
    )
  })

  test('a reviewer cannot submit, an author cannot publish', () => {
    const steps = (state: 'draft' | 'submitted', role: 'author' | 'office') =>
      openSteps(postProcess, state, new Set([role]), whole).map((open) => open.step)
    expect([steps('draft', 'office'), steps('submitted', 'author'), steps('submitted', 'office')]).toEqual([
      [],
      ['takeBack'],
      ['publish', 'return'],
    ])
  })
})
