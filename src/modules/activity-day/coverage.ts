import { type Actor, committeesOf } from '../../platform/actor.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { lookAt } from './access.ts'
import type { Coverage } from './contract.ts'

const keepers = (actor: Actor) => committeesOf(actor, 'office', 'special_committee')

/** Reports in the media of the actor's 政协 and of those below it, newest first. (domain.md H9) */
export const listCoverage = async (
  tx: Tx,
  actor: Actor,
  campaignId: string,
  paging: { page: number; size: number },
): Promise<{ rows: Coverage[]; total: number }> => {
  const { day, root } = await lookAt(tx, actor, campaignId, undefined)
  const { rows } = await sql<Coverage & { total: number }>`
    select v.id, u.short_name as "committeeName", v.medium, v.title, v.published_on as "publishedOn", v.link,
      v.committee_id = any(${keepers(actor)}::uuid[]) as mine, count(*) over () as total
    from coverage v join units u on u.id = v.committee_id
      join figure_reach f on f.unit_id = v.committee_id and f.ancestor_id = ${root.committeeId} and f.valid @> ${day.heldOn}::date
    where v.campaign_id = ${campaignId}
    order by v.published_on desc, u.code, v.id limit ${paging.size} offset ${(paging.page - 1) * paging.size}`.execute(
    tx,
  )
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

/** Lists a report; sent twice is once. */
export const addCoverage = async (
  tx: Tx,
  actor: Actor,
  campaignId: string,
  input: { id: string; medium: string; title: string; publishedOn: string; link: string },
): Promise<{ id: string }> => {
  await lookAt(tx, actor, campaignId, undefined)
  const [committeeId] = keepers(actor)
  if (!committeeId) throw new NotFound()
  await sql`
    insert into coverage (id, campaign_id, committee_id, medium, title, published_on, link, recorded_by, recorded_at)
    values (${input.id}, ${campaignId}, ${committeeId}, ${input.medium}, ${input.title}, ${input.publishedOn}, ${input.link},
      ${actor.personId}, ${actor.now}) on conflict (id) do nothing`.execute(tx)
  return { id: input.id }
}

/** Takes a report off the list; the audit keeps who did. */
export const removeCoverage = async (tx: Tx, actor: Actor, id: string): Promise<{ id: string }> => {
  const { numAffectedRows } = await sql`
    delete from coverage where id = ${id} and committee_id = any(${keepers(actor)}::uuid[])`.execute(tx)
  if (numAffectedRows !== 1n) throw new NotFound()
  return { id }
}
