import { type Actor, recordsOf } from '../../../platform/actor.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { Conflict, NotFound } from '../../../platform/errors.ts'
import { visibleTo } from '../access.ts'

/** Says that one means to come, or no longer; pressed twice it stays as it is. */
export const signUp = async (
  tx: Tx,
  actor: Actor,
  id: string,
  input: { going: boolean },
): Promise<{ going: boolean; signedUp: number }> => {
  const { rows } = await sql<{ state: string; over: boolean }>`
    select a.state, a.ends_at <= ${actor.now} as over from activities a where a.id = ${id} and ${visibleTo(actor)}`.execute(
    tx,
  )
  const [row] = rows
  if (!row) throw new NotFound()
  if (input.going && row.state !== 'planned') throw new Conflict('这次活动没有定下来或者已经取消，报不了名。')
  if (input.going && row.over) throw new Conflict('活动已经结束，报不了名。')
  await sql`
    update sign_ups set state = 'withdrawn', at = ${actor.now}
    where activity_id = ${id} and person_id = any(${recordsOf(actor)}::uuid[]) and person_id <> ${actor.personId}
      and state = 'signed_up'`.execute(tx)
  await sql`
    insert into sign_ups (activity_id, person_id, state, at)
    values (${id}, ${actor.personId}, ${input.going ? 'signed_up' : 'withdrawn'}, ${actor.now})
    on conflict (activity_id, person_id) do update set state = excluded.state, at = excluded.at
      where sign_ups.state <> excluded.state`.execute(tx)
  const { rows: counted } = await sql<{ n: number }>`
    select count(*) as n from sign_ups where activity_id = ${id} and state = 'signed_up'`.execute(tx)
  return { going: input.going, signedUp: counted[0]?.n ?? 0 }
}
