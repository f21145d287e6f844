import { type Actor, recordsOf } from '../../../platform/actor.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'
import { stateLabel } from '../../../platform/process.ts'
import { standingOf } from '../../../platform/standings.ts'
import type { OwnActivity, OwnActivityFilter, OwnActivityRow } from '../contract.ts'
import { ownActivityFlow, ownVisibleTo } from '../own-access.ts'
import { ownActivityProcess } from '../process.ts'
import { ownDayNote } from '../rules.ts'

type Loaded = Omit<OwnActivityRow, 'stateLabel' | 'note'> & {
  ownFrom: string | null
  ownUntil: string | null
}

const row = sql`
  o.id, o.person_id as "personId", p.name as "personName", c.name as "campaignName", o.words, o.place, o.on_day as "onDay",
  to_char(o.at_time, 'HH24:MI') as "atTime", o.state, o.happened_at as "happenedAt", o.received_at as "receivedAt",
  b.name as "recordedBy", o.proxy_reason as "proxyReason", c.own_from as "ownFrom", c.own_until as "ownUntil",
  coalesce((select json_agg(json_build_object('no', ok.kind_no, 'shortLabel', coalesce(ck.short_label, '第' || ok.kind_no || '类')) order by ok.kind_no)
    from own_activity_kinds ok left join campaign_kinds ck on ck.campaign_id = o.campaign_id and ck.no = ok.kind_no
    where ok.own_activity_id = o.id), '[]') as kinds`

const joins = sql`
  own_activities o join people p on p.id = o.person_id join people b on b.id = o.recorded_by
    left join campaigns c on c.id = o.campaign_id`

const shown = ({ ownFrom, ownUntil, ...loaded }: Loaded): OwnActivityRow => ({
  ...loaded,
  stateLabel: stateLabel(ownActivityProcess, loaded.state),
  note: ownFrom && ownUntil ? ownDayNote(loaded.onDay, { ownFrom, ownUntil }) : null,
})

/** Own activities the actor may see, newest day first. */
export const listOwnActivities = async (
  tx: Tx,
  actor: Actor,
  filter: OwnActivityFilter,
): Promise<{ rows: OwnActivityRow[]; total: number }> => {
  const like = filter.search ? `%${filter.search}%` : null
  const { rows } = await sql<Loaded & { total: number }>`
    select ${row}, count(*) over () as total from ${joins}
    where ${ownVisibleTo(actor)}
      and (${filter.campaignId ?? null}::uuid is null or o.campaign_id = ${filter.campaignId ?? null})
      and (${filter.from ?? null}::date is null or o.on_day >= ${filter.from ?? null}::date)
      and (${filter.until ?? null}::date is null or o.on_day <= ${filter.until ?? null}::date)
      and (${filter.state ?? null}::text is null or o.state = ${filter.state ?? null})
      and (${filter.own ?? false}::boolean = false or o.person_id = any(${recordsOf(actor)}::uuid[]))
      and (${like}::text is null or p.name like ${like} or o.words like ${like} or o.place like ${like})
    order by o.on_day desc, o.id desc limit ${filter.size} offset ${(filter.page - 1) * filter.size}`.execute(
    tx,
  )
  return { rows: rows.map(({ total: _, ...loaded }) => shown(loaded)), total: rows[0]?.total ?? 0 }
}

/** One own activity with its pictures and path. Throws NotFound. */
export const getOwnActivity = async (tx: Tx, actor: Actor, id: string): Promise<OwnActivity> => {
  const { rows } = await sql<Loaded & Pick<OwnActivity, 'pictures' | 'campaignId' | 'version' | 'earlier'>>`
    select ${row}, o.campaign_id as "campaignId", o.version,
      coalesce((select json_agg(json_build_object('version', e.version, 'words', e.words, 'place', e.place, 'onDay', e.on_day,
          'atTime', to_char(e.at_time, 'HH24:MI'), 'replacedBy', q.name, 'replacedAt', e.replaced_at) order by e.version)
        from own_activity_versions e join people q on q.id = e.replaced_by where e.own_activity_id = o.id), '[]') as earlier,
      coalesce((select json_agg(json_build_object('id', f.id, 'name', f.name) order by f.created_at, f.id)
      from files f where f.owner_type = 'own_activity' and f.owner_id = o.id), '[]') as pictures
    from ${joins} where o.id = ${id} and ${ownVisibleTo(actor)}`.execute(tx)
  const [found] = rows
  if (!found) throw new NotFound()
  const { pictures, campaignId, version, earlier, ...loaded } = found
  return {
    ...shown(loaded),
    pictures,
    campaignId,
    version,
    earlier,
    standing: await standingOf(tx, actor, ownActivityFlow, id, loaded.state),
  }
}
