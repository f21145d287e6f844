import type { Actor } from '../../platform/actor.ts'
import { beginningIn } from '../../platform/beginning-in.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { listAll, readyToCount } from '../../platform/measures.ts'
import { type Seen, ownCommittees } from './access.ts'
import { columnOf } from './columns.ts'
import { measureOf } from './definitions.ts'
import { copiedRows, openReturn, rowsToCount } from './returns.ts'
import { placesOfRows } from './rows.ts'

export interface Later {
  added: { id: string; title: string }[]
  removed: { id: string; title: string }[]
  unnamedAdded: number
  unnamedRemoved: number
}

/** What joined and what left a cell since it was copied; persons are named inside one's own 政协 only. */
export const getLaterRecords = async (
  tx: Tx,
  actor: Actor,
  id: string,
  at: { position: number; column: number },
): Promise<Later> => {
  const { seen } = await openReturn(tx, actor, id)
  const rows = (await copiedRows(tx, id)).filter((row) => row.position === at.position)
  const { rows: cells } = await sql<{ ids: string[] }>`
    select record_ids::text[] as ids from return_cells
    where return_id = ${id} and position = ${at.position} and column_no = ${at.column}`.execute(tx)
  const [cell] = cells
  if (!cell) throw new NotFound()
  await readyToCount(tx)
  const code = `c${at.column}`
  const listed = await listAll(
    tx,
    [measureOf(seen.frame, code)],
    await placesOfRows(tx, seen.frame, rowsToCount(seen, rows)),
  )
  const before = new Set(cell.ids)
  const now = new Set(listed.get(0)?.get(code) ?? [])
  const added = [...now].filter((record) => !before.has(record))
  const removed = [...before].filter((record) => !now.has(record))
  const titled = await titlesOf(tx, actor, seen, at.column, [...added, ...removed])
  const shown = (ids: string[]) => ids.flatMap((record) => titled.get(record) ?? [])
  return {
    added: shown(added),
    removed: shown(removed),
    unnamedAdded: added.length - shown(added).length,
    unnamedRemoved: removed.length - shown(removed).length,
  }
}

const titlesOf = async (tx: Tx, actor: Actor, seen: Seen, column: number, ids: string[]) => {
  const { of } = columnOf(column)
  const titles =
    of === 'venue'
      ? sql`select id, short_name as title from units where id = any(${ids}::uuid[])`
      : of === 'person'
        ? sql`select p.id, p.name as title from people p where p.id = any(${ids}::uuid[]) and exists (
            select from residencies r join units u on u.id = r.venue_id left join people t on t.id = r.person_id
            where coalesce(t.merged_into, r.person_id) = p.id and r.valid @> ${seen.frame.heldOn}::date
              and u.committee_id = any(${ownCommittees(actor)}::uuid[]))`
        : sql`select id, ${beginningIn(sql`words`, 60)} as title from ${sql.table(column === 14 ? 'opinions' : 'deeds')} where id = any(${ids}::uuid[])`
  const { rows } = await sql<{ id: string; title: string }>`${titles}`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}
