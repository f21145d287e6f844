import { expect, test } from 'vitest'
import { cleanName, halfWidth, maskPhone, normalizePhone, pinyinOf } from './names.ts'

test('a name is found by its full pinyin and by its initials', () => {
  expect(pinyinOf('张三')).toEqual({ full: 'zhangsan', initials: 'zs' })
  expect(pinyinOf('吕绿')).toEqual({ full: 'lvlv', initials: 'll' })
})

test('family names have their surname reading', () => {
  const readings = Object.entries({
    单甲: 'shan',
    曾甲: 'zeng',
    仇甲: 'qiu',
    解甲: 'xie',
    区甲: 'ou',
    尉迟甲: 'yuchi',
    欧阳甲: 'ouyang',
    万俟甲: 'moqi',
    长孙甲: 'zhangsun',
    查甲: 'zha',
    盖甲: 'ge',
    朴甲: 'piao',
    覃甲: 'qin',
    员甲: 'yun',
    任甲: 'ren',
    宁甲: 'ning',
  })
  expect(readings.map(([name]) => pinyinOf(name).full)).toEqual(
    readings.map(([, reading]) => `${reading}jia`),
  )
})

test('names with a dot, rare characters and Latin letters keep every part', () => {
  expect(pinyinOf('买买提·艾力')).toEqual({ full: 'maimaitiaili', initials: 'mmtal' })
  expect(pinyinOf('王龘')).toEqual({ full: 'wangda', initials: 'wd' })
  expect(pinyinOf('王\u{31350}')).toEqual({ full: 'wang\u{31350}', initials: 'w\u{31350}' })
  expect(pinyinOf('Li Ming')).toEqual({ full: 'liming', initials: 'lm' })
  expect(pinyinOf('')).toEqual({ full: '', initials: '' })
})

test('a name is kept without inner spaces, with one kind of dot', () => {
  const kept = [
    '张　三',
    ' 李 四 ',
    '买买提•艾力',
    '买买提 ． 艾力',
    'Ｌｉ  Ming',
    'J. Smith',
    '王\u200b五',
  ].map(cleanName)
  expect(kept).toEqual(['张三', '李四', '买买提·艾力', '买买提·艾力', 'Li Ming', 'J. Smith', '王五'])
})

test('full-width letters and digits become half-width', () => {
  expect(halfWidth('１９９ＡＢｃ　（一）、《》')).toBe('199ABc (一)、《》')
})

test('a telephone number has one form, however it was typed', () => {
  const typed = [
    '199 0000 1234',
    '+86-199-0000-1234',
    '8619900001234',
    '１９９００００１２３４',
    '199\u202d00001234\u202c',
  ]
  expect(typed.map(normalizePhone)).toEqual(Array(5).fill('19900001234'))
  expect(
    ['0730-000 0132', '（0731）82220000转801', '010-65550000', '4000000123'].map(normalizePhone),
  ).toEqual(['07300000132', '073182220000-801', '01065550000', '4000000123'])
})

test('what cannot be dialled is no number', () => {
  const typed = [
    '',
    '1990000123',
    '199000012345',
    '82220000',
    '张三',
    '1.9900001234E10',
    '430102199000001234',
  ]
  expect(typed.map(normalizePhone)).toEqual(Array(7).fill(null))
})

test('a masked number never shows its middle', () => {
  expect(['19900001234', '07300000132', '073182220000-801', '82220000', ''].map(maskPhone)).toEqual([
    '199****1234',
    '0730****32',
    '0731****01',
    '****',
    '****',
  ])
})
