import { type Tx, sql } from './db.ts'
import type { House } from './house.ts'

/** Messages to somebody who asked to be forgotten: those that wait are not sent, those sent leave no phone. */
export const forgetMessages = async (tx: Tx, ids: readonly string[]): Promise<void> => {
  await sql`delete from outbox where id = any(${ids}::uuid[]) and template = 'progress'`.execute(tx)
}

/** Other words in the place of what to-dos and notices about these records say. */
export const eraseTitles = async (tx: Tx, recordIds: readonly string[], words: string): Promise<void> => {
  await sql`update todos set title = ${words} where record_id = any(${recordIds}::uuid[])`.execute(tx)
  await sql`
    update notices set title = ${words}, body = ''
    where path like any (${recordIds.map((one) => `%/${one}%`)}::text[])`.execute(tx)
}

/** Files of a record: their rows, and their bytes where no other row holds the same. */
export const forgetFiles = async (
  tx: Tx,
  house: House,
  owner: { type: string; id: string },
): Promise<void> => {
  const { rows } = await sql<{ digest: string }>`
    with gone as (
      delete from files where owner_type = ${owner.type} and owner_id = ${owner.id} returning id, sha256, thumbnail_sha256
    )
    select distinct digest from gone cross join lateral (values (sha256), (thumbnail_sha256)) d(digest)
    where digest is not null and not exists (select from files f where f.id not in (select id from gone)
      and digest in (f.sha256, f.thumbnail_sha256))`.execute(tx)
  for (const { digest } of rows) await house.files.remove(digest)
}
