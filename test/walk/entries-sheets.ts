import { v7 as newId } from 'uuid'
import { sql } from '../../src/platform/db.ts'
import { type Entry, type Setting, only, record, role } from './entry.ts'

const pdf = { name: '扫描.pdf', content: Buffer.from('%PDF-1.4\n%%EOF\n'), mediaType: 'application/pdf' }

const sheet = ({ world }: Setting) => ({
  params: { campaignId: world.A.campaign, unitId: world.A.committee },
})
const unit = ({ world }: Setting) => ({ campaignId: world.A.campaign, unitId: world.A.committee })
const cell = ({ world }: Setting) => ({ row: `${world.A.committee}:whole`, column: '1' })

/** A special committee files its own sheet and opens no other. */
const own: Partial<Entry> = {
  save: { 'special committee A, over the venue': [404, 'a special committee opens its own sheet alone'] },
}

/** A return that A has handed up to C. */
const handUp = async ({ tx, world, person }: Setting): Promise<{ params: { id: string } }> => {
  const { A, C } = world
  const at = '2026-09-21T09:30:00+08:00'
  await sql`
    insert into filings (id, campaign_id, unit_id, committee_id, receiver_id, annex, opened_at)
    values (${newId()}, ${A.campaign}, ${A.committee}, ${A.committee}, ${C.committee}, 2, ${at}) on conflict do nothing`.execute(
    tx,
  )
  await sql`
    insert into returns (id, campaign_id, unit_id, committee_id, receiver_id, annex, version, state, counted_at, definitions_version,
      summary, submitted_at, submitted_by)
    values (${A.return}, ${A.campaign}, ${A.committee}, ${A.committee}, ${C.committee}, 2, 1, 'submitted', ${at}, '1',
      'QopenA summary', ${at}, ${person('office A')}) on conflict do nothing`.execute(tx)
  await sql`
    insert into return_rows (return_id, position, unit_id, label) values (${A.return}, 0, ${A.committee}, 'QopenA row')
    on conflict do nothing`.execute(tx)
  await sql`
    insert into return_cells (return_id, position, column_no, counted)
    select ${A.return}, 0, n, 0 from generate_series(1, 16) n on conflict do nothing`.execute(tx)
  return { params: { id: A.return } }
}

/** Return sheets: how each endpoint is called. */
export const sheets: Record<string, Entry | Entry[]> = {
  'sheets.list': role(),
  'sheets.get': record(sheet, own),
  'sheets.cell': record((s) => ({ ...sheet(s), query: cell(s) }), own),
  'sheets.exportCell': record((s) => ({ ...sheet(s), query: cell(s) }), own),
  'sheets.export': record(sheet, own),
  'sheets.exportRecords': record(sheet, own),
  'sheets.exportAll': record((s) => ({ ...sheet(s), body: { id: newId() } })),
  'sheets.explain': record(
    (s) => ({ ...sheet(s), body: { code: 'none', words: '已经核对', figures: [] } }),
    own,
  ),
  'sheets.correct': record(
    (s) => ({ body: { ...unit(s), id: newId(), columnNo: 1, delta: 1, reason: '补记一次' } }),
    own,
  ),
  'sheets.attach': record((s) => ({ body: { id: newId(), unitId: s.world.A.committee }, upload: pdf }), {
    save: { 'special committee A, over the venue': [403, 'a special committee fills its own sheet alone'] },
  }),
  'sheets.stepCorrection': record(
    (s) => ({ params: { id: s.world.A.correction }, body: { step: 'withdraw', words: '记错了' } }),
    own,
  ),
  'returns.submit': record((s) => ({ body: { ...unit(s), id: newId(), summary: '全县都办了。' } }), {
    ...own,
    status: 409,
  }),
  'returns.step': only(['office C'], async (s) => ({
    ...(await handUp(s)),
    body: { step: 'sendBack', words: '请再核对' },
  })),
  'returns.get': record(handUp, own),
  'returns.later': record(
    async (s) => ({ ...(await handUp(s)), query: { position: '0', column: '1' } }),
    own,
  ),
  'returns.received': only(['office A', 'leader A'], sheet),
  'sheets.blankForm': only(['office C'], sheet),
  'returns.readForm': only(['office C'], (s) => ({ ...sheet(s), upload: pdf })),
  'returns.fileForOther': only(
    ['office C'],
    (s) => ({ body: { ...unit(s), id: newId(), values: Array.from({ length: 16 }, () => 0) }, upload: pdf }),
    { status: 409 },
  ),
}
