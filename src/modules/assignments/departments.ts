import { type Actor, actingAs, committeesOf, unitsOf } from '../../platform/actor.ts'
import { dayOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../platform/errors.ts'
import type { Paging } from '../../platform/contract.ts'
import { noteMany } from '../../platform/note-many.ts'
import { handTodosOver } from '../../platform/todos.ts'
import { addUnit, closeUnit, getUnit, renameUnit } from '../organisations/index.ts'
import { dissolved, stillOpen } from './access.ts'
import type { Department } from './contract/departments.ts'

/** Departments of the actor's own 政协, in order; closed ones only when asked for. */
export const listDepartments = async (
  tx: Tx,
  actor: Actor,
  filter: Paging & { closed?: '1' | undefined },
): Promise<{ rows: Department[]; total: number }> => {
  const today = dayOf(actor.now)
  const like = filter.search ? `%${filter.search.replace(/[\\%_]/g, '\\$&')}%` : null
  const { rows } = await sql<Department & { total: number }>`
    select d.id, d.committee_id as "committeeId", d.name, lower(d.open_during) as "openFrom", upper(d.open_during) as "openUntil",
      (select count(distinct g.person_id) from grants g where g.unit_id = d.id and g.role = 'department' and g.valid @> ${today}::date) as "peopleCount",
      (select count(*) from assignments a where a.department_id = d.id and ${stillOpen}) as "openCount",
      (select count(*) from assignments a where a.department_id = d.id and ${stillOpen}
        and case a.state when 'assigned' then a.sign_due_on else a.answer_due_on end < ${today}::date) as "overdueCount",
      count(*) over () as total
    from units d
    where d.kind = 'department' and d.committee_id = any(${committeesOf(actor, 'office', 'leader')}::uuid[])
      and (${filter.closed ?? null}::text is not null or d.open_during @> ${today}::date)
      and (${like}::text is null or d.name like ${like})
    order by d.committee_id, d.position, d.code limit ${filter.size} offset ${(filter.page - 1) * filter.size}`.execute(
    tx,
  )
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

/** Adds a department to one's own 政协. Throws Conflict when one of that name is open. */
export const addDepartment = async (
  tx: Tx,
  actor: Actor,
  input: { committeeId: string; name: string; openFrom?: string | undefined },
): Promise<{ id: string }> => {
  if (!unitsOf(actor, 'office').includes(input.committeeId)) throw new Forbidden()
  const committee = await getUnit(tx, input.committeeId)
  await sql`select from units where id = ${committee.id} for update`.execute(tx)
  await refuseSameName(tx, committee.id, input.name, null)
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from units where committee_id = ${committee.id} and kind = 'department'`.execute(tx)
  const id = await addUnit(tx, {
    committeeId: committee.id,
    kind: 'department',
    level: committee.level,
    code: `${committee.code}-D${String((rows[0]?.n ?? 0) + 1).padStart(2, '0')}`,
    name: input.name,
    shortName: input.name,
    divisionCode: null,
    openFrom: input.openFrom ?? dayOf(actor.now),
  })
  return { id }
}

const refuseSameName = async (tx: Tx, committeeId: string, name: string, except: string | null) => {
  const { rows } = await sql`
    select from units where committee_id = ${committeeId} and kind = 'department' and name = ${name}
      and upper_inf(open_during) and id is distinct from ${except}`.execute(tx)
  if (rows.length > 0) throw new Conflict(`已经有“${name}”了。`)
}

const holdOwn = async (tx: Tx, actor: Actor, id: string) => {
  const { rows } = await sql<{ committeeId: string; openFrom: string; openUntil: string | null }>`
    select committee_id as "committeeId", lower(open_during) as "openFrom", upper(open_during) as "openUntil" from units
    where id = ${id} and kind = 'department' and committee_id = any(${unitsOf(actor, 'office')}::uuid[]) for update`.execute(
    tx,
  )
  const [row] = rows
  if (!row) throw new NotFound()
  return row
}

export const renameDepartment = async (
  tx: Tx,
  actor: Actor,
  id: string,
  name: string,
): Promise<{ id: string }> => {
  const { committeeId } = await holdOwn(tx, actor, id)
  await refuseSameName(tx, committeeId, name, id)
  await renameUnit(tx, id, name)
  return { id }
}

/** 撤并: from the day on there is no such department; what it handles goes to the office to be re-routed. */
export const closeDepartment = async (
  tx: Tx,
  actor: Actor,
  id: string,
  on: string,
): Promise<{ id: string; openCount: number }> => {
  const { openFrom, openUntil } = await holdOwn(tx, actor, id)
  if (openUntil) throw new Conflict(`已经定在 ${openUntil} 撤并。`)
  if (on <= openFrom) throw new Invalid([{ path: 'on', message: `要晚于设立的日期 ${openFrom}` }])
  await closeUnit(tx, id, on)
  await takeOverDissolved(tx, actor.now)
  const { rows } = await sql<{ open: number }>`
    select count(*) as open from assignments a where a.department_id = ${id} and ${stillOpen}`.execute(tx)
  return { id, openCount: rows[0]?.open ?? 0 }
}

/** What waits for departments that do not exist any more waits for the office that assigned it; answers how many. */
export const takeOverDissolved = async (tx: Tx, now: Date): Promise<number> => {
  const { rows } = await sql<{ id: string; committeeId: string; state: string }>`
    select a.id, a.committee_id as "committeeId", a.state from assignments a
    where a.state in ('assigned', 'signed') and ${dissolved({ now })}
      and exists (select from todos t where t.record_type = 'assignment' and t.record_id = a.id and t.closed_at is null
        and t.role = 'department')
    for update`.execute(tx)
  await noteMany(tx, actingAs('clock', now), 'assignment', 'dissolve', rows)
  await handTodosOver(
    tx,
    'assignment',
    rows.map((row) => ({ id: row.id, unitId: row.committeeId, role: 'office', label: '部门已撤并，请改派' })),
  )
  return rows.length
}
