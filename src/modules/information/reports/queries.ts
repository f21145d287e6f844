import type { Actor } from '../../../platform/actor.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'
import { stateLabel } from '../../../platform/process.ts'
import { searchQuery } from '../../../platform/segment.ts'
import { standingOf } from '../../../platform/standings.ts'
import { reportFlow, reportVisibleTo } from '../access.ts'
import type { Report, ReportFilter, ReportRow } from '../contract.ts'
import { listSourceOpinions } from '../informations/queries.ts'
import { issueOf } from '../issues.ts'
import { reportProcess } from '../process.ts'
import { mayEdit } from './commands.ts'

interface Row extends Omit<ReportRow, 'stateLabel' | 'issue'> {
  issueYear: number | null
  issueNo: number | null
}

const fits = (actor: Actor, filter: Omit<ReportFilter, 'state'> & { state?: string | undefined }) => {
  const query = filter.search ? searchQuery(filter.search) : null
  return sql<boolean>`${reportVisibleTo(actor)}
    and (${filter.state ?? null}::text is null or n.state = ${filter.state ?? null})
    and (${query}::text is null or n.search @@ ${query}::tsquery)`
}

/** Special reports that the actor may see, last edited first, with the number of each state. */
export const listReports = async (
  tx: Tx,
  actor: Actor,
  filter: ReportFilter,
): Promise<{ rows: ReportRow[]; total: number; counts: Record<string, number> }> => {
  const { rows } = await sql<Row>`
    select n.id, n.title, n.category, n.state, n.issue_year as "issueYear", n.issue_no as "issueNo", n.issued_on as "issuedOn",
      v.short_name as "venueName", ou.short_name as "originName", n.edited_at as "editedAt",
      (select count(*) from directives d where d.record_type = 'report' and d.record_id = n.id and d.state <> 'withdrawn') as "directiveCount"
    from reports n left join units v on v.id = n.venue_id left join reports o on o.id = n.origin_id left join units ou on ou.id = o.committee_id
    where ${fits(actor, filter)} order by n.edited_at desc, n.id desc
    limit ${filter.size} offset ${(filter.page - 1) * filter.size}`.execute(tx)
  const { rows: counted } = await sql<{ state: string; n: number }>`
    select n.state, count(*) as n from reports n where ${fits(actor, { ...filter, state: undefined })} group by n.state`.execute(
    tx,
  )
  const counts = Object.fromEntries(counted.map((row) => [row.state, row.n]))
  const total = filter.state ? (counts[filter.state] ?? 0) : counted.reduce((sum, row) => sum + row.n, 0)
  return {
    rows: rows.map(({ issueYear, issueNo, ...row }) => ({
      ...row,
      stateLabel: stateLabel(reportProcess, row.state),
      issue: issueOf({ issueYear, issueNo }),
    })),
    total,
    counts,
  }
}

type Found = Omit<Report, 'issue' | 'opinions' | 'standing' | 'sent' | 'origin' | 'mayEdit'> & {
  state: string
  issueYear: number | null
  issueNo: number | null
  originName: string | null
  originYear: number | null
  originNo: number | null
  copyName: string | null
  copyState: string | null
}

/** One special report with its sources and where it stands. Throws NotFound. */
export const getReport = async (tx: Tx, actor: Actor, id: string): Promise<Report> => {
  const { rows } = await sql<Found>`
    select n.id, n.committee_id as "committeeId", u.name as "committeeName", v.short_name as "venueName", n.title, n.body, n.category,
      n.town_cannot as "townCannot", n.is_valuable as "isValuable", n.state, n.issue_year as "issueYear", n.issue_no as "issueNo",
      n.issued_on as "issuedOn", p.name as "madeBy", n.version, ou.short_name as "originName", o.issue_year as "originYear",
      o.issue_no as "originNo", cu.short_name as "copyName", c.state as "copyState"
    from reports n join units u on u.id = n.committee_id left join units v on v.id = n.venue_id left join people p on p.id = n.made_by
      left join reports o on o.id = n.origin_id left join units ou on ou.id = o.committee_id
      left join reports c on c.origin_id = n.id left join units cu on cu.id = c.committee_id
    where n.id = ${id} and ${reportVisibleTo(actor)}`.execute(tx)
  const [row] = rows
  if (!row) throw new NotFound()
  const { state, issueYear, issueNo, originName, originYear, originNo, copyName, copyState, ...rest } = row
  const standing = await standingOf(tx, actor, reportFlow, id, state)
  return {
    ...rest,
    issue: issueOf({ issueYear, issueNo }),
    mayEdit: mayEdit(actor, { committeeId: row.committeeId, state }),
    opinions: await listSourceOpinions(tx, 'report', id),
    origin: originName
      ? { committeeName: originName, issue: issueOf({ issueYear: originYear, issueNo: originNo }) }
      : null,
    sent: copyName ? { committeeName: copyName, said: stateLabel(reportProcess, copyState ?? '') } : null,
    standing: {
      ...standing,
      steps: standing.steps.filter((one) => one.step !== 'assign' && one.step !== 'recall'),
    },
  }
}
