import { type Actor, unitsOf } from '../../platform/actor.ts'
import { addDays, dayOf, endOf, startOf } from '../../platform/clock.ts'
import type { Paging } from '../../platform/contract.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { Invalid } from '../../platform/errors.ts'
import { listEndpoints } from '../../platform/openapi.ts'
import type { AuditRow } from './contract.ts'

interface Filter extends Paging {
  from?: string | undefined
  until?: string | undefined
  personId?: string | undefined
  endpoint?: string | undefined
  outcome?: AuditRow['outcome'] | undefined
}

/** Sign-ins have pages of their own and no endpoint: their words. */
const signInLabels: Record<string, string> = {
  'accounts.signIn': '工作人员登录',
  'accounts.memberSignIn': '委员登录',
  'accounts.link': '演示链接登录',
  'accounts.setUp': '启用账号',
  'accounts.changePassword': '改密码',
  'accounts.signOut': '退出登录',
  'accounts.readSlips': '打印激活纸条',
  'me.signOut': '退出登录',
}

/** Unless asked otherwise, the last thirty days. */
const usualDays = 30

/** Who asked what of the system, of the people of one's own 政协, newest first. */
export const listAudit = (tx: Tx, actor: Actor, filter: Filter) =>
  list(tx, actor, unitsOf(actor, 'audit'), filter, null)

/** Who signed in, failed to, and left. */
export const listSignIns = (tx: Tx, actor: Actor, filter: Filter) =>
  list(tx, actor, unitsOf(actor, 'audit', 'security'), filter, Object.keys(signInLabels))

const list = async (
  tx: Tx,
  actor: Actor,
  units: string[],
  filter: Filter,
  only: string[] | null,
): Promise<{ rows: AuditRow[]; total: number }> => {
  const until = filter.until ?? dayOf(actor.now)
  const from = filter.from ?? addDays(until, -usualDays)
  if (from > until) throw new Invalid([{ path: 'until', message: '结束日不能早于开始日' }])
  const like = filter.search ? `%${filter.search.toLowerCase()}%` : null
  const { rows } = await sql<Omit<AuditRow, 'label'> & { total: number }>`
    select a.id, a.at, a.request_id as "requestId", a.actor_person_id as "personId", p.name as "personName", a.endpoint,
      a.record_id as "recordId", a.outcome, a.status, count(*) over () as total
    from audit a join people p on p.id = a.actor_person_id
    where a.at >= ${startOf(from)} and a.at < ${endOf(until)}
      and (p.committee_id = any(${units}::uuid[]) or exists (
        select from grants g join unit_reach r on r.unit_id = g.unit_id
        where g.person_id = p.id and r.ancestor_id = any(${units}::uuid[])))
      and (${only}::text[] is null or a.endpoint = any(${only}::text[]))
      and (${filter.personId ?? null}::uuid is null or a.actor_person_id = ${filter.personId ?? null}::uuid)
      and (${filter.endpoint ?? null}::text is null or a.endpoint = ${filter.endpoint ?? null})
      and (${filter.outcome ?? null}::text is null or a.outcome = ${filter.outcome ?? null})
      and (${like}::text is null or p.name like ${like} or p.name_pinyin like ${like} or lower(a.request_id) = lower(${filter.search ?? ''}))
    order by a.id desc limit ${filter.size} offset ${(filter.page - 1) * filter.size}`.execute(tx)
  const labels = new Map(listEndpoints().map((endpoint) => [endpoint.key, endpoint.summary]))
  return {
    rows: rows.map(({ total: _, ...row }) => ({
      ...row,
      label: labels.get(row.endpoint) ?? signInLabels[row.endpoint] ?? row.endpoint,
    })),
    total: rows[0]?.total ?? 0,
  }
}
