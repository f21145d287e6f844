import { expect, test } from 'vitest'
import { findAt } from './find-at.ts'

const at = (words: string, knowsMembers = true) => decodeURIComponent(findAt(words, knowsMembers))

test('the number of an item leads to it, also with the place before it and when a month has more than 9,999', () => {
  expect([at('2609-0147'), at('临湖 2609-0147'), at('2612-10345')]).toEqual([
    '/staff/opinions?tab=all&search=2609-0147',
    '/staff/opinions?tab=all&search=2609-0147',
    '/staff/opinions?tab=all&search=2612-10345',
  ])
})

test('a member’s 编号 of another 政协 is none, nor is a month that isn’t', () => {
  expect([at('4300-0012'), at('2613-0001')]).toEqual([
    '/staff/members?search=4300-0012',
    '/staff/members?search=2613-0001',
  ])
})

test('a venue by its kind or code leads to venues; so does everything where members may not be seen', () => {
  expect([at('东塘工作室'), at('430102-S001'), at('周'), at('周', false)]).toEqual([
    '/staff/venues?search=东塘工作室',
    '/staff/venues?search=430102-S001',
    '/staff/members?search=周',
    '/staff/venues?search=周',
  ])
})
