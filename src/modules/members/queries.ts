import { type Actor, unitsOf } from '../../platform/actor.ts'
import { dayOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import type { House } from '../../platform/house.ts'
import { visibleTo } from './access.ts'
import { labelOf } from './choices.ts'
import type { Mandate, Member } from './contract/mandates.ts'

type Head = Pick<Member, 'id' | 'committeeId' | 'name' | 'gender' | 'version' | 'venues'> & {
  phoneSealed: Buffer | null
}

/** One member with every seat in this 政协, newest first, and seats elsewhere of the same person. Throws NotFound. */
export const getMember = async (tx: Tx, actor: Actor, house: House, id: string): Promise<Member> => {
  const { phoneSealed, ...head } = await getHead(tx, actor, id)
  return {
    ...head,
    phone: phoneSealed ? house.keyring.open(phoneSealed) : null,
    mandates: await mandatesOf(tx, id, dayOf(actor.now)),
    elsewhere: await seatsElsewhere(tx, id),
    mayEdit: unitsOf(actor, 'office').includes(head.committeeId),
  }
}

const getHead = async (tx: Tx, actor: Actor, id: string): Promise<Head> => {
  const { rows } = await sql<Head>`
    select p.id, p.committee_id as "committeeId", p.name, p.gender, p.version, p.phone_sealed as "phoneSealed",
      coalesce((select json_agg(json_build_object('id', v.id, 'name', v.short_name, 'from', lower(r.valid), 'until', upper(r.valid))
        order by lower(r.valid) desc, v.code) from residencies r join units v on v.id = r.venue_id
        where r.person_id = p.id and not isempty(r.valid)), '[]') as venues
    from people p where p.id = ${id} and ${visibleTo(actor)}`.execute(tx)
  const [head] = rows
  if (!head) throw new NotFound()
  return head
}

const mandatesOf = async (tx: Tx, personId: string, today: string): Promise<Mandate[]> => {
  const { rows } = await sql<Mandate>`
    select m.id, c.name as "committeeName", m.no, m.term_id as "termId", t.name as term, m.post,
      ${labelOf('post', 'm.post', 'm.committee_id')} as "postLabel", m.party,
      ${labelOf('party', 'm.party', 'm.committee_id')} as "partyLabel", m.sector_id as "sectorId", s.short_name as sector,
      m.special_committee_id as "specialCommitteeId", b.short_name as "specialCommittee", m.group_id as "groupId",
      g.short_name as "group", m.workplace, lower(m.valid) as "from", upper(m.valid) as until, m.ended_as as "endedAs",
      ${labelOf('ended_as', 'm.ended_as', 'm.committee_id')} as "endedAsLabel", m.valid @> ${today}::date as serving, m.version
    from mandates m join units c on c.id = m.committee_id left join terms t on t.id = m.term_id
      left join units s on s.id = m.sector_id left join units b on b.id = m.special_committee_id
      left join units g on g.id = m.group_id
    where m.person_id = ${personId} order by lower(m.valid) desc, m.no`.execute(tx)
  return rows
}

/** Seats of other records that were found to be the same person: 政协, post and days. */
const seatsElsewhere = async (tx: Tx, personId: string): Promise<Member['elsewhere']> => {
  const { rows } = await sql<Member['elsewhere'][number]>`
    select c.name as "committeeName", ${labelOf('post', 'm.post', 'm.committee_id')} as "postLabel",
      lower(m.valid) as "from", upper(m.valid) as until
    from living_people me join living_people other on other.root_id = me.root_id and other.id <> me.id
      join mandates m on m.person_id = other.id join units c on c.id = m.committee_id
    where me.id = ${personId} order by lower(m.valid) desc, c.code`.execute(tx)
  return rows
}
