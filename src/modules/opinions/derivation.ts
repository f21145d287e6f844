import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db.ts'
import type { Scrub } from '../../platform/quotes.ts'

/** Something that was made from an opinion, as whoever erases it is shown. */
export interface Derived {
  id: string
  /** what it is: 公开问答 */
  label: string
  /** null where it belongs to another 政协 */
  title: string | null
  stateLabel: string
  /** its page; null where it belongs to another 政协 */
  path: string | null
  /** what will be done to it, in words */
  effect: string
}

/** What is to be forgotten of an opinion. */
export interface Erasing {
  opinionId: string
  /** the words too, not only who spoke */
  alsoWords: boolean
  /** takes out what is quoted of the speaker, and of the words where they go too */
  scrub: Scrub
}

/** What a later module gives so that erasure reaches what it made from opinions; named in modules.ts, in plain view. */
export interface Derivation {
  list: (tx: Tx, actor: Actor, erasing: Erasing) => Promise<Derived[]>
  erase: (tx: Tx, actor: Actor, erasing: Erasing) => Promise<void>
}
