import { v7 as newId } from 'uuid'
import { type Actor, unitsOf } from '../../platform/actor.ts'
import { beginMany } from '../../platform/begin-many.ts'
import type { Paging, TakeStep } from '../../platform/contract.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { Conflict, Invalid, NotFound } from '../../platform/errors.ts'
import { stateLabel } from '../../platform/process.ts'
import { standingOf } from '../../platform/standings.ts'
import { takeStep } from '../../platform/take-step.ts'
import { openTodos } from '../../platform/todos.ts'
import { likenessFlow } from './access.ts'
import { labelOf } from './choices.ts'
import type { Likeness, LikenessRow } from './contract/likenesses.ts'
import { likenessProcess } from './process.ts'

/**
 * Looks for records of other 政协 that may be the same persons, and asks the office for each pair not asked before: the
 * same mobile anywhere; or, where a mobile is missing on one side, the same name in a 政协 that guides or is guided.
 * Assumed: names alone across unrelated 政协 are no ground, there are too many of the same. (C29, People at import)
 */
export const noticeLikenesses = async (
  tx: Tx,
  actor: Actor,
  committeeId: string,
  personIds: string[],
): Promise<number> => {
  const { rows } = await sql<{ personId: string; otherId: string; grounds: string }>`
    with newer as (select id, name, phone_index from people where id = any(${personIds}::uuid[])),
    near as (
      select unit_id as id from figure_reach where ancestor_id = ${committeeId}
      union select ancestor_id from figure_reach where unit_id = ${committeeId}
    ), pair as (
      select n.id as person_id, o.id as other_id, 'phone' as grounds from newer n
        join people o on o.phone_index = n.phone_index and o.committee_id <> ${committeeId}
      union all
      select n.id, o.id, 'name' from newer n
        join people o on o.name = n.name and o.committee_id <> ${committeeId} and (o.phone_index is null or n.phone_index is null)
      where o.committee_id in (select id from near) and exists (select from mandates m where m.person_id = o.id)
    )
    select p.person_id as "personId", p.other_id as "otherId", p.grounds from pair p
      join living_people a on a.id = p.person_id join living_people b on b.id = p.other_id
    where a.root_id <> b.root_id and not exists (select from likenesses l
      where (l.person_id, l.other_id) in ((p.person_id, p.other_id), (p.other_id, p.person_id)))`.execute(tx)
  const pairs = rows.map((pair) => ({ ...pair, id: newId(), committeeId }))
  await sql`
    insert into likenesses (id, committee_id, person_id, other_id, state, grounds, created_at)
    select id, ${committeeId}, "personId", "otherId", 'open', grounds, ${actor.now}
    from json_to_recordset(${JSON.stringify(pairs)}::json) as l(id uuid, "personId" uuid, "otherId" uuid, grounds text)`.execute(
    tx,
  )
  await askAbout(tx, actor, pairs)
  return rows.length
}

/**
 * Two records of one own 政协 that somebody knows to be one person: the pair is laid side by side like one that was noticed.
 * Pointed out before, in whichever order, gives that pair. Throws NotFound for a person out of reach, Conflict when both are
 * one person already through others.
 */
export const pointOutLikeness = async (
  tx: Tx,
  actor: Actor,
  input: { id: string; personId: string; otherId: string },
): Promise<{ id: string }> => {
  if (input.personId === input.otherId)
    throw new Invalid([{ path: 'otherId', message: '这是同一份记录，请选另一份' }])
  const { rows } = await sql<{ committeeId: string; rootId: string }>`
    select p.committee_id as "committeeId", coalesce(p.merged_into, p.id) as "rootId" from people p
    where p.id in (${input.personId}, ${input.otherId}) and p.committee_id = any(${unitsOf(actor, 'office')}::uuid[])
    order by p.id for update`.execute(tx)
  const [one, other] = rows
  if (!one || !other || one.committeeId !== other.committeeId) throw new NotFound()
  const { rows: known } = await sql<{ id: string }>`
    select id from likenesses
    where (person_id, other_id) in ((${input.personId}, ${input.otherId}), (${input.otherId}, ${input.personId}))`.execute(
    tx,
  )
  if (known[0]) return known[0]
  if (one.rootId === other.rootId) throw new Conflict('这两份记录已经认定是同一人了。')
  await sql`
    insert into likenesses (id, committee_id, person_id, other_id, state, grounds, created_at)
    values (${input.id}, ${one.committeeId}, ${input.personId}, ${input.otherId}, 'open', 'hand', ${actor.now})`.execute(
    tx,
  )
  await askAbout(tx, actor, [{ id: input.id, committeeId: one.committeeId }])
  return { id: input.id }
}

/** The beginning of many at once: their first rows, and the to-do of each. */
const askAbout = async (
  tx: Tx,
  actor: Actor,
  pairs: { id: string; committeeId: string }[],
): Promise<void> => {
  const { record, initial, waits } = likenessProcess
  await beginMany(tx, pairs, {
    record,
    step: 'notice',
    state: initial,
    by: { personId: actor.personId, now: actor.now },
  })
  const wait = waits[initial]
  if (!wait || pairs.length === 0) return
  const situations = await likenessFlow.situations(
    tx,
    actor,
    pairs.map(({ id }) => id),
  )
  const todos = pairs.flatMap(({ id, committeeId }) => {
    const asks = situations.get(id)?.asks(wait)
    return asks ? [{ committeeId, recordType: record, recordId: id, kind: wait.kind, ...asks }] : []
  })
  await openTodos(tx, todos, actor.now)
}

/** Pairs that the actor's 政协 was asked about, open ones first. */
export const listLikenesses = async (
  tx: Tx,
  actor: Actor,
  asked: Paging & { state?: string | undefined },
): Promise<{ rows: LikenessRow[]; total: number }> => {
  const { rows } = await sql<Omit<LikenessRow, 'stateLabel'> & { total: number }>`
    select l.id, p.name, o.name as "otherName", u.short_name as "otherCommittee", l.grounds, l.state,
      l.created_at as "createdAt", count(*) over () as total
    from likenesses l join people p on p.id = l.person_id join people o on o.id = l.other_id
      join units u on u.id = o.committee_id
    where l.committee_id = any(${unitsOf(actor, 'office')}::uuid[])
      and (${asked.state ?? null}::text is null or l.state = ${asked.state ?? null})
    order by l.state <> 'open', l.created_at desc, l.id limit ${asked.size} offset ${(asked.page - 1) * asked.size}`.execute(
    tx,
  )
  return {
    rows: rows.map(({ total: _, ...row }) => ({
      ...row,
      stateLabel: stateLabel(likenessProcess, row.state),
    })),
    total: rows[0]?.total ?? 0,
  }
}

interface Pair {
  id: string
  personId: string
  otherId: string
  grounds: 'phone' | 'name' | 'hand'
  phones: 'same' | 'different' | 'missing'
  state: string
}

/** One pair side by side. Throws NotFound. */
export const getLikeness = async (tx: Tx, actor: Actor, id: string): Promise<Likeness> => {
  const { rows } = await sql<Pair>`
    select l.id, l.person_id as "personId", l.other_id as "otherId", l.grounds, l.state,
      case when p.phone_index is null or o.phone_index is null then 'missing'
        when p.phone_index = o.phone_index then 'same' else 'different' end as phones
    from likenesses l join people p on p.id = l.person_id join people o on o.id = l.other_id
    where l.id = ${id} and l.committee_id = any(${unitsOf(actor, 'office')}::uuid[])`.execute(tx)
  const [pair] = rows
  if (!pair) throw new NotFound()
  return {
    id,
    personId: pair.personId,
    grounds: pair.grounds,
    phones: pair.phones,
    own: await sideOf(tx, pair.personId),
    other: await sideOf(tx, pair.otherId),
    standing: await standingOf(tx, actor, likenessFlow, id, pair.state),
  }
}

const sideOf = async (tx: Tx, personId: string): Promise<Likeness['own']> => {
  const { rows } = await sql<Likeness['own']>`
    select u.name as "committeeName", p.name, p.gender,
      coalesce((select json_agg(json_build_object('postLabel', ${labelOf('post', 'm.post', 'm.committee_id')},
          'sector', s.short_name, 'from', lower(m.valid), 'until', upper(m.valid)) order by lower(m.valid) desc)
        from mandates m left join units s on s.id = m.sector_id where m.person_id = p.id), '[]') as seats
    from people p join units u on u.id = p.committee_id where p.id = ${personId}`.execute(tx)
  const [side] = rows
  if (!side) throw new NotFound()
  return side
}

/** Decides on a pair; what figures count as one person follows at once. */
export const stepLikeness = async (
  tx: Tx,
  actor: Actor,
  id: string,
  asked: TakeStep,
): Promise<{ state: string }> => {
  const { to } = await takeStep(tx, actor, likenessFlow, id, asked)
  const { rows } = await sql<{ ids: string[] }>`
    select array[person_id, other_id] as ids from likenesses where id = ${id}`.execute(tx)
  await rebuildRoots(tx, rows[0]?.ids ?? [])
  return { state: to }
}

/**
 * Derives `people.merged_into` anew from the merged pairs, for all who hang together with these persons: the oldest record
 * is the root, roots point nowhere, and nobody points to one who points on. Owner of that column.
 */
export const rebuildRoots = async (tx: Tx, personIds: string[]): Promise<void> => {
  await sql`
    with recursive touched(id) as (
      select unnest(${personIds}::uuid[])
      union
      select case when l.person_id = t.id then l.other_id else l.person_id end
      from touched t join likenesses l on t.id in (l.person_id, l.other_id) and l.state = 'merged'
    ), edge as (
      select person_id as a, other_id as b from likenesses where state = 'merged'
        and person_id in (select id from touched)
      union all select other_id, person_id from likenesses where state = 'merged'
        and other_id in (select id from touched)
    ), reach(start, id) as (
      select id, id from touched
      union
      select r.start, e.b from reach r join edge e on e.a = r.id
    ), root as (
      select distinct on (r.start) r.start, p.id from reach r join people p on p.id = r.id
      order by r.start, p.created_at, p.id
    )
    update people p set merged_into = nullif(root.id, p.id) from root
    where root.start = p.id and p.merged_into is distinct from nullif(root.id, p.id)`.execute(tx)
}

/** The record that figures count for this person: itself, unless it was found to be somebody else's other record. */
export const personOf = async (tx: Tx, id: string): Promise<string> => {
  const { rows } = await sql<{ rootId: string }>`
    select root_id as "rootId" from living_people where id = ${id}`.execute(tx)
  const [person] = rows
  if (!person) throw new NotFound()
  return person.rootId
}

/** Pairs still open in these 政协, for the checks of a sheet: how many, and between which 政协. */
export const openLikenesses = async (
  tx: Tx,
  committeeIds: string[],
): Promise<
  { id: string; committeeId: string; otherCommitteeId: string; personId: string; otherId: string }[]
> => {
  const { rows } = await sql<{
    id: string
    committeeId: string
    otherCommitteeId: string
    personId: string
    otherId: string
  }>`
    select l.id, l.committee_id as "committeeId", o.committee_id as "otherCommitteeId", l.person_id as "personId",
      l.other_id as "otherId"
    from likenesses l join people o on o.id = l.other_id
    where l.state = 'open' and (l.committee_id = any(${committeeIds}::uuid[]) or o.committee_id = any(${committeeIds}::uuid[]))
    order by l.created_at, l.id`.execute(tx)
  return rows
}
