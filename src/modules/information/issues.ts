import { dayOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { type Publication, issueLabel } from './rules.ts'

/** A 期号. */
export interface Issue {
  year: number
  no: number
  on: string
}

/**
 * The next 期号 of a 政协 in its year, by Shanghai's calendar. Its row is held until the commit: concurrent issues wait, a
 * failed one gives its number back, so there is no gap and no double.
 */
export const nextIssue = async (
  tx: Tx,
  committeeId: string,
  publication: Publication,
  now: Date,
): Promise<Issue> => {
  const on = dayOf(now)
  const year = Number(on.slice(0, 4))
  const { rows } = await sql<{ last: number }>`
    insert into issue_counters (committee_id, publication, year, last) values (${committeeId}, ${publication}, ${year}, 1)
    on conflict (committee_id, publication, year) do update set last = issue_counters.last + 1 returning last`.execute(
    tx,
  )
  const [row] = rows
  if (!row) throw new Error('no issue number was given')
  return { year, no: row.last, on }
}

/** 〔2026〕第 12 期, or null while it has none. */
export const issueOf = (row: { issueYear: number | null; issueNo: number | null }): string | null =>
  row.issueYear === null || row.issueNo === null ? null : issueLabel(row.issueYear, row.issueNo)
