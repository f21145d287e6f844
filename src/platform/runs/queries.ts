import type { Actor } from '../actor.ts'
import type { Paging } from '../contract.ts'
import { type Tx, sql } from '../db.ts'
import { NotFound } from '../errors.ts'
import { fileReply } from '../file-records.ts'
import type { House } from '../house.ts'
import { stateLabel } from '../process.ts'
import type { FileReply } from '../transfer.ts'
import { visibleTo } from './access.ts'
import type { Run } from './contract.ts'
import { runProcess } from './process.ts'

interface Row extends Omit<Run, 'stateLabel' | 'secondsLeft'> {
  startedAt: string | null
}

const columns = sql`
  r.id, r.kind, r.title, r.state, r.done, r.total, r.cancel_asked as "cancelAsked", r.result, r.error,
  r.file_id is not null as "hasFile", f.name as "fileName", r.created_at as "createdAt", r.started_at as "startedAt",
  r.ended_at as "endedAt", r.seen_at as "seenAt"`

/** The actor's own runs, newest first. */
export const listRuns = async (
  tx: Tx,
  actor: Actor,
  asked: Paging & { kind?: string | undefined },
): Promise<{ rows: Run[]; total: number }> => {
  const { rows } = await sql<Row & { count: number }>`
    select ${columns}, count(*) over () as count from runs r left join files f on f.id = r.file_id
    where ${visibleTo(actor)} and (${asked.kind ?? null}::text is null or r.kind = ${asked.kind ?? null})
    order by r.created_at desc, r.id limit ${asked.size} offset ${(asked.page - 1) * asked.size}`.execute(tx)
  return { rows: rows.map((row) => runOf(row, actor.now)), total: rows[0]?.count ?? 0 }
}

/** One run of the actor's own. Throws NotFound. */
export const getRun = async (tx: Tx, actor: Actor, id: string): Promise<Run> => {
  const { rows } = await sql<Row>`
    select ${columns} from runs r left join files f on f.id = r.file_id
    where r.id = ${id} and ${visibleTo(actor)}`.execute(tx)
  const [row] = rows
  if (!row) throw new NotFound()
  return runOf(row, actor.now)
}

/** What came out of a run, as a file. Throws NotFound when nothing did. */
export const getRunFile = async (tx: Tx, actor: Actor, house: House, id: string): Promise<FileReply> => {
  const { rows } = await sql<{ fileId: string }>`
    select r.file_id as "fileId" from runs r
    where r.id = ${id} and r.file_id is not null and ${visibleTo(actor)}`.execute(tx)
  const [row] = rows
  if (!row) throw new NotFound()
  return fileReply(tx, house, row.fileId)
}

const runOf = ({ startedAt, ...row }: Row & { count?: number }, now: Date): Run => ({
  id: row.id,
  kind: row.kind,
  title: row.title,
  state: row.state,
  stateLabel: stateLabel(runProcess, row.state),
  done: row.done,
  total: row.total,
  secondsLeft: row.state === 'running' ? secondsLeft(row.done, row.total, startedAt, now) : null,
  cancelAsked: row.cancelAsked,
  result: row.result,
  error: row.error,
  hasFile: row.hasFile,
  fileName: row.fileName,
  createdAt: row.createdAt,
  endedAt: row.endedAt,
  seenAt: row.seenAt,
})

const secondsLeft = (
  done: number,
  total: number | null,
  startedAt: string | null,
  now: Date,
): number | null => {
  if (!startedAt || total === null || done === 0) return null
  const seconds = (now.getTime() - new Date(startedAt).getTime()) / 1000
  return Math.max(0, Math.round((seconds / done) * (total - done)))
}
