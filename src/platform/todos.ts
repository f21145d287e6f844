import { type Actor, recordsOf } from './actor.ts'
import { daysLeftTo } from './calendar.ts'
import { dayOf } from './clock.ts'
import { type Tx, sql } from './db.ts'

/** Exactly one addressee: a person, or a role on a unit. */
export type Addressee = { personId: string } | { unitId: string; role: string }

export interface NewTodo {
  committeeId: string
  recordType: string
  recordId: string
  track?: string
  kind: string
  /** the line that people read; no phone, no speaker's name */
  title: string
  path: string
  to: Addressee
  dueOn: string | null
}

/** Opens to-dos in one statement, each unless the same one is open already. Called by the process engine and by runs only. */
export const openTodos = async (tx: Tx, todos: NewTodo[], now: Date): Promise<void> => {
  if (todos.length === 0) return
  const rows = todos.map(({ to, track, ...todo }) => ({
    ...todo,
    track: track ?? 'main',
    personId: 'personId' in to ? to.personId : null,
    unitId: 'unitId' in to ? to.unitId : null,
    role: 'unitId' in to ? to.role : null,
  }))
  await sql`
    insert into todos (committee_id, record_type, record_id, track, kind, title, path, person_id, unit_id, role, due_on, opened_at)
    select "committeeId", "recordType", "recordId", track, kind, title, path, "personId", "unitId", role, "dueOn", ${now}
    from json_to_recordset(${JSON.stringify(rows)}::json) t("committeeId" uuid, "recordType" text, "recordId" uuid, track text,
      kind text, title text, path text, "personId" uuid, "unitId" uuid, role text, "dueOn" date)
    on conflict do nothing`.execute(tx)
}

/** Closes what waits on a record and track, in the transaction that did the deed. */
export const closeTodos = async (
  tx: Tx,
  of: { recordType: string; recordId: string; track?: string; kind?: string },
  now: Date,
): Promise<void> => {
  await sql`
    update todos set closed_at = ${now}
    where record_type = ${of.recordType} and record_id = ${of.recordId} and track = ${of.track ?? 'main'}
      and (${of.kind ?? null}::text is null or kind = ${of.kind ?? null}) and closed_at is null`.execute(tx)
}

/** Which open to-dos of one record type: of these records, tracks, kinds and units; what is left out is any. */
export interface TodosOf {
  recordType: string
  recordIds?: string[]
  tracks?: string[]
  kinds?: string[]
  unitIds?: string[]
}

const ofThese = (of: TodosOf) => sql`
  record_type = ${of.recordType} and closed_at is null
    and (${of.recordIds ?? null}::uuid[] is null or record_id = any(${of.recordIds ?? []}::uuid[]))
    and (${of.tracks ?? null}::text[] is null or track = any(${of.tracks ?? []}::text[]))
    and (${of.kinds ?? null}::text[] is null or kind = any(${of.kinds ?? []}::text[]))
    and (${of.unitIds ?? null}::uuid[] is null or unit_id = any(${of.unitIds ?? []}::uuid[]))`

/** Closes many to-dos in one statement. */
export const closeManyTodos = async (tx: Tx, of: TodosOf, now: Date): Promise<void> => {
  await sql`update todos set closed_at = ${now} where ${ofThese(of)}`.execute(tx)
}

/** Moves the last day of many open to-dos by as many days. */
export const moveTodos = async (tx: Tx, of: TodosOf, days: number): Promise<void> => {
  await sql`update todos set due_on = due_on + ${days}::int where ${ofThese(of)} and due_on is not null`.execute(
    tx,
  )
}

/** Gives open to-dos of many records their last day anew, each its own. */
export const setTodosDue = async (
  tx: Tx,
  recordType: string,
  rows: readonly { id: string; dueOn: string | null }[],
): Promise<void> => {
  if (rows.length === 0) return
  await sql`
    update todos t set due_on = g."dueOn" from json_to_recordset(${JSON.stringify(rows)}::json) g(id uuid, "dueOn" date)
    where t.record_type = ${recordType} and t.record_id = g.id and t.closed_at is null and t.due_on is not null`.execute(
    tx,
  )
}

/** Gives open to-dos of many records to another role; what was before the colon of their line becomes `label`. */
export const handTodosOver = async (
  tx: Tx,
  recordType: string,
  rows: readonly { id: string; unitId: string; role: string; label: string }[],
): Promise<void> => {
  if (rows.length === 0) return
  await sql`
    update todos t set unit_id = g."unitId", role = g.role, person_id = null, title = regexp_replace(t.title, '^[^：]*', g.label)
    from json_to_recordset(${JSON.stringify(rows)}::json) g(id uuid, "unitId" uuid, role text, label text)
    where t.record_type = ${recordType} and t.record_id = g.id and t.closed_at is null`.execute(tx)
}

export interface OpenTodo {
  id: string
  kind: string
  title: string
  path: string
  recordType: string
  recordId: string
  dueOn: string | null
  /** working days after today to the last day: 0 is today, -2 is two working days late; null without a last day */
  daysLeft: number | null
  openedAt: string
}

/** How many wait of one kind, as `kindOf` writes it. */
export interface TodoCount {
  of: string
  count: number
}

/** Whether a to-do is for this actor: the actor's own grants are matched exactly, since duties don't reach down. */
export const addressedTo = (actor: Actor) => sql<boolean>`(
  person_id = any(${recordsOf(actor)}::uuid[])
  or exists (select from ${grantsOf(actor)} where g.unit_id = todos.unit_id and g.role = todos.role))`

const grantsOf = (actor: Actor) => sql`
  unnest(${actor.grants.map(({ unitId }) => unitId)}::uuid[], ${actor.grants.map(({ role }) => role)}::text[]) g(unit_id, role)`

/**
 * What waits for this actor, due first: of one kind where `of` names it. `counts` are those of the kinds asked for, whatever
 * page is shown.
 */
export const listTodos = async (
  tx: Tx,
  actor: Actor,
  page: { page: number; size: number; of?: string | undefined },
  kinds: readonly string[] = [],
): Promise<{ rows: OpenTodo[]; total: number; counts: TodoCount[] }> => {
  const today = dayOf(actor.now)
  const { rows } = await sql<(OpenTodo | { id: null }) & { total: number | null; counts: TodoCount[] }>`
    with mine as (
      select *, record_type || ':' || kind as of_kind from todos
      where person_id = any(${recordsOf(actor)}::uuid[]) and closed_at is null
      union all
      select t.*, t.record_type || ':' || t.kind from ${grantsOf(actor)}
        join todos t on t.unit_id = g.unit_id and t.role = g.role and t.closed_at is null
    ), shown as (
      select id, kind, title, path, record_type as "recordType", record_id as "recordId", due_on as "dueOn",
        ${daysLeftTo(sql`due_on`, today)} as "daysLeft",
        opened_at as "openedAt", count(*) over () as total
      from mine where ${page.of ?? null}::text is null or of_kind = ${page.of ?? null}
      order by due_on nulls last, opened_at, id
      limit ${page.size} offset ${(page.page - 1) * page.size}
    ), counted as (
      select coalesce(json_agg(json_build_object('of', of_kind, 'count', n) order by of_kind), '[]') as counts
      from (select of_kind, count(*) as n from mine where of_kind = any(${kinds}::text[]) group by of_kind) k
    )
    select s.*, c.counts from counted c left join shown s on true
    order by s."dueOn" nulls last, s."openedAt", s.id`.execute(tx)
  const [first] = rows
  return {
    rows: rows.flatMap(({ total: _, counts: __, ...todo }) => (todo.id === null ? [] : [todo])),
    total: first?.total ?? 0,
    counts: first?.counts ?? [],
  }
}
