import type { Role } from './platform/actor.ts'
import { dayOf } from './platform/clock.ts'
import { sql } from './platform/db.ts'
import type { House } from './platform/house.ts'
import { type Face, signInLink } from './modules/accounts/index.ts'

/** Somebody who holds a role: for the demo's one-time links. */
export interface Somebody {
  personId: string
  name: string
  face: Face
  unitName: string
}

/** The first person by code who holds the role, on the unit of this code where one is given. */
export const findPersonAs = async (
  house: House,
  role: Role,
  unitCode: string | null,
): Promise<Somebody | null> => {
  const today = dayOf(house.clock())
  if (role === 'member') return findMember(house, unitCode, today)
  const { rows } = await sql<Omit<Somebody, 'face'>>`
    select g.person_id as "personId", p.name, u.name as "unitName"
    from grants g join units u on u.id = g.unit_id join people p on p.id = g.person_id
    where g.role = ${role} and g.valid @> ${today}::date and (${unitCode}::text is null or u.code = ${unitCode} or (g.role in ('convener', 'department') and u.code like ${`${unitCode}-%`}))
    order by length(u.code), u.code, p.id limit 1`.execute(house.db)
  return rows[0] ? { ...rows[0], face: 'staff' } : null
}

const findMember = async (house: House, unitCode: string | null, today: string): Promise<Somebody | null> => {
  const { rows } = await sql<Omit<Somebody, 'face'>>`
    select m.person_id as "personId", p.name, u.name as "unitName"
    from mandates m join people p on p.id = m.person_id join units u on u.id = m.committee_id
      join residencies r on r.person_id = m.person_id and r.valid @> ${today}::date
    where m.valid @> ${today}::date and (${unitCode}::text is null or u.code = ${unitCode})
    order by u.level, u.code, m.no limit 1`.execute(house.db)
  return rows[0] ? { ...rows[0], face: 'member' } : null
}

/** A one-time link, as a path. */
export const linkFor = (house: House, person: Somebody): Promise<string> =>
  signInLink(house.db, house, person.personId, person.face)
