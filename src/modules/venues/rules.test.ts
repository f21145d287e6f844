import { expect, test } from 'vitest'
import { numbersIn, studioKindLabel, venueCode, venueKindLabel, venueName } from './rules.ts'

test('编号 in one cell are parted by any mark that people use, each once', () => {
  expect(numbersIn('０００１、0002，0003; 0001\n4300-0012')).toEqual(['0001', '0002', '0003', '4300-0012'])
  expect(numbersIn(null)).toEqual([])
})

test('codes count within a 政协 and grow beyond three digits', () => {
  expect([venueCode('4301', 7), venueCode('4301', 1000)]).toEqual(['4301-S007', '4301-S1000'])
})

test('names lose spaces between Chinese words; kinds of an office’s own stay as written', () => {
  expect(venueName('芦汀　委员 工作室')).toBe('芦汀委员工作室')
  expect([venueKindLabel('hall'), venueKindLabel('自定'), studioKindLabel(null)]).toEqual([
    '民生议事堂',
    '自定',
    null,
  ])
})
