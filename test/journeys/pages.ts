import { type Estate, openEstate } from '../../src/estate.ts'
import { readConfig } from '../../src/platform/config.ts'
import type { RawBuilder } from 'kysely'
import { openDatabase, sql } from '../../src/platform/db.ts'
import { listForms } from '../../src/platform/form.ts'
import { listPages } from '../../src/platform/page.tsx'
import { buildApp } from '../../src/app.ts'
import { createAdministrator, openSession, signInLink } from '../../src/modules/accounts/index.ts'
import { sealLink } from '../../src/modules/opinions/index.ts'
import { memberRoutes } from '../../src/web/member-routes.tsx'
import { staffRoutes } from '../../src/web/staff-routes.tsx'

/** A page as the route tables name it, an address of it in the demo, and the session to open it with; null is anybody. */
export interface Place {
  route: string
  address: string
  cookie: { name: string; value: string } | null
}

/** The running demo seen from beside: its database and keys. */
export const besideServer = (dataDir: string): Promise<Estate> =>
  openEstate(readConfig({ MINQIAO_DATA: dataDir, MINQIAO_DEMO: 'on' }), { fill: false, prepared: true })

/** Every server-rendered page and form that anyone may open. A route with a parameter that `addressOf` does not know fails. */
export const publicPlaces = async (estate: Estate): Promise<Place[]> => {
  await buildApp({ ...estate.house, db: openDatabase('postgres://nobody@127.0.0.1:1/none') }) // fills the tables of routes
  const routes = [...listPages(), ...listForms()]
    .filter(({ policy }) => policy.who === 'anyone')
    .map(({ path }) => path)
  const addresses = await publicAddresses(estate)
  return [...new Set(routes)].map((route) => ({ route, address: filled(route, addresses), cookie: null }))
}

/** Every page of the member face, each with a record of somebody to whom it is open. */
export const memberPlaces = async (estate: Estate): Promise<Place[]> => {
  const addresses = await memberAddresses(estate)
  return Promise.all(
    memberRoutes.map(async ({ path }) => {
      const known = addresses[path] ?? (path.includes(':') ? undefined : addresses['/'])
      if (!known) throw new Error(`no record for the member page ${path}`)
      return {
        route: `/m${path === '/' ? '' : path}`,
        address: `/m${known.id === null ? (path === '/' ? '' : path) : path.replace(/:\w+/, known.id)}`,
        cookie: await cookieOf(estate, known.personId, 'member'),
      }
    }),
  )
}

/** Who opens a page of the desk: the office, except where only an administrator may. */
const readerOf = (path: string): string => {
  if (path.startsWith('/audit')) return 'audit'
  return path === '/sign-in-rules' ? 'security' : path.startsWith('/accounts') ? 'system' : 'office'
}

/** Every page of the desk without a parameter, as somebody sees it to whom it is open. */
export const staffPlaces = async (estate: Estate): Promise<Place[]> => {
  const { rows } = await sql<{ role: string; id: string }>`
    select distinct on (g.role) g.role, g.person_id as id from grants g join units u on u.id = g.unit_id
    where g.role in ('office', 'system', 'security', 'audit') order by g.role, u.code = '430102' desc, u.code`.execute(
    estate.house.db,
  )
  const cookies = new Map<string, Place['cookie']>()
  for (const { role, id } of rows) cookies.set(role, await cookieOf(estate, id, 'staff'))
  return staffRoutes
    .filter(({ path }) => !path.includes(':'))
    .map(({ path }) => ({
      route: `/staff${path}`,
      address: `/staff${path === '/' ? '' : path}`,
      cookie: cookies.get(readerOf(path)) ?? null,
    }))
}

export const cookieOf = async (estate: Estate, personId: string, face: 'staff' | 'member') => ({
  name: `mq_${face}`,
  value: await openSession(estate.house.db, personId, face, '核对', new Date()),
})

const filled = (route: string, addresses: Record<string, string>): string => {
  const known = addresses[route] ?? (route.includes(':') ? undefined : route)
  if (known === undefined) throw new Error(`no record for the public page ${route}`)
  return known
}

const one = async <Row>(estate: Estate, asked: RawBuilder<Row>): Promise<Row> => {
  const { rows } = await asked.execute(estate.house.db)
  const [row] = rows
  if (!row) throw new Error('the demo has no such record')
  return row
}

/** A studio with everything on its page: 动态, duty slots, published answers where there are any, a running code. */
const studio = sql<{ token: string; post: string; activity: string }>`
  select v.token, v.id, (select p.id from posts p where p.venue_id = v.id and p.state = 'published' limit 1) as post,
    (select a.id from activities a join activity_hosts h on h.activity_id = a.id where h.venue_id = v.id and a.state not in ('draft', 'cancelled')
      order by a.begins_at desc limit 1) as activity
  from venues v join units u on u.id = v.id
  order by u.code like '430102%' desc, exists (select from posts p where p.venue_id = v.id and p.state = 'published') desc,
    exists (select from duty_slot_venues s where s.venue_id = v.id) desc limit 1`

const publicAddresses = async (estate: Estate): Promise<Record<string, string>> => {
  const { house } = estate
  const venue = await one(estate, studio)
  const answer = await one(
    estate,
    sql<{
      id: string
    }>`select id from public_answers where state = 'published' order by length(answer) desc limit 1`,
  )
  const item = await one(
    estate,
    sql<{
      opinionId: string
      place: string
      number: string
    }>`select o.id as "opinionId", u.short_name as place, o.number from opinions o join units u on u.id = o.committee_id
      where o.number is not null order by o.state = 'answered' desc, o.id limit 1`,
  )
  const receipt = { ...item, code: '123456' }
  const member = await one(
    estate,
    sql<{ id: string }>`select person_id as id from mandates order by no limit 1`,
  )
  const setUp = await house.db
    .transaction()
    .execute((tx) => createAdministrator(tx, house, 'audit', '顾清', 'guqing', null))
    .catch(() => '/set-up/used-up')
  return {
    '/c/:code': '/c/430102',
    '/c/:code/answers': '/c/430102/answers',
    '/c/:code/say': '/c/430102/say',
    '/answers/:id': `/answers/${answer.id}`,
    '/s/:token': `/s/${venue.token}`,
    '/s/:token/posts': `/s/${venue.token}/posts`,
    '/s/:token/answers': `/s/${venue.token}/answers`,
    '/s/:token/duty': `/s/${venue.token}/duty`,
    '/p/:id': `/p/${venue.post}`,
    '/a/:id': `/a/${venue.activity}`,
    '/o/:token': `/o/${venue.token}`,
    '/receipt/:link': `/receipt/${sealLink(house, 'receipt', receipt)}`,
    '/track/:link': `/track/${sealLink(house, 'track', receipt)}`,
    '/verify/:code': '/verify/ABCD-EFGH',
    '/set-up/:token': setUp,
    '/link/:token': await signInLink(house.db, house, member.id, 'member'),
  }
}

interface Opened {
  id: string | null
  personId: string
}

/** For each member page with a parameter: a record, and a member to whom it is open. */
const memberAddresses = async (estate: Estate): Promise<Record<string, Opened>> => {
  const convener = await one(
    estate,
    sql<
      Opened & { venueId: string }
    >`select c.venue_id as "venueId", c.person_id as "personId", h.activity_id as id
      from convenings c join units u on u.id = c.venue_id join mandates m on m.person_id = c.person_id and m.valid @> current_date
        join activity_hosts h on h.venue_id = c.venue_id join activities a on a.id = h.activity_id and a.state <> 'draft'
      where c.valid @> current_date order by u.code like '430102%' desc, a.begins_at desc limit 1`,
  )
  const own = await one(
    estate,
    sql<Opened>`select id, person_id as "personId" from own_activities order by id limit 1`,
  )
  const opinion = await one(
    estate,
    sql<Opened>`select o.id, o.handler_id as "personId" from opinions o join mandates m on m.person_id = o.handler_id and m.valid @> current_date
      order by o.state = 'answered' desc, o.id limit 1`,
  )
  const slot = await one(
    estate,
    sql<Opened>`select s.slot_id as id, s.person_id as "personId" from duty_slot_members s join duty_slots d on d.id = s.slot_id
      join mandates m on m.person_id = s.person_id and m.valid @> current_date order by d.begins_at limit 1`,
  )
  const post = await one(
    estate,
    sql<Opened>`select p.id, p.author_id as "personId" from posts p join mandates m on m.person_id = p.author_id and m.valid @> current_date
      order by p.state = 'draft' desc, p.id limit 1`,
  )
  const activity = { id: convener.id, personId: convener.personId }
  return {
    '/': { id: null, personId: convener.personId },
    '/activities/:id': activity,
    '/activities/:id/roll': activity,
    '/activities/:id/code': activity,
    '/check-in/:id': activity,
    '/own-activities/:id': own,
    '/opinions/:id': opinion,
    '/rosters/:id': slot,
    '/studio/:id/edit': { id: convener.venueId, personId: convener.personId },
    '/posts/:id': post,
    '/posts/:id/write': post,
  }
}
