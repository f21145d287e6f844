import { type Actor, committeesOf, recordsOf, unitsOf } from '../../platform/actor.ts'
import { dayOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { standingOf } from '../../platform/standings.ts'
import { isInside, rolesOn, venueFlow, visibleTo } from './access.ts'
import { heldBy, rootOf } from './identity.ts'
import type { Resident, Venue, VenueFilter, VenueRow } from './contract.ts'

/** Residents of today with a mandate of today; the figure everybody may see. `v` is venues. */
const residentCount = (today: string) => sql<number>`(
  select count(distinct ${rootOf('q')}) from residencies r join people q on q.id = r.person_id
  where r.venue_id = v.id and r.valid @> ${today}::date
    and exists (select from mandates m where ${heldBy('m', 'q')} and m.valid @> ${today}::date))`

const orders: Record<string, string> = {
  code: 'u.code',
  '-code': 'u.code desc',
  name: 'u.name collate zh_pinyin, u.code',
  '-name': 'u.name collate zh_pinyin desc, u.code',
  residentCount: 'coalesce(n.count, 0), u.code',
  '-residentCount': 'coalesce(n.count, 0) desc, u.code',
  openFrom: 'lower(u.open_during), u.code',
  '-openFrom': 'lower(u.open_during) desc nulls last, u.code',
}

const rowColumns = (actor: Actor, today: string) => sql`
  v.id, u.code, u.name, v.kind, v.studio_kind as "studioKind", v.state, c.short_name as "committeeName",
  g.short_name as "guideName", v.address, lower(u.open_during) as "openFrom", upper(u.open_during) as "openUntil",
  case when ${isInside(actor)} then p.name end as "convenerName", ${residentCount(today)} as "residentCount"`

const besides = (today: string) => sql`
  join units u on u.id = v.id join units c on c.id = v.committee_id
  left join guidances e on e.unit_id = v.id and e.valid @> ${today}::date left join units g on g.id = e.guide_id
  left join convenings k on k.venue_id = v.id and k.valid @> ${today}::date left join people p on p.id = k.person_id`

/** All counts at once, for the one order that needs them all; a page alone counts its own rows. */
const allCounts = (today: string) => sql`
  left join (select r.venue_id, count(distinct o.root) as count
    from residencies r join people q on q.id = r.person_id
      join (select ${rootOf('s')} as root from mandates m join people s on s.id = m.person_id where m.valid @> ${today}::date) o
        on o.root = ${rootOf('q')}
    where r.valid @> ${today}::date group by r.venue_id) n on n.venue_id = v.id`

const matches = (actor: Actor, filter: VenueFilter) => {
  const like = filter.search ? `%${filter.search.replace(/[\\%_]/g, '\\$&')}%` : null
  return sql<boolean>`${visibleTo(actor)}
    and (${like}::text is null or u.name like ${like} or u.code like ${like} or v.address like ${like}
      or (p.name like ${like} and ${isInside(actor)}))
    and (${filter.kind ?? null}::text is null or v.kind = ${filter.kind ?? null})
    and (${filter.guideId ?? null}::uuid is null or e.guide_id = ${filter.guideId ?? null})
    and (${filter.committeeId ?? null}::uuid is null or v.committee_id = ${filter.committeeId ?? null})
    and (${filter.state} = 'all' or v.state = ${filter.state})`
}

/** Venues the actor may see; by code unless sorted otherwise. */
export const listVenues = async (
  tx: Tx,
  actor: Actor,
  filter: VenueFilter,
): Promise<{ rows: VenueRow[]; total: number }> => {
  const today = dayOf(actor.now)
  const order = sql.raw(orders[filter.sort ?? 'code'] ?? 'u.code')
  const counts = filter.sort?.endsWith('residentCount') ? allCounts(today) : sql``
  const { rows } = await sql<VenueRow & { total: number }>`
    with page as (
      select v.id, count(*) over () as total, row_number() over (order by ${order}) as place
      from venues v ${besides(today)} ${counts}
      where ${matches(actor, filter)}
      order by place limit ${filter.size} offset ${(filter.page - 1) * filter.size}
    )
    select ${rowColumns(actor, today)}, page.total
    from page join venues v on v.id = page.id ${besides(today)} order by page.place`.execute(tx)
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

/** One venue with all that is dated about it. Throws NotFound. */
export const getVenue = async (tx: Tx, actor: Actor, id: string): Promise<Venue> => {
  const today = dayOf(actor.now)
  const { rows } = await sql<
    Omit<Venue, 'standing' | 'may' | 'residents'> & { state: string; inside: boolean }
  >`
    select v.id, v.committee_id as "committeeId", c.short_name as "committeeName", u.code, u.name, v.kind,
      v.studio_kind as "studioKind", v.online_name as "onlineName", v.address, v.phone, v.about, v.hours,
      v.opens_on as "opensOn", lower(u.open_during) as "openFrom", upper(u.open_during) as "openUntil", v.token,
      v.version, v.state, ${isInside(actor)} as inside, ${residentCount(today)} as "residentCount",
      coalesce((select json_agg(json_build_object('guideId', e.guide_id, 'guideName', g.short_name,
        'from', lower(e.valid), 'until', upper(e.valid)) order by lower(e.valid) desc)
        from guidances e join units g on g.id = e.guide_id where e.unit_id = v.id), '[]') as guidances,
      coalesce((select json_agg(json_build_object('id', k.id, 'personId', k.person_id, 'name', p.name,
        'from', lower(k.valid), 'until', upper(k.valid)) order by lower(k.valid) desc)
        from convenings k join people p on p.id = k.person_id where k.venue_id = v.id), '[]') as conveners,
      coalesce((select json_agg(json_build_object('token', o.token, 'state', o.state, 'retiredAt', o.retired_at)
        order by o.retired_at desc) from venue_codes o where o.venue_id = v.id), '[]') as "retiredCodes"
    from venues v join units u on u.id = v.id join units c on c.id = v.committee_id
    where v.id = ${id} and ${visibleTo(actor)}`.execute(tx)
  const [row] = rows
  if (!row) throw new NotFound()
  const { state, inside, conveners, retiredCodes, ...venue } = row
  const roles = rolesOn(actor, venue)
  const isOffice = roles.has('office')
  return {
    ...venue,
    conveners: inside ? conveners : [],
    residents: inside ? await listResidents(tx, id, today, isOffice) : [],
    retiredCodes: isOffice ? retiredCodes : [],
    may: { edit: isOffice, editPage: isOffice || roles.has('convener') },
    standing: await standingOf(tx, actor, venueFlow, id, state),
  }
}

/** Residents of a venue, those of today first, by the order of names. */
const listResidents = async (
  tx: Tx,
  id: string,
  today: string,
  seesLeaders: boolean,
): Promise<Resident[]> => {
  const { rows } = await sql<Resident>`
    select r.id, r.person_id as "personId", p.name, s.short_name as "sectorName", coalesce(m.workplace, '') as workplace,
      mc.short_name as "committeeName", lower(r.valid) as "from", upper(r.valid) as until, m.id is not null as "isServing",
      ${seesLeaders ? sql`r.is_leader` : sql`null`} as "isLeader"
    from residencies r join venues v on v.id = r.venue_id join people p on p.id = r.person_id
      left join lateral (select * from mandates m where ${heldBy('m', 'p')} and m.valid @> ${today}::date
        order by m.committee_id = v.committee_id desc, m.no limit 1) m on true
      left join units s on s.id = m.sector_id left join units mc on mc.id = m.committee_id
    where r.venue_id = ${id}
    order by r.valid @> ${today}::date desc, p.name collate zh_stroke, lower(r.valid)`.execute(tx)
  return rows
}

/** Bodies that may guide a venue of a 政协: its special committees in their order, itself, special committees above. */
export const listGuides = async (
  tx: Tx,
  actor: Actor,
  committeeId: string | undefined,
): Promise<{ guides: { id: string; name: string }[] }> => {
  const own = unitsOf(actor, 'office')
  const seats = committeesOf(actor, 'special_committee', 'leader', 'contact_group', 'convener', 'member')
  const of = committeeId ? [committeeId] : own.length > 0 ? own : seats
  const today = dayOf(actor.now)
  const { rows } = await sql<{ id: string; name: string }>`
    select g.id, case when g.committee_id = any(${of}::uuid[]) then g.short_name else c.short_name || g.short_name end as name
    from units g join units c on c.id = g.committee_id
    where g.open_during @> ${today}::date
      and ((g.committee_id = any(${of}::uuid[]) and g.kind in ('special_committee', 'committee'))
        or (g.kind = 'special_committee' and exists (select from figure_reach r where r.unit_id = any(${of}::uuid[])
          and r.ancestor_id = g.committee_id and r.valid @> ${today}::date)))
    order by g.committee_id = any(${of}::uuid[]) desc, g.kind desc, c.code desc, g.position, g.code`.execute(
    tx,
  )
  return { guides: rows }
}

/** Open venues where the actor is convener or resident today, those convened first. */
export const listMyVenues = async (tx: Tx, actor: Actor) => {
  const today = dayOf(actor.now)
  const { rows } = await sql<{
    id: string
    name: string
    address: string
    token: string
    isConvener: boolean
    isResident: boolean
  }>`
    select * from (
      select v.id, u.name, u.code, v.address, v.token,
        v.id = any(${unitsOf(actor, 'convener')}::uuid[]) as "isConvener",
        exists (select from residencies r where r.venue_id = v.id and r.person_id = any(${recordsOf(actor)}::uuid[])
          and r.valid @> ${today}::date) as "isResident"
      from venues v join units u on u.id = v.id
      where u.open_during @> ${today}::date) mine
    where "isConvener" or "isResident" order by "isConvener" desc, code`.execute(tx)
  return {
    venues: rows.map(({ id, name, address, token, isConvener, isResident }) => ({
      id,
      name,
      address,
      token,
      isConvener,
      isResident,
    })),
  }
}
