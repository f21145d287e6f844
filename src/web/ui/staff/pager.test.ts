import { expect, test } from 'vitest'
import { pagesAround } from './pager.tsx'

test('the first and the last page are always a press away, with the neighbours of this one and gaps between', () => {
  expect(pagesAround(1, 2)).toEqual([1, 2])
  expect(pagesAround(1, 9)).toEqual([1, 2, 3, null, 9])
  expect(pagesAround(5, 9)).toEqual([1, null, 3, 4, 5, 6, 7, null, 9])
  expect(pagesAround(3, 5)).toEqual([1, 2, 3, 4, 5])
  expect(pagesAround(9, 9)).toEqual([1, null, 7, 8, 9])
})
