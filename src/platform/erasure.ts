import { type Tx, sql } from './db.ts'
import type { House } from './house.ts'
import type { Scrub } from './quotes.ts'

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

/** What to-dos, notices and words given with steps of these records quote goes; the digest of a step's words stays. */
export const scrubAround = async (
  tx: Tx,
  recordIds: readonly string[],
  scrub: Scrub,
  now: Date,
): Promise<void> => {
  const paths = recordIds.map((one) => `%/${one}%`)
  const { rows: todos } = await sql<{ id: string; title: string }>`
    select id, title from todos where record_id = any(${recordIds}::uuid[])`.execute(tx)
  await sql`
    update todos t set title = g.title from json_to_recordset(${changed(todos, ['title'], scrub)}::json) g(id uuid, title text)
    where t.id = g.id`.execute(tx)
  const { rows: notices } = await sql<{ id: string; title: string; body: string }>`
    select id, title, body from notices where path like any (${paths}::text[])`.execute(tx)
  await sql`
    update notices n set title = g.title, body = g.body
    from json_to_recordset(${changed(notices, ['title', 'body'], scrub)}::json) g(id uuid, title text, body text)
    where n.id = g.id`.execute(tx)
  const { rows: remarks } = await sql<{ id: number; body: string }>`
    select r.step_id as id, r.body from remarks r join steps s on s.id = r.step_id where s.record_id = any(${recordIds}::uuid[])`.execute(
    tx,
  )
  await sql`
    update remarks r set body = g.body, erased_at = ${now}
    from json_to_recordset(${changed(remarks, ['body'], scrub)}::json) g(id bigint, body text) where r.step_id = g.id`.execute(
    tx,
  )
}

/** Rows of which a text is other once it is scrubbed, as JSON with the texts that are to stand. */
export const changed = <Row extends Record<string, unknown>>(
  rows: readonly Row[],
  texts: readonly (keyof Row & string)[],
  scrub: Scrub,
  most?: Partial<Record<keyof Row & string, number>>,
): string => JSON.stringify(scrubbed(rows, texts, scrub, most))

/** Rows of which a text is other once it is scrubbed, with the texts that are to stand, no longer than they may be. */
export const scrubbed = <Row extends Record<string, unknown>>(
  rows: readonly Row[],
  texts: readonly (keyof Row & string)[],
  scrub: Scrub,
  most: Partial<Record<keyof Row & string, number>> = {},
): Row[] =>
  rows.flatMap((row) => {
    const after = { ...row }
    for (const name of texts) {
      const text = row[name]
      if (typeof text !== 'string') continue
      Object.assign(after, { [name]: Array.from(scrub(text)).slice(0, most[name]).join('') })
    }
    return texts.some((name) => after[name] !== row[name]) ? [after] : []
  })

/** The sheet that a run read, and the one it gave back: their bytes go, their rows stay, and opening one says that it is gone. */
export const forgetSheets = async (tx: Tx, house: House, runId: string): Promise<void> => {
  const { rows } = await sql<{ sha256: string }>`
    select f.sha256 from runs r join files f on f.id in (r.input_file_id, r.file_id) where r.id = ${runId}`.execute(
    tx,
  )
  for (const { sha256 } of rows) await house.files.remove(sha256)
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
