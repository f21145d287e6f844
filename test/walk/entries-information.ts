import { v7 as newId } from 'uuid'
import { sql } from '../../src/platform/db.ts'
import { type Entry, type Setting, record, role } from './entry.ts'
import { id } from './parts.ts'

/** A lead in A's pool, from A's opinion. */
const makeLead = async ({ tx, world, person }: Setting): Promise<{ params: { id: string } }> => {
  const lead = newId()
  await sql`
    insert into leads (id, committee_id, opinion_id, kind, made_by, made_at)
    values (${lead}, ${world.A.committee}, ${world.A.opinion}, 'topic', ${person('convener A')}, '2026-09-21T10:00:00+08:00')`.execute(
    tx,
  )
  return { params: { id: lead } }
}

/** Leads, 社情民意信息 and special reports: how each endpoint is called. */
export const information: Record<string, Entry | Entry[]> = {
  'leads.list': role(),
  'leads.export': role(),
  'leads.get': record(makeLead),
  'leads.ofOpinion': record(id('opinion')),
  'leads.turn': record((s) => ({ ...id('opinion')(s), body: { leads: [{ id: newId(), kind: 'topic' }] } })),
  'leads.step': record(async (s) => ({ ...(await makeLead(s)), body: { step: 'drop', words: '用不上' } })),
}
