import type { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { stateLabel } from '../../platform/process.ts'
import { standingOf } from '../../platform/take-step.ts'
import { deedFlow, opinionFlow, seenInFull, tablesOf, visibleTo } from './access.ts'
import type {
  Item,
  ItemKind,
  getItem as getItemEndpoint,
  listItems as listItemsEndpoint,
} from './contract.ts'
import { deedProcess, opinionProcess } from './process.ts'

type Filter = z.output<(typeof listItemsEndpoint)['query']>

const columnsOf = (actor: Actor, kind: ItemKind) => {
  const { venues, key } = tablesOf[kind]
  return sql`i.id, i.words, i.state, i.campaign_id as "campaignId", c.name as "campaignName",
    ${kind === 'opinion' ? sql`i.category, i.channel` : sql`null as category, null as channel`},
    (select coalesce(json_agg(json_build_object('id', u.id, 'name', u.short_name) order by u.code), '[]')
      from ${venues} w join units u on u.id = w.venue_id where w.${key} = i.id) as venues,
    case when ${seenInFull(actor, kind)} then p.name end as "heardBy",
    i.happened_at as "happenedAt", i.received_at as "receivedAt", i.received_at > i.happened_at + interval '1 day' as late`
}

interface Row extends Omit<Item, 'kind' | 'stateLabel'> {
  total: number
}

/** Opinions or deeds that the actor may see, newest first; by campaign, venue, state, days and words. */
export const listItems = async (
  tx: Tx,
  actor: Actor,
  filter: Filter,
): Promise<{ rows: Item[]; total: number }> => {
  const { items, venues, key, by } = tablesOf[filter.kind]
  const like = filter.search ? `%${filter.search.replace(/[\\%_]/g, '\\$&')}%` : null
  const { rows } = await sql<Row>`
    select ${columnsOf(actor, filter.kind)}, count(*) over () as total
    from ${items} i left join campaigns c on c.id = i.campaign_id left join people p on p.id = i.${by}
    where ${visibleTo(actor, filter.kind)}
      and (${like}::text is null or i.words like ${like})
      and (${filter.campaignId ?? null}::uuid is null or i.campaign_id = ${filter.campaignId ?? null})
      and (${filter.state ?? null}::text is null or i.state = ${filter.state ?? null})
      and (${filter.venueId ?? null}::uuid is null
        or exists (select from ${venues} w where w.${key} = i.id and w.venue_id = ${filter.venueId ?? null}))
      and (${filter.from ?? null}::date is null or i.happened_at >= ${filter.from ?? null}::date::timestamp at time zone 'Asia/Shanghai')
      and (${filter.until ?? null}::date is null or i.happened_at < (${filter.until ?? null}::date + 1)::timestamp at time zone 'Asia/Shanghai')
    order by i.received_at desc, i.id desc
    limit ${filter.size} offset ${(filter.page - 1) * filter.size}`.execute(tx)
  return { rows: rows.map(({ total: _, ...row }) => asItem(filter.kind, row)), total: rows[0]?.total ?? 0 }
}

const asItem = (kind: ItemKind, row: Omit<Row, 'total'>): Item => ({
  ...row,
  kind,
  stateLabel: stateLabel(kind === 'opinion' ? opinionProcess : deedProcess, row.state),
})

/** Which of the two an id is. Throws NotFound. */
export const kindOf = async (tx: Tx, id: string): Promise<ItemKind> => {
  const { rows } = await sql<{ kind: ItemKind }>`
    select 'opinion' as kind from opinions where id = ${id} union all select 'deed' from deeds where id = ${id}`.execute(
    tx,
  )
  const [row] = rows
  if (!row) throw new NotFound()
  return row.kind
}

/** One opinion or deed with where it stands. Throws NotFound. */
export const getItem = async (
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<z.output<(typeof getItemEndpoint)['reply']>> => {
  const kind = await kindOf(tx, id)
  const { items, by } = tablesOf[kind]
  const { rows } = await sql<Omit<Row, 'total'>>`
    select ${columnsOf(actor, kind)}
    from ${items} i left join campaigns c on c.id = i.campaign_id left join people p on p.id = i.${by}
    where i.id = ${id} and ${visibleTo(actor, kind)}`.execute(tx)
  const [row] = rows
  if (!row) throw new NotFound()
  const standing =
    kind === 'opinion'
      ? await standingOf(tx, actor, opinionFlow, id, row.state)
      : await standingOf(tx, actor, deedFlow, id, row.state)
  return { ...asItem(kind, row), standing }
}
