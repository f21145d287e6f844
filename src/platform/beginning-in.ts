import type { RawBuilder } from 'kysely'
import { mostInTitle } from './beginning.ts'
import { sql } from './db.ts'

/** `beginningOf` as SQL over a column of words: PostgreSQL counts whole characters. */
export const beginningIn = (words: RawBuilder<unknown>, most = mostInTitle) =>
  sql<string>`case when length(${words}) > ${most}::int then left(${words}, ${most}::int) || '…' else ${words} end`
