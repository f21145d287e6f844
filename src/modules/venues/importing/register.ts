import { type Tx, sql } from '../../../platform/db.ts'
import { rootOf } from '../identity.ts'

export interface KnownVenue {
  id: string
  code: string
  name: string
  kind: string
  studioKind: string | null
  address: string
  phone: string
  hours: string
  guideId: string | null
  guideName: string | null
  convenerId: string | null
  convenerName: string | null
  openFrom: string | null
  isOpen: boolean
  residentIds: string[]
}

export interface KnownMember {
  personId: string
  name: string
  /** 编号 in the own 政协, or 政协代码-编号 */
  no: string
}

/** What is known of a 政协 when its sheet is compared: venues, and members who serve today, own ones and those asked for. */
export interface VenueRegister {
  committee: { id: string; code: string; name: string; level: 'province' | 'city' | 'county' }
  guides: { id: string; name: string }[]
  byCode: Map<string, KnownVenue>
  byName: Map<string, KnownVenue>
  byNo: Map<string, KnownMember>
  byMemberName: Map<string, KnownMember[]>
}

export const readRegister = async (
  tx: Tx,
  committeeId: string,
  foreignNos: string[],
  today: string,
): Promise<VenueRegister> => {
  const venues = await knownVenues(tx, committeeId, today)
  const members = await knownMembers(tx, committeeId, foreignNos, today)
  const byMemberName = new Map<string, KnownMember[]>()
  for (const member of members.filter(({ no }) => !foreignNos.includes(no)))
    byMemberName.set(member.name, [...(byMemberName.get(member.name) ?? []), member])
  return {
    ...(await readGuides(tx, committeeId, today)),
    byCode: new Map(venues.map((venue) => [venue.code, venue])),
    byName: new Map(venues.filter(({ isOpen }) => isOpen).map((venue) => [venue.name, venue])),
    byNo: new Map(members.map((member) => [member.no, member])),
    byMemberName,
  }
}

/** The 政协 and the bodies that may guide its venues. */
export const readGuides = async (
  tx: Tx,
  committeeId: string,
  today: string,
): Promise<Pick<VenueRegister, 'committee' | 'guides'>> => {
  const { rows } = await sql<VenueRegister['committee'] & { kind: string }>`
    select id, code, short_name as name, level, kind from units
    where committee_id = ${committeeId} and kind in ('special_committee', 'committee') and open_during @> ${today}::date
    order by kind desc, position, code`.execute(tx)
  const committee = rows.find(({ kind }) => kind === 'committee')
  if (!committee) throw new Error('a sheet without 政协')
  return {
    committee,
    guides: rows.map(({ id, name, kind }) => ({ id, name: kind === 'committee' ? `${name}政协` : name })),
  }
}

const knownVenues = async (tx: Tx, committeeId: string, today: string): Promise<KnownVenue[]> => {
  const { rows } = await sql<KnownVenue>`
    select v.id, u.code, u.name, v.kind, v.studio_kind as "studioKind", v.address, v.phone, v.hours, e.guide_id as "guideId",
      g.short_name as "guideName", k.person_id as "convenerId", p.name as "convenerName", lower(u.open_during) as "openFrom",
      v.state in ('open', 'proposed') as "isOpen",
      coalesce((select json_agg(r.person_id) from residencies r where r.venue_id = v.id
        and (upper_inf(r.valid) or upper(r.valid) > ${today}::date)), '[]') as "residentIds"
    from venues v join units u on u.id = v.id
      left join guidances e on e.unit_id = v.id and e.valid @> ${today}::date left join units g on g.id = e.guide_id
      left join convenings k on k.venue_id = v.id and k.valid @> ${today}::date left join people p on p.id = k.person_id
    where v.committee_id = ${committeeId}`.execute(tx)
  return rows
}

const knownMembers = async (
  tx: Tx,
  committeeId: string,
  foreignNos: string[],
  today: string,
): Promise<KnownMember[]> => {
  const { rows } = await sql<KnownMember>`
    select ${rootOf('p')} as "personId", p.name, m.no from mandates m join people p on p.id = m.person_id
    where m.committee_id = ${committeeId} and m.valid @> ${today}::date
    union all
    select ${rootOf('p')}, p.name, u.code || '-' || m.no from mandates m join people p on p.id = m.person_id
      join units u on u.id = m.committee_id
    where u.code || '-' || m.no = any(${foreignNos}::text[]) and m.committee_id <> ${committeeId} and m.valid @> ${today}::date`.execute(
    tx,
  )
  return rows
}
