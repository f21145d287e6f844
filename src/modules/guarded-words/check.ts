import type { RawBuilder } from 'kysely'
import { sql } from '../../platform/db.ts'

/** Words that hold for a 政协: its own, and those that ship with the platform and are not switched off there. `w` is the word. */
export const holdsFor = (committeeId: RawBuilder<unknown>) => sql<boolean>`(w.committee_id = ${committeeId}
  or (w.committee_id is null and not exists (
    select from guarded_words_off x where x.word_id = w.id and x.committee_id = ${committeeId})))`

/**
 * The one way in which a text that is to go out is checked: guarded words of the 政协 that stand in it letter by letter, as a
 * query of (word, advice). `text` is looked through once for each word, and made once.
 */
export const guardedWordsIn = (committeeId: RawBuilder<unknown>, text: RawBuilder<unknown>) => sql`
  select w.word, w.advice from (select ${text} as said offset 0) t
    join guarded_words w on ${holdsFor(committeeId)} and position(w.word in t.said) > 0`

/** The words alone, in order, as one value. */
export const guardedIn = (committeeId: RawBuilder<unknown>, text: RawBuilder<unknown>) =>
  sql<
    string[]
  >`coalesce((select json_agg(h.word order by h.word) from (${guardedWordsIn(committeeId, text)}) h), '[]')`
