import type { RawBuilder } from 'kysely'
import { type Tx, sql } from '../../../platform/db.ts'
import type { Day } from './day.ts'
import { type RowKey, placed } from './rows.ts'

/** Who came to what a studio hosted: `guests` of them are not its residents, and count at home. */
export interface Crowd {
  came: number
  guests: number
}

/** Persons at each studio's own activities, 列席 among them: "到场 20，其中来宾 5". (domain.md C25, columns 4, 5) */
export const countCrowds = async (
  tx: Tx,
  day: Day,
  rows: readonly RowKey[],
  relations: RawBuilder<unknown>,
): Promise<Map<string, Crowd>> => {
  const { rows: counted } = await sql<Crowd & { venueId: string }>`
    ${relations}, placed as (${placed(day, rows)}),
    there as (
      select distinct h.venue_id, coalesce(x.merged_into, t.person_id) as person_id, t.role
      from hosts h join placed p on p.venue_id = h.venue_id
        join attendances t on t.activity_id = h.activity_id and t.state = 'standing' left join merged x on x.id = t.person_id)
    select t.venue_id as "venueId", count(distinct t.person_id) as came,
      count(distinct t.person_id) filter (where r.person_id is null) as guests
    from there t left join residents r on r.venue_id = t.venue_id and r.person_id = t.person_id and t.role = 'attendee'
    group by 1`.execute(tx)
  return new Map(counted.map(({ venueId, ...crowd }) => [venueId, crowd]))
}
