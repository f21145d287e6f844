import { dayOf } from '../../../platform/clock.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { type Duty, recordDuties, reverseDuties } from '../../ledger/index.ts'
import { feeding } from './lines.ts'

interface Held {
  id: string
  committeeId: string
  level: string
  state: string
  issuedOn: string | null
}

/**
 * Brings the ledger to what an information stands for: filed once it left the desk, adopted once it is issued, for every
 * member credited in it and in what went into it; what stands no longer is taken back. (domain.md C10)
 */
export const settleDuties = async (tx: Tx, id: string, now: Date): Promise<void> => {
  const { rows } = await sql<Held>`
    select n.id, n.committee_id as "committeeId", u.level, n.state, n.issued_on as "issuedOn"
    from informations n join units u on u.id = n.committee_id where n.id = ${id}`.execute(tx)
  const [held] = rows
  if (!held) return
  const due = await dutiesOf(tx, held, now)
  const { rows: standing } = await sql<Pick<Duty, 'kind' | 'personId'>>`
    select kind, person_id as "personId" from duties where source_type = 'information' and source_id = ${id}
    group by kind, person_id having sum(sign) = 1`.execute(tx)
  const isDue = (kind: string, personId: string) =>
    due.some((duty) => duty.kind === kind && duty.personId === personId)
  await reverseDuties(
    tx,
    standing
      .filter((duty) => !isDue(duty.kind, duty.personId))
      .map((duty) => ({ ...duty, sourceType: 'information', sourceId: id })),
    now,
  )
  await recordDuties(tx, due, now)
}

const dutiesOf = async (tx: Tx, held: Held, now: Date): Promise<Duty[]> => {
  if (!['submitted', 'signed', 'issued'].includes(held.state)) return []
  const people = await creditedIn(tx, held.id)
  const base = { organiserId: held.committeeId, sourceType: 'information', sourceId: held.id }
  const filed = people
    .filter((one) => one.committeeIds.includes(held.committeeId))
    .map(({ personId }): Duty => ({ ...base, personId, kind: 'info_filed', onDay: dayOf(now) }))
  if (held.state !== 'issued') return filed
  const adopted = people.map(({ personId }): Duty => ({
    ...base,
    personId,
    kind: 'info_adopted',
    onDay: held.issuedOn ?? dayOf(now),
    facts: { level: held.level },
  }))
  return [...filed, ...adopted]
}

/** Members credited in an information and in what went into it, each once, with the 政协 where the credit stands. */
export const creditedIn = async (
  tx: Tx,
  id: string,
): Promise<{ personId: string; committeeIds: string[] }[]> => {
  const fed = await feeding(tx, id)
  const { rows } = await sql<{ personId: string; committeeIds: string[] }>`
    select c.person_id as "personId", array_agg(distinct n.committee_id) as "committeeIds"
    from information_credits c join informations n on n.id = c.information_id
    where c.information_id = any(${fed.map((one) => one.id)}::uuid[]) group by c.person_id order by c.person_id`.execute(
    tx,
  )
  return rows
}
