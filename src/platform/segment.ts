import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'
import { halfWidth } from './names.ts'

/**
 * The terms under which a text is found, each once: every two neighbouring Chinese characters (a lone one by itself),
 * words of other scripts and numbers in lower case. For `array_to_tsvector($1::text[])`, which parses nothing.
 */
export function segment(text: string): string[] {
  return [...new Set(runs(text).flatMap((run) => (isHan(run) ? pairs(run) : [run])))]
}

/**
 * What someone typed to search, as text for `$1::tsquery` over `segment`'s terms; null when there is nothing to search.
 * All its words must occur, in any order; any piece of two characters or more that stands in a text finds it.
 */
export function searchQuery(typed: string): string | null {
  const terms = [...new Set(runs(typed).flatMap((run) => (isHan(run) ? hanTerms(run) : [`'${run}':*`])))]
  return terms.length > 0 ? terms.join(' & ') : null
}

function runs(text: string): string[] {
  return (
    halfWidth(text)
      .normalize('NFC')
      .toLowerCase()
      .match(/\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+/gu) ?? []
  )
}

const isHan = (run: string) => /^\p{Script=Han}/u.test(run)

function pairs(run: string): string[] {
  const chars = Array.from(run)
  return chars.length === 1 ? chars : chars.slice(1).map((char, at) => `${chars[at]}${char}`)
}

/** Words of the run, function words of one character left out, then as pairs; a lone character starts a pair. */
function hanTerms(run: string): string[] {
  const words = jieba()
    .cut(run, true)
    .filter((word) => Array.from(word).length > 1)
  const kept = words.length > 0 ? words : [run]
  return kept.flatMap(pairs).map((term) => (Array.from(term).length === 1 ? `'${term}':*` : `'${term}'`))
}

let loaded: Jieba | undefined

/** The dictionary is read when the first search comes: about 0.5 s and 54 MB, once. */
function jieba(): Jieba {
  loaded ??= Jieba.withDict(dict)
  return loaded
}
