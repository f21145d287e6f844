import { type Tx, sql } from '../../platform/db.ts'
import { heldBy, rootOf } from './identity.ts'

/** What anybody may read of a venue. */
export interface OpenVenue {
  id: string
  name: string
  kind: string
  studioKind: string | null
  onlineName: string
  committeeId: string
  committeeName: string
  committeeShort: string
  committeeCode: string
  address: string
  phone: string
  about: string
  hours: string
  token: string
  /** open on the day; a closed one still has its page, which says where to turn */
  isOpen: boolean
}

/** What a code leads to: a venue, its newer token, a code that is out of use, or nothing. */
export type CodeTarget =
  | { kind: 'venue'; venue: OpenVenue }
  | { kind: 'moved'; token: string }
  | { kind: 'revoked' }
  | { kind: 'unknown' }

/** Where a token leads today. Applications have no page. */
export const followCode = async (tx: Tx, token: string, today: string): Promise<CodeTarget> => {
  const { rows } = await sql<OpenVenue>`
    select ${columns(today)} from ${tables} where v.token = ${token} and v.state in ('open', 'closed')`.execute(
    tx,
  )
  if (rows[0]) return { kind: 'venue', venue: rows[0] }
  const { rows: retired } = await sql<{ state: string; token: string }>`
    select o.state, v.token from venue_codes o join venues v on v.id = o.venue_id
    where o.token = ${token} and v.state in ('open', 'closed')`.execute(tx)
  const [old] = retired
  if (!old) return { kind: 'unknown' }
  return old.state === 'redirects' ? { kind: 'moved', token: old.token } : { kind: 'revoked' }
}

const columns = (today: string) => sql`
  v.id, u.name, v.kind, v.studio_kind as "studioKind", v.online_name as "onlineName", v.committee_id as "committeeId",
  c.name as "committeeName", c.short_name as "committeeShort", c.code as "committeeCode", v.address, v.phone, v.about, v.hours, v.token,
  u.open_during @> ${today}::date as "isOpen"`

const tables = sql`venues v join units u on u.id = v.id join units c on c.id = v.committee_id`

/** Somebody on a venue's public page: never a phone. */
export interface OpenPerson {
  id: string
  name: string
  /** null where the sector would tell a faith or an ethnicity (PIPL: sensitive) */
  sectorName: string | null
  workplace: string
  isConvener: boolean
}

/** Serving residents of the day and the convener, the convener first, then by strokes. */
export const listOpenPeople = async (tx: Tx, venueId: string, today: string): Promise<OpenPerson[]> => {
  const { rows } = await sql<OpenPerson>`
    with here as (
      select person_id, false as convenes from residencies where venue_id = ${venueId} and valid @> ${today}::date
      union all
      select person_id, true from convenings where venue_id = ${venueId} and valid @> ${today}::date
    ), roots as (
      select ${rootOf('q')} as id, bool_or(h.convenes) as convenes from here h join people q on q.id = h.person_id group by 1
    )
    select p.id, p.name, case when s.short_name in ('宗教界', '少数民族界') then null else s.short_name end as "sectorName",
      m.workplace, h.convenes as "isConvener"
    from roots h join people p on p.id = h.id
      join lateral (select * from mandates m where ${heldBy('m', 'p')} and m.valid @> ${today}::date
        order by m.committee_id = (select committee_id from venues where id = ${venueId}) desc, m.no limit 1) m on true
      left join units s on s.id = m.sector_id
    order by h.convenes desc, p.name collate zh_stroke, p.id`.execute(tx)
  return rows
}

/** Venues open on the day, by words in name, address or the 政协's name; by division, then code. */
export const listOpenVenues = async (
  tx: Tx,
  of: { committeeId: string | null; words: string; page: number; size: number },
  today: string,
): Promise<{ rows: OpenVenue[]; total: number }> => {
  const like = of.words ? `%${of.words.replace(/[\\%_]/g, '\\$&')}%` : null
  const { rows } = await sql<OpenVenue & { total: number }>`
    select ${columns(today)}, count(*) over () as total from ${tables}
    where u.open_during @> ${today}::date
      and (${of.committeeId}::uuid is null or v.committee_id = ${of.committeeId})
      and (${like}::text is null or u.name like ${like} or v.address like ${like} or c.name like ${like})
    order by c.code, u.code limit ${of.size} offset ${(of.page - 1) * of.size}`.execute(tx)
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}
