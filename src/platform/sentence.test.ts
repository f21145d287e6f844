import { expect, test } from 'vitest'
import { sentence } from './sentence.ts'

test('what somebody wrote ends once, whatever they ended it with', () => {
  expect(sentence('台风要来')).toBe('台风要来。')
  expect(sentence('台风要来。 ')).toBe('台风要来。')
  expect(sentence('台风要来，')).toBe('台风要来。')
  expect(sentence('路灯什么时候修？')).toBe('路灯什么时候修？')
  expect(sentence('早上送孩子的车一辆接一…')).toBe('早上送孩子的车一辆接一…')
  expect(sentence('他问“能不能修？”')).toBe('他问“能不能修？”')
  expect(sentence('  ')).toBe('')
})
