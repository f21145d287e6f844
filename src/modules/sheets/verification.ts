import { type Tx, sql } from '../../platform/db.ts'
import type { Verification } from '../../platform/log-seal/index.ts'
import { digestOfReturn, verifyCodeOf } from './seal.ts'

/** Every sealed return once more: its digest over what lies in the database, and each figure against the records copied with it. */
export const sheetVerifications: Verification[] = [
  { name: '报表封存', run: (tx) => findBrokenSeal(tx) },
  { name: '报表数字', run: (tx) => findWrongFigure(tx) },
]

const findBrokenSeal = async (tx: Tx): Promise<string | null> => {
  const { rows } = await sql<{ id: string; name: string; digest: Buffer | null; code: string | null }>`
    select r.id, u.name || '第 ' || r.version || ' 版' as name, r.digest, r.verify_code as code
    from returns r join units u on u.id = r.unit_id where r.state = 'accepted' order by r.decided_at, r.id`.execute(
    tx,
  )
  for (const row of rows) {
    const now = await digestOfReturn(tx, row.id)
    if (!row.digest?.equals(now)) return `${row.name}封存之后被改过`
    if (row.code !== verifyCodeOf(now)) return `${row.name}的校验码被改过`
  }
  return null
}

/** A counted cell holds as many records as its figure says. */
const findWrongFigure = async (tx: Tx): Promise<string | null> => {
  const { rows } = await sql<{ words: string }>`
    select u.name || '第 ' || r.version || ' 版“' || w.label || '”第 ' || c.column_no || ' 栏：数是 ' || c.counted || '，记录有 ' ||
      cardinality(c.record_ids) || ' 条' as words
    from return_cells c join returns r on r.id = c.return_id join return_rows w using (return_id, position)
      join units u on u.id = r.unit_id
    where not r.manual and w.status = 'live' and c.counted <> cardinality(c.record_ids)
    order by r.submitted_at, r.id, c.position, c.column_no limit 1`.execute(tx)
  return rows[0]?.words ?? null
}
