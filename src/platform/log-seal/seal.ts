import { type Database, type Tx, sql } from '../db.ts'
import { type Log, beginning, columnsVersion, logs, rowDigest, sealDigest, textOf } from './columns.ts'

/** Rows of one seal at most: a long backlog is sealed in several. */
const mostRows = 20_000

/**
 * How far each log is known to be sealed without a gap. Ids are given before a row commits, so a lower one may appear
 * after a higher: `floor` rises to a height only when every transaction that was open at that height has ended and what
 * it left has been sealed. Kept in the process; lost, it starts at nothing again and everything is looked through.
 */
export interface Marks {
  floor: Record<Log, number>
  /** heights seen, waiting for the transactions below `horizon` to end */
  waiting: { height: Record<Log, number>; horizon: bigint } | null
}

export const noMarks = (): Marks => ({ floor: { steps: 0, audit: 0, duties: 0 }, waiting: null })

/** What one pass did; `held` is false when another process was sealing. */
export interface Pass {
  held: boolean
  rows: number
  /** rows sealed more than a minute after their own time */
  late: number
  more: boolean
}

/** Puts every committed row that is in no seal into the next one; one process at a time. */
export const sealOnce = (db: Database, marks: Marks, at: Date, most = mostRows): Promise<Pass> =>
  db.transaction().execute(async (tx) => {
    const nothing = { held: true, rows: 0, late: 0, more: false }
    if (!(await takeTurn(tx))) return { ...nothing, held: false }
    await sql`set local statement_timeout = '120s'`.execute(tx)
    const ended = await transactionsAt(tx, 'pg_snapshot_xmin')
    const rows = await unsealed(tx, marks.floor, at, most)
    const more = rows.length === most
    if (rows.length > 0) await setSeal(tx, rows, at)
    if (!more) await raise(tx, marks, ended)
    return { ...nothing, rows: rows.length, late: rows.filter((row) => row.late).length, more }
  })

const takeTurn = async (tx: Tx): Promise<boolean> => {
  const { rows } = await sql<{ held: boolean }>`
    select pg_try_advisory_xact_lock(hashtext('minqiao log seal')) as held`.execute(tx)
  return rows[0]?.held === true
}

interface Unsealed {
  log: Log
  id: number
  text: string
  late: boolean
}

const unsealed = async (tx: Tx, floor: Record<Log, number>, at: Date, most: number): Promise<Unsealed[]> => {
  const found: Unsealed[] = []
  for (const log of logs) {
    const { rows } = await sql<Unsealed>`
      select ${log} as log, l.id, ${sql.raw(textOf(log, columnsVersion))} as text,
        l.at < ${at}::timestamptz - interval '1 minute' as late
      from ${sql.table(log)} l
      where l.id > ${floor[log]} and not exists (
        select from sealed_rows r where r.log = ${log} and r.row_id = l.id and r.row_id > ${floor[log]})
      order by l.id limit ${most - found.length}`.execute(tx)
    found.push(...rows)
    if (found.length >= most) break
  }
  return found
}

const setSeal = async (tx: Tx, rows: Unsealed[], at: Date): Promise<void> => {
  const last = await sql<{ no: number; digest: Buffer }>`
    select no, digest from seals order by no desc limit 1`.execute(tx)
  const { no, digest: previous } = last.rows[0] ?? { no: 0, digest: beginning }
  const digests = rows.map((row) => rowDigest(row.text))
  await sql`
    insert into seals (no, at, columns_version, rows, previous, digest)
    values (${no + 1}, ${at}, ${columnsVersion}, ${rows.length}, ${previous}, ${sealDigest(previous, digests)})`.execute(
    tx,
  )
  await sql`
    insert into sealed_rows (log, row_id, seal_no, position, digest)
    select log, row_id, ${no + 1}, position, decode(digest, 'hex')
    from unnest(${rows.map((row) => row.log)}::text[], ${rows.map((row) => row.id)}::bigint[], ${digests}::text[])
      with ordinality as r (log, row_id, digest, position)`.execute(tx)
}

/** Runs when all that this pass saw is sealed: lets the floor rise to heights below which nothing can appear any more. */
const raise = async (tx: Tx, marks: Marks, ended: bigint): Promise<void> => {
  if (marks.waiting && ended >= marks.waiting.horizon) {
    marks.floor = marks.waiting.height
    marks.waiting = null
  }
  if (marks.waiting) return
  const { rows } = await sql<Record<Log, number>>`
    select (select coalesce(max(row_id), 0) from sealed_rows where log = 'steps') as steps,
      (select coalesce(max(row_id), 0) from sealed_rows where log = 'audit') as audit,
      (select coalesce(max(row_id), 0) from sealed_rows where log = 'duties') as duties`.execute(tx)
  const [height] = rows
  if (height) marks.waiting = { height, horizon: await transactionsAt(tx, 'pg_snapshot_xmax') }
}

/** Every transaction below xmin has ended; none from xmax on had begun. */
const transactionsAt = async (tx: Tx, edge: 'pg_snapshot_xmin' | 'pg_snapshot_xmax'): Promise<bigint> => {
  const { rows } = await sql<{ xid: string }>`
    select ${sql.raw(edge)}(pg_current_snapshot())::text as xid`.execute(tx)
  return BigInt(rows[0]?.xid ?? '0')
}
