import { expect, test } from 'vitest'
import { failureOf } from './failure.ts'

test('a refusal says what is wrong with its fields, and keeps them and its reference', () => {
  const refused = Object.assign(new Error('有几处需要改一改。'), {
    fields: [{ path: 'phone', message: '少了 1 位，手机号是 11 位。' }],
    requestId: 'M7Q24K',
  })
  expect(failureOf(refused)).toEqual({
    message: '少了 1 位，手机号是 11 位。',
    problems: [{ path: 'phone', message: '少了 1 位，手机号是 11 位。' }],
    reference: 'M7Q24K',
  })
})

test('a lost connection says so and that nothing is doubled', () => {
  expect(failureOf(new TypeError('Failed to fetch'))).toEqual({
    message: '没连上网。您写的都还在，有网了再按一次，不会重复。',
    problems: [],
  })
})

test('words that are not Chinese never reach the page', () => {
  expect(
    ['boom', null, new Error('x is not a function'), { message: 'ECONNRESET' }].map(
      (one) => failureOf(one).message,
    ),
  ).toEqual(Array(4).fill('没存上，是我们的问题。请过一分钟再按一次，不会重复。'))
})
