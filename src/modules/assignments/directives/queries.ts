import type { z } from 'zod'
import type { Actor } from '../../../platform/actor.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { standingsOf } from '../../../platform/standings.ts'
import { type Subject, describeAll } from '../assignable.ts'
import type { Directive, listDirectives as listEndpoint } from '../contract/directives.ts'
import { directiveFlow, seesDirective } from './access.ts'

type Bare = Omit<Directive, 'standing' | 'number' | 'title'> & { state: string; total: number }

/** 批示 of one's own 政协 or on one record, newest first. */
export const listDirectives = async (
  tx: Tx,
  actor: Actor,
  all: readonly Subject[],
  filter: z.output<(typeof listEndpoint)['query']>,
): Promise<{ rows: Directive[]; total: number }> => {
  const like = filter.search ? `%${filter.search.replace(/[\\%_]/g, '\\$&')}%` : null
  const { rows } = await sql<Bare>`
    select v.id, v.record_type as "recordType", v.record_id as "recordId", v.leader, v.post, v.level, v.given_on as "givenOn",
      v.words, v.follow_up as "followUp", p.name as "recordedBy", v.recorded_at as "recordedAt", v.version, v.state,
      (select coalesce(json_agg(json_build_object('id', f.id, 'name', f.name, 'mediaType', f.media_type) order by f.created_at, f.id), '[]')
        from files f where f.owner_type = 'directive' and f.owner_id = v.id) as files,
      count(*) over () as total
    from directives v join people p on p.id = v.recorded_by
    where ${seesDirective(actor, all)} and v.state <> 'withdrawn'
      and (${filter.recordId ?? null}::uuid is null or v.record_id = ${filter.recordId ?? null})
      and (${filter.recordType ?? null}::text is null or v.record_type = ${filter.recordType ?? null})
      and (${filter.level ?? null}::text is null or v.level = ${filter.level ?? null})
      and (${filter.state ?? null}::text is null or v.state = ${filter.state ?? null})
      and (${filter.from ?? null}::date is null or v.given_on >= ${filter.from ?? null}::date)
      and (${filter.until ?? null}::date is null or v.given_on <= ${filter.until ?? null}::date)
      and (${like}::text is null or v.words like ${like} or v.leader like ${like} or v.follow_up like ${like})
    order by v.given_on desc, v.id desc limit ${filter.size} offset ${(filter.page - 1) * filter.size}`.execute(
    tx,
  )
  const matters = await describeAll(tx, all, rows)
  const standing = await standingsOf(tx, actor, directiveFlow(all), rows)
  const directives = rows.map(({ state: _, total: __, ...row }) => ({
    ...row,
    number: matters.get(row.recordId)?.number ?? null,
    title: matters.get(row.recordId)?.title ?? '',
    standing: standing(row.id),
  }))
  return { rows: directives, total: rows[0]?.total ?? 0 }
}
