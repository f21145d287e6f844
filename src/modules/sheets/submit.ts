import type { Actor } from '../../platform/actor.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { Conflict, Forbidden } from '../../platform/errors.ts'
import { adoptFiles } from '../../platform/file-records.ts'
import { beginProcess, takeStep } from '../../platform/take-step.ts'
import { type Seen, openSheet } from './access.ts'
import { copySheet } from './copy.ts'
import { definitionsVersion } from './definitions.ts'
import { closeFiling } from './filings.ts'
import { obstacleOf, workOut } from './ready.ts'
import { returnFlow } from './return-flow.ts'

export interface Heads {
  summary: string
  filledBy: string
  checkedBy: string
  headedBy: string
  /** office telephone */
  phone: string
}

/** One snapshot for all that a submission copies; must be the first statement of its transaction. */
export const inOneSnapshot = async (tx: Tx): Promise<void> => {
  await sql`set transaction isolation level repeatable read`.execute(tx)
}

/**
 * Submits a sheet: the first version, a returned one again, or after acceptance a 补报 as the next version. Copies values,
 * record ids, lines, explanations and the definitions' version. Throws Conflict with the obstacle in words.
 */
export const submitReturn = async (
  tx: Tx,
  actor: Actor,
  input: Heads & { id: string; campaignId: string; unitId: string; summaryFileId: string | null },
): Promise<{ id: string; version: number }> => {
  const seen = await openSheet(tx, actor, input.campaignId, input.unitId)
  if (!seen.isOwn) throw new Forbidden('这张表由填表单位自己报。')
  if (!seen.unit.receiverId) throw new Conflict('发起单位自己的表不用再报，可以直接打印、导出。')
  const worked = await workOut(tx, actor, seen)
  const [last] = worked.returns
  if (last?.id === input.id && last.state !== 'returned') return { id: last.id, version: last.version }
  const obstacle = obstacleOf(actor, seen, worked)
  if (obstacle) throw new Conflict(obstacle)
  const again = last?.state === 'returned' ? last : null
  const version = again?.version ?? (last?.version ?? 0) + 1
  const id = again?.id ?? input.id
  if (again) await rewriteReturn(tx, actor, again.id, input)
  else await writeReturn(tx, actor, seen, { ...input, version, manual: false, scanFileId: null })
  await copySheet(tx, seen, id, worked)
  if (input.summaryFileId) await adoptFiles(tx, actor, [input.summaryFileId], { type: 'return', id })
  if (again) await takeStep(tx, actor, returnFlow, id, { step: 'resubmit' })
  else await beginProcess(tx, actor, returnFlow, { id, committeeId: seen.unit.committeeId, step: 'submit' })
  await closeFiling(tx, actor, seen)
  return { id, version }
}

export const writeReturn = async (
  tx: Tx,
  actor: Actor,
  { frame, unit, annex }: Seen,
  given: Heads & {
    id: string
    version: number
    manual: boolean
    scanFileId: string | null
    summaryFileId: string | null
  },
): Promise<void> => {
  const { numAffectedRows } = await sql`
    insert into returns (id, campaign_id, unit_id, committee_id, receiver_id, annex, version, state, manual, manual_by, scan_file_id,
      counted_at, definitions_version, summary, summary_file_id, filled_by, checked_by, headed_by, phone, submitted_at, submitted_by)
    values (${given.id}, ${frame.campaignId}, ${unit.id}, ${unit.committeeId}, ${unit.receiverId}, ${annex}, ${given.version},
      'submitted', ${given.manual}, ${given.manual ? unit.receiverId : null}, ${given.scanFileId}, ${actor.now}, ${definitionsVersion},
      ${given.summary}, ${given.summaryFileId}, ${given.filledBy}, ${given.checkedBy}, ${given.headedBy}, ${given.phone},
      ${actor.now}, ${actor.personId})
    on conflict do nothing`.execute(tx)
  if (numAffectedRows === 0n) throw new Conflict('刚才已经有人报出了这一版，请刷新看看。')
}

/** A returned version is written anew: its earlier copy gives way. */
const rewriteReturn = async (
  tx: Tx,
  actor: Actor,
  id: string,
  input: Heads & { summaryFileId: string | null },
) => {
  await sql`delete from return_cells where return_id = ${id}`.execute(tx)
  await sql`delete from return_rows where return_id = ${id}`.execute(tx)
  await sql`delete from return_lines where return_id = ${id}`.execute(tx)
  await sql`delete from return_checks where return_id = ${id}`.execute(tx)
  await sql`
    update returns set counted_at = ${actor.now}, definitions_version = ${definitionsVersion}, summary = ${input.summary},
      summary_file_id = coalesce(${input.summaryFileId}, summary_file_id), filled_by = ${input.filledBy},
      checked_by = ${input.checkedBy}, headed_by = ${input.headedBy}, phone = ${input.phone}, submitted_at = ${actor.now},
      submitted_by = ${actor.personId}, decided_at = null
    where id = ${id}`.execute(tx)
}
