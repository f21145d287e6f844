import { type Actor, actingAs, unitsOf } from '../../platform/actor.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { scrubAround, scrubbed } from '../../platform/erasure.ts'
import { noteMany } from '../../platform/note-many.ts'
import { type Process, stateLabel } from '../../platform/process.ts'
import { segment } from '../../platform/segment.ts'
import { listHandling, scrubHandling } from '../assignments/index.ts'
import type { Derivation, Derived, Erasing } from '../opinions/index.ts'
import { informationProcess, reportProcess } from './process.ts'
import { mostBody, mostTitle } from './rules.ts'

/** A record of text that leads of opinions go into. */
interface Kind {
  record: 'information' | 'report'
  table: 'informations' | 'reports'
  label: string
  process: Pick<Process, 'states'>
  path: (id: string) => string
}

interface Row extends Record<string, unknown> {
  id: string
  committeeId: string
  committeeName: string
  state: string
  title: string
  body: string
  byline: string
}

/**
 * What was written from an erased opinion: passages that repeat what was said, and whoever said it, are replaced wherever they
 * stand, issued or not, here and in copies sent up; words of the unit's own stay. Each change is a note on the record's path.
 */
const derivedOf = (kind: Kind): Derivation => ({
  list: async (tx, actor, erasing) =>
    (await recordsFrom(tx, kind, erasing.opinionId, false)).map((row) => entryOf(kind, actor, row, erasing)),
  erase: async (tx, actor, erasing) => {
    const rows = await recordsFrom(tx, kind, erasing.opinionId, true)
    await scrubTexts(tx, kind, actor, rows, erasing)
    for (const { id } of rows) {
      const record = { recordType: kind.record, recordId: id }
      await scrubHandling(tx, record, erasing.scrub, null)
      await scrubAround(tx, [id, ...(await listHandling(tx, record))], erasing.scrub, actor.now)
    }
  },
})

export const informationsDerived = derivedOf({
  record: 'information',
  table: 'informations',
  label: '社情民意信息',
  process: informationProcess,
  path: (id) => `/staff/information/${id}`,
})

export const reportsDerived = derivedOf({
  record: 'report',
  table: 'reports',
  label: '金点子专报',
  process: reportProcess,
  path: (id) => `/staff/reports/${id}`,
})

/** Records that leads of the opinion are in or once were, what those were merged into, and their copies above; `isHeld` locks them. */
const recordsFrom = async (
  tx: Tx,
  { record, table }: Kind,
  opinionId: string,
  isHeld: boolean,
): Promise<Row[]> => {
  const isInformation = record === 'information'
  const { rows } = await sql<Row>`
    with recursive line(id) as (
      select l.target_id from leads l where l.opinion_id = ${opinionId} and l.target_type = ${record} and l.target_id is not null
      union select c.source_id from leads l join lead_outcomes c on c.lead_id = l.id and c.what = 'taken'
        where l.opinion_id = ${opinionId} and l.kind = ${record}
      union select n.id from line s join ${sql.table(table)} f on f.id = s.id
        join ${sql.table(table)} n on n.origin_id = f.id ${isInformation ? sql`or n.id = f.merged_into` : sql``})
    select n.id, n.committee_id as "committeeId", u.short_name as "committeeName", n.state, n.title, n.body,
      ${isInformation ? sql`n.byline` : sql`''`} as byline
    from line s join ${sql.table(table)} n on n.id = s.id join units u on u.id = n.committee_id order by n.edited_at, n.id
    ${isHeld ? sql`for update of n` : sql``}`.execute(tx)
  return rows
}

const texts = ['title', 'body', 'byline'] as const

const entryOf = (kind: Kind, actor: Actor, row: Row, { scrub }: Erasing): Derived => {
  const isOwn = unitsOf(actor, 'office').includes(row.committeeId)
  const quotes = scrubbed([row], texts, scrub).length > 0
  return {
    id: row.id,
    label: isOwn ? kind.label : `${kind.label}，报到${row.committeeName}政协的一份`,
    title: isOwn ? row.title || '还没有标题' : null,
    stateLabel: isOwn ? stateLabel(kind.process, row.state) : '归收到的政协',
    path: isOwn ? kind.path(row.id) : null,
    effect: quotes ? '照抄原话、写着反映人的地方换掉，其余照旧' : '没有照抄原话，照旧',
  }
}

const scrubTexts = async (tx: Tx, kind: Kind, actor: Actor, rows: readonly Row[], { scrub }: Erasing) => {
  const after = scrubbed(rows, texts, scrub, { title: mostTitle, body: mostBody, byline: 60 })
  const own = after.filter((row) => unitsOf(actor, 'office').includes(row.committeeId))
  await noteMany(tx, actor, kind.record, 'erase', own)
  await noteMany(
    tx,
    actingAs('clock', actor.now, actor.requestId),
    kind.record,
    'erase',
    after.filter((row) => !own.includes(row)),
  )
  for (const row of after)
    await (kind.record === 'information' ? keepInformation(tx, row) : keepReport(tx, row))
}

const keepInformation = (tx: Tx, { id, title, body, byline }: Row) =>
  sql`
    update informations set title = ${title}, body = ${body}, byline = ${byline}, version = version + 1,
      search = array_to_tsvector(${segment(`${title}\n${body}`)}::text[]) where id = ${id}`.execute(tx)

const keepReport = (tx: Tx, { id, title, body }: Row) =>
  sql`
    update reports set title = ${title}, body = ${body}, version = version + 1,
      search = array_to_tsvector(${segment(`${title}\n${body}`)}::text[]) where id = ${id}`.execute(tx)
