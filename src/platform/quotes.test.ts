import { describe, expect, test } from 'vitest'
import { chanceOf } from '../../test/random-days/random.ts'
import { scrubOf } from './quotes.ts'

const instead = { said: '〔删〕', own: '〔某〕' }
const said = '我家住在老码头路三号对面，路灯坏了半年没有人管，晚上老人摔了两回。'

describe('what is quoted goes, and nothing else', () => {
  const scrub = scrubOf({ said: [said], own: ['王小满', '19900000147'] }, instead)

  test.each([
    ['群众反映：路灯坏了半年没有人管，晚上老人摔了两回。建议尽快修复。', '群众反映：〔删〕。建议尽快修复。'],
    ['路灯 坏了 半年；没有人管', '〔删〕'],
    ['老码头一带照明设施年久失修，建议纳入明年计划。', '老码头一带照明设施年久失修，建议纳入明年计划。'],
    ['王小满来电 199-0000-0147', '〔某〕来电 〔某〕'],
    ['', ''],
  ])('%s', (text, left) => expect(scrub(text)).toBe(left))

  test('a whole text shorter than eight letters counts where it is repeated whole; a word of thanks does not', () => {
    expect(scrubOf({ said: ['路灯不亮'], own: [] }, instead)('群众说：路灯不亮，怎么办')).toBe(
      '群众说：〔删〕，怎么办',
    )
    expect(scrubOf({ said: ['谢谢'], own: ['王'] }, instead)('谢谢王师傅')).toBe('谢谢王师傅')
  })

  test.each(Array.from({ length: 200 }, (_, seed) => seed))(
    'whatever is put around (%i), no passage of eight letters of what was said is left; what was not said stays',
    (seed) => {
      const chance = chanceOf(seed)
      const letters = Array.from(said.replace(/[，。]/g, ''))
      const noise = (from: string) =>
        Array.from({ length: chance.below(12) }, () => chance.pick(Array.from(from))).join('')
      const [before, after] = [noise('甲乙丙，。 𠮷x'), noise('丁戊己，\n')]
      const start = chance.below(letters.length - 8)
      const quoted = letters
        .slice(start, start + 8 + chance.below(20))
        .map((letter) => (chance.happens(20) ? `，${letter}` : letter))
        .join('')
      const left = scrub(`${before}${quoted}${after}`)
      expect(left.startsWith(before.replace(/，+$/, '')) && left.endsWith(after)).toBe(true)
      const leftLetters = left.replace(/[^\p{L}\p{N}]/gu, '')
      for (let at = 0; at + 8 <= letters.length; at++)
        expect(leftLetters).not.toContain(letters.slice(at, at + 8).join(''))
      expect(scrub(left)).toBe(left)
    },
  )
})
