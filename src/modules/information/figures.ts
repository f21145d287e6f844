import { type Actor, committeesOf } from '../../platform/actor.ts'
import { dayOf } from '../../platform/clock.ts'
import type { Paging } from '../../platform/contract.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { Invalid, NotFound } from '../../platform/errors.ts'
import { type Places, countAll, rowsOf } from '../../platform/measures.ts'
import { stateLabel } from '../../platform/process.ts'
import type { FigureRecord, FigureRow } from './contract.ts'
import { ladder } from './informations/queries.ts'
import { issueOf } from './issues.ts'
import { type Span, informationMeasures } from './measures.ts'
import { informationProcess } from './process.ts'
import { type AdoptionLevel, adoptionLabel } from './rules.ts'

interface Unit {
  unitId: string
  name: string
  level: string
}

/** The figures of one's own 政协 and of those that it guides, in division order; nobody is ranked. */
export const getFigures = async (tx: Tx, actor: Actor, asked: Partial<Span>) => {
  const span = spanOf(actor, asked)
  const units = await unitsWithin(tx, actor)
  const measures = informationMeasures(span)
  const counted = await countAll(tx, measures, placesAt(units.map((unit) => unit.unitId)))
  const rows: FigureRow[] = units.map((unit, at) => ({
    ...unit,
    values: Object.fromEntries(measures.map(({ code }) => [code, counted.get(at)?.get(code) ?? 0])),
  }))
  return { ...span, measures: measures.map(({ code, label, unit }) => ({ code, label, unit })), rows }
}

/** The informations behind one figure: their open face, newest first; what a lower 政协 has not issued keeps its title. Throws NotFound for a 政协 that is not the actor's to see. */
export const listFigureRecords = async (
  tx: Tx,
  actor: Actor,
  asked: Paging & Partial<Span> & { unitId: string; code: string },
): Promise<{ rows: FigureRecord[]; total: number }> => {
  const measure = informationMeasures(spanOf(actor, asked)).find((one) => one.code === asked.code)
  const units = await unitsWithin(tx, actor)
  if (!measure || !units.some((unit) => unit.unitId === asked.unitId)) throw new NotFound()
  const own = committeesOf(actor, 'office', 'leader', 'special_committee')
  const { rows } = await sql<
    Omit<FigureRecord, 'issue' | 'stateLabel' | 'adopted'> & {
      state: string
      level: string
      issueYear: number | null
      issueNo: number | null
      highest: AdoptionLevel | null
      total: number
    }
  >`
    select n.id, u.short_name as "committeeName", u.level, n.state, n.issue_year as "issueYear", n.issue_no as "issueNo",
      n.issued_on as "issuedOn", n.committee_id = any(${own}::uuid[]) as "isOwn",
      case when n.state = 'issued' or n.committee_id = any(${own}::uuid[]) then n.title else '（还没有编发）' end as title, count(*) over () as total,
      (select a.level from adoptions a where a.information_id = n.id and a.withdrawn_at is null order by ${ladder} desc limit 1) as highest
    from (${rowsOf(measure, placesAt([asked.unitId]))}) g join informations n on n.id = g.item_id join units u on u.id = n.committee_id
    order by n.issued_on desc nulls last, n.made_at desc, n.id desc
    limit ${asked.size} offset ${(asked.page - 1) * asked.size}`.execute(tx)
  return {
    rows: rows.map(({ total: _, state, level, issueYear, issueNo, highest, ...row }) => ({
      ...row,
      stateLabel: stateLabel(informationProcess, state),
      issue: issueOf({ issueYear, issueNo }),
      adopted: highest ? adoptionLabel(highest, level) : null,
    })),
    total: rows[0]?.total ?? 0,
  }
}

/** Each 政协 is a row of its own, and the place where its informations are counted. */
const placesAt = (committeeIds: readonly string[]): Places => {
  const ids = `{${committeeIds.join(',')}}`
  const rowNos = `{${committeeIds.map((_, at) => at).join(',')}}`
  return { rowNos, venueIds: ids, distinctIds: ids, venues: committeeIds.length }
}

const spanOf = (actor: Actor, asked: Partial<Span>): Span => {
  const today = dayOf(actor.now)
  const span = { from: asked.from ?? `${today.slice(0, 4)}-01-01`, until: asked.until ?? today }
  if (span.from > span.until) throw new Invalid([{ path: 'until', message: '结束的日子早于开始的日子' }])
  return span
}

const unitsWithin = async (tx: Tx, actor: Actor): Promise<Unit[]> => {
  const own = committeesOf(actor, 'office', 'leader', 'special_committee')
  const { rows } = await sql<Unit>`
    select u.id as "unitId", u.short_name as name, u.level from units u
    where u.kind = 'committee' and exists (select from figure_reach r
      where r.unit_id = u.id and r.ancestor_id = any(${own}::uuid[]) and r.valid @> ${dayOf(actor.now)}::date)
    order by u.code`.execute(tx)
  return rows
}
