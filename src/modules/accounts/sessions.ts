import type { FastifyReply, FastifyRequest } from 'fastify'
import { v7 as newId } from 'uuid'
import type { Actor, Grant, Seat } from '../../platform/actor.ts'
import { dayOf } from '../../platform/clock.ts'
import { randomToken, sha256 } from '../../platform/crypto.ts'
import { type Database, type Tx, sql } from '../../platform/db.ts'
import { isOutside, isPasswordDue } from './sign-in-rules.ts'

export type Face = 'staff' | 'member'

/** design.md §3: staff 15 min idle and 12 h in all; members 30 days rolling. */
const lives: Record<Face, { idleMs: number; wholeMs: number }> = {
  staff: { idleMs: 15 * 60_000, wholeMs: 12 * 3_600_000 },
  member: { idleMs: 30 * 86_400_000, wholeMs: 400 * 86_400_000 },
}

const cookieOf: Record<Face, string> = { staff: 'mq_staff', member: 'mq_member' }

/** Opens a session and gives the opaque token; only its digest is kept. */
export const openSession = async (
  tx: Tx,
  personId: string,
  face: Face,
  device: string,
  now: Date,
): Promise<string> => {
  const token = randomToken(32)
  const life = lives[face]
  await sql`
    insert into sessions (id, token_digest, person_id, face, device, created_at, seen_at, idle_until, ends_at)
    values (${newId()}, ${sha256(token)}, ${personId}, ${face}, ${device.slice(0, 80)}, ${now}, ${now},
      ${new Date(now.getTime() + life.idleMs)}, ${new Date(now.getTime() + life.wholeMs)})`.execute(tx)
  return token
}

export const setSessionCookie = (
  reply: FastifyReply,
  request: FastifyRequest,
  face: Face,
  token: string,
): void => {
  const secure = request.protocol === 'https' ? '; Secure' : ''
  const maxAge = Math.floor(lives[face].wholeMs / 1000)
  reply.header(
    'set-cookie',
    `${cookieOf[face]}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAge}${secure}`,
  )
}

export const clearSessionCookie = (reply: FastifyReply, face: Face): void => {
  reply.header('set-cookie', `${cookieOf[face]}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`)
}

interface SessionRow {
  id: string
  personId: string
  records: string[]
  name: string
  face: Face
  seenAt: string
  contactsOpen: boolean
  passwordDue: boolean
  outside: boolean
  grants: Grant[] | null
  seats: Seat[] | null
}

/**
 * Who asks: the session of the face that the request names (`x-face`, or the path), else of either; roles and mandates are
 * those of today, read anew at each request, so that a change holds at once. Null without a living session.
 *
 * On the member face somebody found in two records is one person: the one that figures count, with the mandates and studios
 * of all of them, on whichever phone. At the desk an account stays itself, and what another record may do there stays there:
 * rights are granted, never won by a merger. What a record's disabled account could do, the other record cannot.
 *
 * At the desk a session is nobody's from outside the networks of a role, and, with a password that was due when it began,
 * for everything but changing it.
 * `offset 0`: the few rows of one person are fetched first and their dates looked at after; a kept plan would walk all dates.
 */
export const authenticateIn =
  (db: Database) =>
  async (request: FastifyRequest, now: Date): Promise<Actor | null> => {
    const faces = facesOf(request)
    const tokens = faces.flatMap((face) => tokensIn(request.headers.cookie ?? '', face))
    if (tokens.length === 0) return null
    const today = dayOf(now)
    const { rows } = await sql<SessionRow>`
      select s.id, one.ids[1] as "personId", one.ids as records, p.name, s.face, s.seen_at as "seenAt",
        coalesce(s.contacts_until > ${now}, false) as "contactsOpen",
        (select json_agg(json_build_object('role', g.role, 'unitId', g.unit_id, 'committeeId', u.committee_id) order by u.code, g.role)
          from (select * from grants where person_id = any(one.open) offset 0) g join units u on u.id = g.unit_id
          where g.valid @> ${today}::date) as grants,
        (select json_agg(json_build_object('mandateId', m.id, 'committeeId', m.committee_id) order by m.no)
          from (select * from mandates where person_id = any(one.open) offset 0) m where m.valid @> ${today}::date) as seats,
        s.face = 'staff' and ${isPasswordDue(sql`s.created_at`)} as "passwordDue",
        s.face = 'staff' and ${isOutside(sql.ref('s.person_id'), request.ip, today)} as outside
      from sessions s join people p on p.id = s.person_id join accounts a on a.person_id = s.person_id
        left join sign_in_rules rules on rules.committee_id = p.committee_id
        cross join lateral (select array_agg(t.id order by t.id <> coalesce(p.merged_into, p.id), t.id) as ids,
            array_agg(t.id) filter (where d.person_id is null) as open
          from people t left join accounts d on d.person_id = t.id and d.state <> 'active'
          where t.id = s.person_id or s.face = 'member' and (t.id = p.merged_into or t.merged_into = coalesce(p.merged_into, p.id))) one
      where s.token_digest = any(${tokens.map((token) => sha256(token))}::bytea[]) and s.revoked_at is null
        and s.idle_until > ${now} and s.ends_at > ${now} and a.state = 'active' and s.face = any(${faces}::text[])
      order by s.face = ${faces[0]} desc limit 1`.execute(db)
    const [row] = rows
    if (!row || row.outside || (row.passwordDue && !isForDue(request.url))) return null
    await keepAlive(db, row, lastActOf(request, now))
    return {
      personId: row.personId,
      records: row.records,
      name: row.name,
      sessionId: row.id,
      face: row.face,
      grants:
        row.face === 'staff'
          ? (row.grants ?? [])
          : (row.grants ?? []).filter((grant) => grant.role === 'convener'),
      seats: row.seats ?? [],
      contactsOpen: row.contactsOpen,
      ...(row.passwordDue ? { passwordDue: true } : {}),
      now,
      requestId: request.id,
    }
  }

/** What somebody may do whose password is due: learn so, change it, leave. */
const isForDue = (url: string): boolean =>
  ['/password', '/sign-out', '/api/me', '/api/me/sign-out'].includes(url.split('?')[0] ?? '')

/** The desk rights of a person at an instant, for work that goes on without a request; contacts stay masked. Null when disabled. */
export const actorNowIn =
  (db: Database) =>
  async (personId: string, now: Date): Promise<Actor | null> => {
    const today = dayOf(now)
    const { rows } = await sql<{ name: string; grants: Grant[] | null; seats: Seat[] | null }>`
      select p.name,
        (select json_agg(json_build_object('role', g.role, 'unitId', g.unit_id, 'committeeId', u.committee_id) order by u.code, g.role)
          from grants g join units u on u.id = g.unit_id where g.person_id = p.id and g.valid @> ${today}::date) as grants,
        (select json_agg(json_build_object('mandateId', m.id, 'committeeId', m.committee_id) order by m.no)
          from mandates m where m.person_id = p.id and m.valid @> ${today}::date) as seats
      from people p join accounts a on a.person_id = p.id and a.state = 'active' where p.id = ${personId}`.execute(
      db,
    )
    const [row] = rows
    if (!row) return null
    const { name, grants, seats } = row
    const rights = { name, grants: grants ?? [], seats: seats ?? [] }
    return {
      ...rights,
      personId,
      sessionId: personId,
      face: 'staff',
      contactsOpen: false,
      now,
      requestId: '',
    }
  }

/** Idle time starts again with what a person did, written once a minute at most. */
const keepAlive = async (db: Database, row: SessionRow, acted: Date): Promise<void> => {
  if (acted.getTime() - new Date(row.seenAt).getTime() < 60_000) return
  await sql`
    update sessions set seen_at = ${acted}, idle_until = ${new Date(acted.getTime() + lives[row.face].idleMs)}
    where id = ${row.id}`.execute(db)
}

/** When somebody last touched the page that asks; a board that refreshes itself keeps nobody signed in. */
const lastActOf = (request: FastifyRequest, now: Date): Date => {
  const idle = Number(request.headers['x-idle-seconds'] ?? 0)
  return Number.isFinite(idle) && idle > 0 ? new Date(now.getTime() - idle * 1000) : now
}

const tokensIn = (cookie: string, face: Face): string[] =>
  [...cookie.matchAll(new RegExp(`(?:^|;\\s*)${cookieOf[face]}=([\\w-]{20,100})`, 'g'))].flatMap((match) =>
    match[1] ? [match[1]] : [],
  )

/** A face that calls says so in a header, and only its own session counts; public pages take either, the desk's first. */
const facesOf = (request: FastifyRequest): Face[] => {
  const named = request.headers['x-face']
  if (named === 'member' || named === 'staff') return [named]
  if (request.url.startsWith('/m/')) return ['member']
  return ['staff', 'member']
}

/** Ends the session that this browser held on this face: whoever signs in gets a new token, and the old one is dead. */
export const endPresented = async (tx: Tx, cookie: string, face: Face, now: Date): Promise<void> => {
  await sql`
    update sessions set revoked_at = ${now}
    where token_digest = any(${tokensIn(cookie, face).map((token) => sha256(token))}::bytea[]) and revoked_at is null`.execute(
    tx,
  )
}

/** Ends every session of a person, at once. */
export const endSessionsOf = async (tx: Tx, personId: string, now: Date): Promise<void> => {
  await sql`update sessions set revoked_at = ${now} where person_id = ${personId} and revoked_at is null`.execute(
    tx,
  )
}
