import type { Actor } from '../../../platform/actor.ts'
import { dayOf } from '../../../platform/clock.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { notifyMany } from '../../../platform/notify/index.ts'

interface About {
  title: string
  committeeId: string
  hostName: string
}

const about = async (tx: Tx, id: string): Promise<About> => {
  const { rows } = await sql<About>`
    select a.title, a.committee_id as "committeeId",
      (select u.short_name from activity_hosts h join units u on u.id = h.venue_id where h.activity_id = a.id
        order by h.position limit 1) as "hostName"
    from activities a where a.id = ${id}`.execute(tx)
  return rows[0] ?? { title: '', committeeId: '', hostName: '' }
}

/** Tells today's conveners of these venues that their studio was named as a host. */
export const tellHosts = async (tx: Tx, actor: Actor, id: string, venueIds: string[]): Promise<void> => {
  if (venueIds.length === 0) return
  const { rows } = await sql<{ personId: string; name: string; committeeId: string }>`
    select n.person_id as "personId", u.short_name as name, u.committee_id as "committeeId"
    from convenings n join units u on u.id = n.venue_id
    where n.venue_id = any(${venueIds}::uuid[]) and n.valid @> ${dayOf(actor.now)}::date and n.person_id <> ${actor.personId}`.execute(
    tx,
  )
  const { title, hostName, committeeId: from } = await about(tx, id)
  const cause = `activity:${id}:host`
  const notices = rows.map(({ personId, name, committeeId }) => ({
    personId,
    committeeId,
    cause,
    title: `${hostName}邀${name}联合开展“${title}”`,
    body: '方案由对方记，您那里也看得到、也能点名。',
    path: `/staff/activities/${id}`,
  }))
  const told = `邀请联合开展“${title}”`
  await notifyMany(tx, notices, actor.now, {
    by: actor,
    committeeId: from,
    cause,
    kind: 'activity',
    title: told,
  })
}

/** Tells all who are signed up; answers how many. */
export const tellSignedUp = async (
  tx: Tx,
  actor: Actor,
  id: string,
  said: { cause: string; title: string; body: string },
): Promise<number> => {
  const { rows } = await sql<{ personId: string }>`
    select person_id as "personId" from sign_ups where activity_id = ${id} and state = 'signed_up'`.execute(
    tx,
  )
  const { committeeId } = await about(tx, id)
  const { title, body } = said
  const cause = `activity:${id}:${said.cause}`
  const notices = rows.map(({ personId }) => ({
    personId,
    committeeId,
    title,
    body,
    cause,
    path: `/m/activities/${id}`,
  }))
  await notifyMany(tx, notices, actor.now, { by: actor, committeeId, cause, kind: 'activity', title })
  return notices.length
}
