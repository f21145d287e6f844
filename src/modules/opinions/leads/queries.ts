import { beginningIn } from '../../../platform/beginning-in.ts'
import type { z } from 'zod'
import { type Actor, unitsOf } from '../../../platform/actor.ts'
import { dayOf } from '../../../platform/clock.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'
import { stateLabel } from '../../../platform/process.ts'
import { writeTable } from '../../../platform/spreadsheet/index.ts'
import { standingOf } from '../../../platform/standings.ts'
import type { FileReply } from '../../../platform/transfer.ts'
import { seenInFull, visibleTo } from '../access.ts'
import { opinionProcess } from '../process.ts'
import { leadFlow, leadVisibleTo } from './access.ts'
import type { Lead, LeadFilter, getLead as getLeadEndpoint } from './contract.ts'
import { leadProcess } from './process.ts'
import { type LeadKind, leadKinds } from './rules.ts'

const columns = sql`
  l.id, l.kind, l.state, l.opinion_id as "opinionId", i.number as "opinionNumber", i.state as "opinionState",
  coalesce(i.title, ${beginningIn(sql`i.words`)}) as title, i.words, i.category,
  (select string_agg(u.short_name, '、' order by u.code) from opinion_venues w join units u on u.id = w.venue_id
    where w.opinion_id = i.id) as "venueName",
  (select m.body from steps s join remarks m on m.step_id = s.id
    where s.record_type = 'lead' and s.record_id = l.id and s.no = 1) as note,
  p.name as "madeBy", l.made_at as "madeAt", l.target_type as "targetType",
  l.target_id as "targetId", l.target_title as "targetTitle",
  (select o.words from lead_outcomes o where o.lead_id = l.id and o.withdrawn_at is null order by o.at desc, o.no desc limit 1) as outcome`

type Row = Omit<Lead, 'stateLabel' | 'opinionStateLabel'>

const asLead = (row: Row): Lead => ({
  ...row,
  stateLabel: stateLabel(leadProcess, row.state),
  opinionStateLabel: stateLabel(opinionProcess, row.opinionState),
})

const fits = (actor: Actor, filter: Omit<LeadFilter, 'kind'> & { kind?: LeadKind | undefined }) => {
  const like = filter.search ? `%${filter.search.replace(/[\\%_]/g, '\\$&')}%` : null
  return sql<boolean>`${leadVisibleTo(actor)}
    and (${filter.kind ?? null}::text is null or l.kind = ${filter.kind ?? null})
    and (${filter.state ?? null}::text is null or l.state = ${filter.state ?? null})
    and (${filter.category ?? null}::text is null or i.category = ${filter.category ?? null})
    and (${like}::text is null or i.words like ${like} or i.title like ${like} or i.number like ${like})`
}

/** The pool as filtered, newest first, with the number of leads of each kind under the other filters. */
export const listLeads = async (
  tx: Tx,
  actor: Actor,
  filter: LeadFilter,
): Promise<{ rows: Lead[]; total: number; counts: Record<string, number> }> => {
  const { rows } = await sql<Row>`
    select ${columns} from leads l join opinions i on i.id = l.opinion_id join people p on p.id = l.made_by
    where ${fits(actor, filter)} order by l.made_at desc, l.id desc
    limit ${filter.size} offset ${(filter.page - 1) * filter.size}`.execute(tx)
  const { rows: counted } = await sql<{ kind: string; n: number }>`
    select l.kind, count(*) as n from leads l join opinions i on i.id = l.opinion_id
    where ${fits(actor, { ...filter, kind: undefined })} group by l.kind`.execute(tx)
  const counts = Object.fromEntries(counted.map((row) => [row.kind, row.n]))
  const total = filter.kind ? (counts[filter.kind] ?? 0) : counted.reduce((sum, row) => sum + row.n, 0)
  return { rows: rows.map(asLead), total, counts }
}

/** One lead with where it stands. Throws NotFound. */
export const getLead = async (
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<z.output<(typeof getLeadEndpoint)['reply']>> => {
  const { rows } = await sql<Row>`
    select ${columns} from leads l join opinions i on i.id = l.opinion_id join people p on p.id = l.made_by
    where l.id = ${id} and ${leadVisibleTo(actor)}`.execute(tx)
  const [row] = rows
  if (!row) throw new NotFound()
  const standing = await standingOf(tx, actor, leadFlow, id, row.state)
  return {
    ...asLead(row),
    standing: {
      ...standing,
      steps: standing.steps.filter((one) => one.step === 'drop' || one.step === 'restore'),
    },
  }
}

/** What one opinion was turned into, and what the actor may still turn it into. Throws NotFound. */
export const listTurningsOf = async (
  tx: Tx,
  actor: Actor,
  opinionId: string,
): Promise<{ rows: Lead[]; open: LeadKind[] }> => {
  const { rows: found } = await sql<{ full: boolean; may: boolean }>`
    select ${seenInFull(actor, 'opinion')} as full, ${mayTurn(actor)} as may
    from opinions i where i.id = ${opinionId} and ${visibleTo(actor, 'opinion')}`.execute(tx)
  const [opinion] = found
  if (!opinion?.full) throw new NotFound()
  const { rows } = await sql<Row>`
    select ${columns} from leads l join opinions i on i.id = l.opinion_id join people p on p.id = l.made_by
    where l.opinion_id = ${opinionId} order by l.made_at, l.id`.execute(tx)
  const standing = rows.filter((row) => row.state !== 'dropped').map((row) => row.kind)
  const open = kinds.filter((kind) => opinion.may && !standing.includes(kind))
  return { rows: rows.map(asLead), open }
}

/** Whether the actor may turn it: its office, or the convener of its studio; not one that was taken back. `i` is the opinion. */
export const mayTurn = (actor: Actor) => sql<boolean>`(
  i.state not in ('withdrawn', 'invalid', 'merged') and (i.committee_id = any(${unitsOf(actor, 'office')}::uuid[])
    or exists (select from opinion_venues w where w.opinion_id = i.id and w.venue_id = any(${unitsOf(actor, 'convener')}::uuid[]))))`

const kinds: LeadKind[] = ['information', 'suggestion', 'proposal', 'topic', 'report']

/** The pool as filtered, as .xlsx. */
export const exportLeads = async (tx: Tx, actor: Actor, filter: LeadFilter): Promise<FileReply> => {
  const { rows } = await listLeads(tx, actor, { ...filter, page: 1, size: 10_000 })
  const today = dayOf(actor.now)
  const file = await writeTable({
    title: '线索池',
    headLines: [[`共 ${rows.length} 条`, `截至 ${today}`]],
    columns: [
      { header: '转成', width: 14 },
      { header: '意见编号', width: 12 },
      { header: '群众说的', width: 60 },
      { header: '类别', width: 8 },
      { header: '工作室', width: 22 },
      { header: '为什么转', width: 30 },
      { header: '谁转的', width: 10 },
      { header: '日期', width: 12 },
      { header: '状态', width: 10 },
      { header: '结果', width: 30 },
    ],
    rows: rows.map((row) => [
      leadKinds[row.kind].label,
      row.opinionNumber ?? '',
      row.words,
      row.category ?? '',
      row.venueName ?? '',
      row.note ?? '',
      row.madeBy,
      dayOf(new Date(row.madeAt)),
      row.stateLabel,
      row.outcome ?? '',
    ]),
    notes: ['不含反映人的姓名和电话。'],
    landscape: true,
    paper: 'A4',
    frozen: 2,
  })
  return {
    file,
    name: `线索池${today}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  }
}
