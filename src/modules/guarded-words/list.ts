import { type Actor, unitsOf } from '../../platform/actor.ts'
import type { Paging } from '../../platform/contract.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { Conflict, NotFound } from '../../platform/errors.ts'

interface Row {
  id: string
  word: string
  advice: string
  addedBy: string | null
  isShipped: boolean
  isOff: boolean
}

/** The word lists of the actor's offices, their own words first. */
export const listGuardedWords = async (
  tx: Tx,
  actor: Actor,
  paging: Paging,
): Promise<{ rows: Row[]; total: number }> => {
  const like = paging.search ? `%${paging.search.replace(/[\\%_]/g, '\\$&')}%` : null
  const own = unitsOf(actor, 'office')
  const { rows } = await sql<Row & { total: number }>`
    select w.id, w.word, w.advice, p.name as "addedBy", w.committee_id is null as "isShipped",
      exists (select from guarded_words_off x where x.word_id = w.id and x.committee_id = any(${own}::uuid[])) as "isOff",
      count(*) over () as total
    from guarded_words w left join people p on p.id = w.added_by
    where (w.committee_id = any(${own}::uuid[]) or w.committee_id is null)
      and (${like}::text is null or w.word like ${like} or w.advice like ${like})
    order by w.committee_id is null, w.word collate zh_pinyin limit ${paging.size} offset ${(paging.page - 1) * paging.size}`.execute(
    tx,
  )
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

/** Puts a word on the list of one's own 政协. */
export const addGuardedWord = async (
  tx: Tx,
  actor: Actor,
  input: { id: string; committeeId: string; word: string; advice: string },
): Promise<{ id: string }> => {
  if (!unitsOf(actor, 'office').includes(input.committeeId)) throw new NotFound()
  const { rows } = await sql<{ id: string }>`
    insert into guarded_words (id, committee_id, word, advice, added_by, added_at)
    select ${input.id}::uuid, ${input.committeeId}::uuid, ${input.word}, ${input.advice}, ${actor.personId}::uuid, ${actor.now}::timestamptz
    where not exists (select from guarded_words w where w.committee_id is null and w.word = ${input.word})
    on conflict do nothing returning id`.execute(tx)
  if (rows.length === 0) throw new Conflict(`“${input.word}”已经在词表里。`)
  return { id: input.id }
}

/** Takes a word of one's own off the list; one that ships is switched off for one's own 政协. Throws NotFound. */
export const dropGuardedWord = async (tx: Tx, actor: Actor, id: string): Promise<Record<string, never>> => {
  const own = unitsOf(actor, 'office')
  const { rows: gone } = await sql`
    delete from guarded_words where id = ${id} and committee_id = any(${own}::uuid[]) returning id`.execute(
    tx,
  )
  if (gone.length > 0) return {}
  await requireShipped(tx, id)
  await sql`
    insert into guarded_words_off (word_id, committee_id, by, at)
    select ${id}::uuid, c, ${actor.personId}, ${actor.now} from unnest(${own}::uuid[]) c on conflict do nothing`.execute(
    tx,
  )
  return {}
}

/** Checks a shipped word again in one's own 政协. Throws NotFound. */
export const restoreGuardedWord = async (
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<Record<string, never>> => {
  await requireShipped(tx, id)
  await sql`
    delete from guarded_words_off where word_id = ${id} and committee_id = any(${unitsOf(actor, 'office')}::uuid[])`.execute(
    tx,
  )
  return {}
}

const requireShipped = async (tx: Tx, id: string): Promise<void> => {
  const { rows } = await sql`select from guarded_words where id = ${id} and committee_id is null`.execute(tx)
  if (rows.length === 0) throw new NotFound()
}
