import { type Actor, recordsOf } from '../../platform/actor.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { type DutyKind, type DutyRow, dutyKinds } from './contract.ts'

/** The actor's own duties, newest day first; those taken back say when. */
export const listMyDuties = async (
  tx: Tx,
  actor: Actor,
  filter: { page: number; size: number; year?: number | undefined },
): Promise<{ rows: DutyRow[]; total: number }> => {
  const year = filter.year ?? null
  const { rows } = await sql<Omit<DutyRow, 'label' | 'kind'> & { kind: DutyKind; total: number }>`
    select d.id, d.kind, d.on_day as "onDay", u.short_name as "organiserName", c.name as "campaignName",
      d.source_type as "sourceType", d.source_id as "sourceId", r.at as "reversedAt", count(*) over () as total
    from duties d join units u on u.id = d.organiser_id left join campaigns c on c.id = d.campaign_id
      left join duties r on r.source_type = d.source_type and r.source_id = d.source_id and r.kind = d.kind
        and r.person_id = d.person_id and r.round = d.round and r.sign = -1
    where d.person_id = any(${recordsOf(actor)}::uuid[]) and d.sign = 1
      and (${year}::int is null or extract(year from d.on_day) = ${year}::int)
    order by d.on_day desc, d.id desc limit ${filter.size} offset ${(filter.page - 1) * filter.size}`.execute(
    tx,
  )
  return {
    rows: rows.map(({ total: _, ...row }) => ({ ...row, label: dutyKinds[row.kind] })),
    total: rows[0]?.total ?? 0,
  }
}
