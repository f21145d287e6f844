import { v7 as newId } from 'uuid'
import { type Actor, committeesOf, recordsOf, unitsOf } from '../actor.ts'
import { dayOf } from '../clock.ts'
import { type Tx, sql } from '../db.ts'
import { NotFound } from '../errors.ts'
import type { TextKind } from './kinds.ts'

/** What somebody tells many people: found again by its title, told again by SMS of its kind. */
export interface Told {
  by: Actor
  /** the 政协 it comes from */
  committeeId: string
  /** type and id of what happened */
  cause: string
  kind: TextKind
  title: string
}

/** The telling that many notices are part of; told for the same cause again it is the same one. */
export const beginTelling = async (tx: Tx, told: Told, now: Date): Promise<string> => {
  const { rows } = await sql<{ id: string }>`
    insert into tellings (id, committee_id, cause, kind, title, told_by, told_at)
    values (${newId()}, ${told.committeeId}, ${told.cause}, ${told.kind}, ${told.title}, ${told.by.personId}, ${now})
    on conflict (cause) do update set told_at = excluded.told_at returning id`.execute(tx)
  return rows[0]?.id ?? ''
}

/** Tellings are seen by who told them and by the office of the 政协 they come from. `t` is tellings. */
export const seesTelling = (actor: Actor) => sql<boolean>`(
  t.told_by = any(${recordsOf(actor)}::uuid[]) or t.committee_id = any(${unitsOf(actor, 'office')}::uuid[]))`

export interface TellingRow {
  id: string
  title: string
  toldAt: string
  toldBy: string
  total: number
  unread: number
  /** when those who had not read it were told again last, or will be */
  againAt: string | null
}

const columns = sql`
  t.id, t.title, t.told_at as "toldAt", p.name as "toldBy",
  (select count(*) from notices n where n.telling_id = t.id) as total,
  (select count(*) from notices n where n.telling_id = t.id and n.read_at is null) as unread,
  (select max(a.send_at) from told_again a where a.telling_id = t.id) as "againAt"`

/** What was told, newest first; `about` is how its cause begins. */
export const listTellings = async (
  tx: Tx,
  actor: Actor,
  asked: { page: number; size: number; about?: string | undefined },
): Promise<{ rows: TellingRow[]; total: number }> => {
  const { rows } = await sql<TellingRow & { count: number }>`
    select ${columns}, count(*) over () as count from tellings t join people p on p.id = t.told_by
    where ${seesTelling(actor)} and (${asked.about ?? null}::text is null or starts_with(t.cause, ${asked.about ?? ''}))
    order by t.told_at desc, t.id desc limit ${asked.size} offset ${(asked.page - 1) * asked.size}`.execute(
    tx,
  )
  return { rows: rows.map(({ count: _, ...row }) => row), total: rows[0]?.count ?? 0 }
}

/**
 * Who has not read it: by name inside the reader's own 政协, in the order of strokes; of other 政协 only how many, in division
 * order. Throws NotFound.
 */
export const getTelling = async (tx: Tx, actor: Actor, id: string) => {
  const { rows } = await sql<TellingRow>`
    select ${columns} from tellings t join people p on p.id = t.told_by where t.id = ${id} and ${seesTelling(actor)}`.execute(
    tx,
  )
  const [telling] = rows
  if (!telling) throw new NotFound()
  const own = committeesOf(
    actor,
    'office',
    'special_committee',
    'convener',
    'contact_group',
    'leader',
    'department',
    'member',
  )
  const today = dayOf(actor.now)
  const { rows: unread } = await sql<{ names: string[]; others: { committeeName: string; count: number }[] }>`
    with placed as (
      select p.name, u.id as person_id, c.committee_id, c.code, c.short_name
      from (select person_id as id from notices where telling_id = ${id} and read_at is null) u
        join people p on p.id = u.id
        left join lateral (
          select s.committee_id, k.code, k.short_name
          from (select m.committee_id from mandates m where m.person_id = u.id and m.valid @> ${today}::date
            union select gu.committee_id from grants g join units gu on gu.id = g.unit_id
              where g.person_id = u.id and g.valid @> ${today}::date) s join units k on k.id = s.committee_id
          order by s.committee_id = any(${own}::uuid[]) desc, k.code limit 1) c on true),
    others as (
      select coalesce(short_name, '已不在任') as "committeeName", count(*)::int as count, code from placed
      where committee_id is null or committee_id <> all(${own}::uuid[]) group by short_name, code)
    select coalesce((select json_agg(name order by name collate zh_stroke, person_id) from placed
        where committee_id = any(${own}::uuid[])), '[]') as names,
      coalesce((select json_agg(json_build_object('committeeName', "committeeName", 'count', count) order by code nulls last)
        from others), '[]') as others`.execute(tx)
  return { ...telling, names: unread[0]?.names ?? [], others: unread[0]?.others ?? [] }
}
