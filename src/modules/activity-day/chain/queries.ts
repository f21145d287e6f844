import type { Actor } from '../../../platform/actor.ts'
import { dayOf } from '../../../platform/clock.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'
import { standingOf } from '../../../platform/standings.ts'
import { lookAt } from '../access.ts'
import type { ChainDocument, ChainUnit } from '../contract.ts'
import { type ChainDates, type DocumentKind, dueDay, kindsOwedBy } from '../rules.ts'
import { documentFlow, reads, receiverOf, writes } from './access.ts'

interface UnitRow {
  unitId: string
  name: string
  kind: string
  mine: boolean
  isIssuer: boolean
  total: number
  documents: {
    kind: DocumentKind
    id: string
    /** none: asked for, nothing put down yet */
    state: 'none' | 'draft' | 'submitted' | 'accepted' | 'returned'
    dueOn: string | null
    ownerName: string | null
    submittedAt: string | null
  }[]
}

export interface ChainQuery {
  unit?: string | undefined
  of: 'units' | 'venues'
  page: number
  size: number
}

/** The chain of a unit and of those that send up to it: states and dates; a text is read in the document itself. */
export const listChain = async (
  tx: Tx,
  actor: Actor,
  campaignId: string,
  query: ChainQuery,
): Promise<{ own: ChainUnit; below: ChainUnit[]; total: number }> => {
  const { day, root } = await lookAt(tx, actor, campaignId, query.unit)
  const own = await list(tx, actor, campaignId, sql`u.id = ${root.unitId}`, { page: 1, size: 1 })
  const [first] = own.rows
  if (!first) throw new NotFound()
  const kinds = query.of === 'venues' ? ['venue'] : ['committee', 'special_committee']
  const below = await list(
    tx,
    actor,
    campaignId,
    sql`u.kind = any(${kinds}) and u.open_during @> c.held_on and ${receiverOf} = ${root.unitId}
      and (u.kind <> 'special_committee' or exists (select from guidances g join units v on v.id = g.unit_id and v.kind = 'venue'
        and v.open_during @> c.held_on where g.guide_id = u.id and g.valid @> c.held_on))`,
    query,
  )
  return { own: unitOf(first, day), below: below.rows.map((row) => unitOf(row, day)), total: below.total }
}

const list = async (
  tx: Tx,
  actor: Actor,
  campaignId: string,
  which: unknown,
  page: { page: number; size: number },
): Promise<{ rows: UnitRow[]; total: number }> => {
  const { rows } = await sql<UnitRow>`
    select u.id as "unitId", u.short_name as name, u.kind, u.id = c.committee_id as "isIssuer", ${writes(actor)} as mine,
      count(*) over () as total,
      coalesce((select json_agg(json_build_object('kind', d.kind, 'id', d.id, 'dueOn', d.due_on,
          'state', case when d.state = 'draft' and btrim(d.words) = '' and d.file_id is null then 'none' else d.state end,
          'ownerName', case when u.committee_id = any(${actor.grants.map((grant) => grant.committeeId)}::uuid[]) then p.name end,
          'submittedAt', (select max(s.at) from steps s where s.record_type = 'chain_document' and s.record_id = d.id
            and s.step = 'submit')))
        from chain_documents d left join people p on p.id = d.owner_id
        where d.campaign_id = c.id and d.unit_id = u.id), '[]') as documents
    from campaigns c cross join units u where c.id = ${campaignId} and ${which}
    order by u.kind = 'special_committee', u.code limit ${page.size} offset ${(page.page - 1) * page.size}`.execute(
    tx,
  )
  return { rows, total: rows[0]?.total ?? 0 }
}

const unitOf = (row: UnitRow, dates: ChainDates): ChainUnit => ({
  unitId: row.unitId,
  name: row.name,
  kind: row.kind,
  mine: row.mine,
  cells: kindsOwedBy(row.kind, row.isIssuer).map((kind) => {
    const written = row.documents.find((one) => one.kind === kind)
    const dueOn = written?.dueOn ?? dueDay(kind, dates, row.kind)
    return written
      ? { ...written, dueOn, submittedAt: written.submittedAt && new Date(written.submittedAt).toISOString() }
      : { kind, id: null, state: 'none', dueOn, ownerName: null, submittedAt: null }
  }),
})

/** One document in full. Throws NotFound when it is another's and has not gone up to the actor's unit. */
export const getDocument = async (tx: Tx, actor: Actor, id: string): Promise<ChainDocument> => {
  const { rows } = await sql<Omit<ChainDocument, 'standing'> & { state: string }>`
    select d.id, d.campaign_id as "campaignId", c.name as "campaignName", d.unit_id as "unitId", u.short_name as "unitName",
      u.kind as "unitKind", d.kind, d.words, d.owner_id as "ownerId", p.name as "ownerName", d.due_on as "dueOn",
      r.short_name as "receiverName", ${writes(actor)} as mine, d.version, d.state,
      case when f.id is not null then json_build_object('id', f.id, 'name', f.name) end as file,
      case when ${writes(actor)} then coalesce((
        select json_agg(distinct jsonb_build_object('personId', q.id, 'name', q.name)) from grants g join people q on q.id = g.person_id
        where g.unit_id = u.id and g.valid @> ${dayOf(actor.now)}::date and g.role in ('office', 'special_committee', 'convener')), '[]') else '[]' end as hands
    from chain_documents d join campaigns c on c.id = d.campaign_id join units u on u.id = d.unit_id
      left join people p on p.id = d.owner_id left join files f on f.id = d.file_id left join units r on r.id = ${receiverOf}
    where d.id = ${id} and ${reads(actor)}`.execute(tx)
  const [row] = rows
  if (!row) throw new NotFound()
  const { state, ...document } = row
  return { ...document, standing: await standingOf(tx, actor, documentFlow, id, state) }
}
