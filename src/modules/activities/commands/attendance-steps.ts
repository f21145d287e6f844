import type { Actor } from '../../../platform/actor.ts'
import type { TakeStep } from '../../../platform/contract.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { takeStep } from '../../../platform/take-step.ts'
import { attendanceFlow } from '../access.ts'
import { recordAttended, reverseAttended } from './attended.ts'

interface Asked extends TakeStep {
  role?: 'attendee' | 'observer' | undefined
  late?: boolean | undefined
  leftEarly?: boolean | undefined
}

/** Takes an attendance back, decides on 补传, or changes how it is marked; the duty follows in the same transaction. */
export const stepAttendance = async (
  tx: Tx,
  actor: Actor,
  id: string,
  asked: Asked,
): Promise<{ state: string }> => {
  const moved = await takeStep(tx, actor, attendanceFlow, id, asked)
  if (asked.step === 'mark')
    await sql`
      update attendances set role = coalesce(${asked.role ?? null}, role), late = coalesce(${asked.late ?? null}::boolean, late),
        left_early = coalesce(${asked.leftEarly ?? null}::boolean, left_early)
      where id = ${id}`.execute(tx)
  if (asked.step === 'reverse' || asked.role === 'observer') await reverseAttended(tx, id, actor.now)
  else await recordAttended(tx, [id], actor.now)
  return { state: moved.to }
}
