import { type Actor, unitsOf } from '../../platform/actor.ts'
import type { Paging } from '../../platform/contract.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { standingOf } from '../../platform/standings.ts'
import { campaignFlow, visibleTo } from './access.ts'
import type { Campaign, CampaignRow } from './contract.ts'

/** Campaigns the actor may see, newest day first. */
export const listCampaigns = async (
  tx: Tx,
  actor: Actor,
  paging: Paging,
): Promise<{ rows: CampaignRow[]; total: number }> => {
  const like = paging.search ? `%${paging.search}%` : null
  const { rows } = await sql<CampaignRow & { total: number }>`
    select c.id, c.name, c.theme, c.state, c.held_on as "heldOn", i.short_name as "issuerName",
      (select count(*) from campaign_committees r where r.campaign_id = c.id) as "committeeCount",
      (select count(*) from campaign_committees r where r.campaign_id = c.id and r.reads_at is not null) as "readCount",
      count(*) over () as total
    from campaigns c join units i on i.id = c.committee_id
    where ${visibleTo(actor)} and (${like}::text is null or c.name like ${like} or c.theme like ${like})
    order by c.held_on desc, c.id desc limit ${paging.size} offset ${(paging.page - 1) * paging.size}`.execute(
    tx,
  )
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

/** One campaign with its kinds and where it stands. Throws NotFound. */
export const getCampaign = async (tx: Tx, actor: Actor, id: string): Promise<Campaign> => {
  const { rows } = await sql<Omit<Campaign, 'standing'> & { state: string }>`
    select c.id, c.committee_id as "committeeId", i.name as "issuerName", c.name, c.theme, c.state, c.held_on as "heldOn",
      c.collective_from as "collectiveFrom", c.collective_until as "collectiveUntil", c.own_from as "ownFrom",
      c.own_until as "ownUntil", c.upload_due_on as "uploadDueOn", c.return_due_on as "returnDueOn",
      c.approved_by as "approvedBy", c.document_no as "documentNo", c.notice, c.contact_name as "contactName",
      c.contact_phone as "contactPhone", c.version,
      (select count(*) from campaign_committees r where r.campaign_id = c.id) as "committeeCount",
      (select count(*) from campaign_committees r where r.campaign_id = c.id and r.reads_at is not null) as "readCount",
      coalesce((select json_agg(json_build_object('no', k.no, 'label', k.label, 'shortLabel', k.short_label) order by k.no)
        from campaign_kinds k where k.campaign_id = c.id), '[]') as kinds,
      coalesce((select json_agg(json_build_object('id', f.id, 'name', f.name, 'bytes', f.bytes) order by f.created_at, f.id)
        from files f where f.owner_type = 'campaign' and f.owner_id = c.id), '[]') as attachments,
      (select json_build_object('committeeName', u.short_name, 'readAt', r.reads_at, 'readBy', p.name)
        from campaign_committees r join units u on u.id = r.committee_id left join people p on p.id = r.reads_by
        where r.campaign_id = c.id and r.committee_id = any(${unitsOf(actor, 'office')}::uuid[]) and r.committee_id <> c.committee_id
        order by u.code limit 1) as receipt,
      (select m.body from steps s join remarks m on m.step_id = s.id where s.record_type = 'campaign' and s.record_id = c.id
        and s.step in ('postpone', 'extend', 'cancel') order by s.no desc limit 1) as "lastWords"
    from campaigns c join units i on i.id = c.committee_id
    where c.id = ${id} and ${visibleTo(actor)}`.execute(tx)
  const [row] = rows
  if (!row) throw new NotFound()
  const { state, ...campaign } = row
  return { ...campaign, standing: await standingOf(tx, actor, campaignFlow, id, state) }
}
