import { pinyin } from 'pinyin-pro'
import { halfWidth } from './phones.ts'

export { halfWidth, maskPhone, normalizePhone } from './phones.ts'

/**
 * Readings of a person's name for search, lower case without tones or spaces: 张三 → zhangsan, zs. The family name has
 * its surname reading (单 shan, 区 ou, 尉迟 yuchi); ü is v; what has no reading stays as it is.
 */
export function pinyinOf(name: string): { full: string; initials: string } {
  const plain = cleanName(name).replaceAll('·', '')
  const options = { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive' } as const
  const syllables = pinyin(plain, { ...options, surname: name.includes('·') ? 'off' : 'head' })
    .flatMap((syllable) => syllable.toLowerCase().split(/\s+/))
    .filter(Boolean)
  return { full: syllables.join(''), initials: syllables.map((syllable) => Array.from(syllable)[0]).join('') }
}

/** A name as it is kept: half-width letters, one kind of dot (·), no spaces but single ones between Latin words. */
export function cleanName(name: string): string {
  return halfWidth(name)
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .trim()
    .replace(/\s*[·•‧∙⋅・･●]\s*|(?<=\p{Script=Han})\s*\.\s*(?=\p{Script=Han})/gu, '·')
    .replace(/\s+/g, ' ')
    .replace(/(?<![A-Za-z.]) | (?![A-Za-z])/g, '')
}
