import { type Tx, sql } from '../../../platform/db.ts'

/** One information that feeds another: what was sent up to it or merged into it, itself included. */
export interface Feeding {
  id: string
  committeeId: string
}

/** Every information that went into this one, of whatever 政协 below, itself first; those withdrawn by their owners are left out. */
export const feeding = async (tx: Tx, id: string): Promise<Feeding[]> => {
  const { rows } = await sql<Feeding>`
    with recursive fed(id, depth) as (
      select ${id}::uuid, 0
      union
      select s.id, f.depth + 1 from fed f join lateral (
        select o.origin_id as id from informations o where o.id = f.id and o.origin_id is not null
        union all select m.id from informations m where m.merged_into = f.id) s on true)
    select n.id, n.committee_id as "committeeId" from fed f join informations n on n.id = f.id
    where n.id = ${id} or n.state <> 'withdrawn' order by f.depth, n.id`.execute(tx)
  return rows
}
