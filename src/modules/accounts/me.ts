import { type Actor, type Role, recordsOf, roleLabels } from '../../platform/actor.ts'
import { dayOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { weakSettingsOf } from '../../platform/durability.ts'
import { NotFound } from '../../platform/errors.ts'
import type { House } from '../../platform/house.ts'
import { countUnread } from '../../platform/notify/index.ts'
import { listTodos } from '../../platform/todos.ts'
import type { Me, SessionRow } from './contract.ts'
import { siteIdentity } from './site.ts'

interface NamedGrant {
  role: Role
  unitId: string
  unitName: string
  unitKind: string
  committeeId: string
  committeeName: string
}

/** Who is signed in, with the names of units and of what the site calls itself. */
export const getMe = async (tx: Tx, actor: Actor, house: House): Promise<Me> => {
  const { rows: grants } = await sql<NamedGrant>`
    select g.role, u.id as "unitId", u.short_name as "unitName", u.kind as "unitKind", c.id as "committeeId", c.name as "committeeName"
    from unnest(${actor.grants.map((grant) => grant.unitId)}::uuid[], ${actor.grants.map((grant) => grant.role)}::text[])
      as g(unit_id, role) join units u on u.id = g.unit_id join units c on c.id = u.committee_id
    order by u.kind <> 'committee', u.code, g.role`.execute(tx)
  const { rows: seats } = await sql<Me['seats'][number]>`
    select m.id as "mandateId", c.id as "committeeId", c.name as "committeeName", m.post
    from mandates m join units c on c.id = m.committee_id
    where m.id = any(${actor.seats.map((seat) => seat.mandateId)}::uuid[]) order by c.code`.execute(tx)
  const committeeId = grants[0]?.committeeId ?? seats[0]?.committeeId ?? null
  return {
    personId: actor.personId,
    records: [...recordsOf(actor)],
    name: actor.name,
    face: actor.face,
    demo: house.config.demo,
    grants: grants.map((grant) => ({ ...grant, roleLabel: roleLabels[grant.role] })),
    seats,
    todoCount: (await listTodos(tx, actor, { page: 1, size: 1 })).total,
    unreadCount: await countUnread(tx, recordsOf(actor)),
    contactsOpen: actor.contactsOpen,
    passwordDue: actor.passwordDue ?? false,
    warnings: actor.face === 'staff' ? await weakSettingsOf(house.db) : [],
    site: await siteIdentity(tx, committeeId, dayOf(actor.now)),
  }
}

/** One's own living sessions on phones and computers, this one first, then the last used. */
export const listSessions = async (
  tx: Tx,
  actor: Actor,
  paging: { page: number; size: number },
): Promise<{ rows: SessionRow[]; total: number }> => {
  const { rows } = await sql<SessionRow & { total: number }>`
    select id, face, device, created_at as "createdAt", seen_at as "seenAt", least(idle_until, ends_at) as "endsAt",
      id = ${actor.sessionId} as "isThis", count(*) over () as total
    from sessions where person_id = any(${recordsOf(actor)}::uuid[]) and revoked_at is null and idle_until > ${actor.now} and ends_at > ${actor.now}
    order by id = ${actor.sessionId} desc, seen_at desc, id limit ${paging.size} offset ${(paging.page - 1) * paging.size}`.execute(
    tx,
  )
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

/** Ends one of one's own sessions at once; what that phone has not sent stays on it. Throws NotFound. */
export const endSession = async (tx: Tx, actor: Actor, id: string): Promise<Record<string, never>> => {
  const { numAffectedRows } = await sql`
    update sessions set revoked_at = ${actor.now} where id = ${id} and person_id = any(${recordsOf(actor)}::uuid[]) and revoked_at is null`.execute(
    tx,
  )
  if (numAffectedRows !== 1n) throw new NotFound('没有这一台，或者已经退出了。')
  return {}
}
