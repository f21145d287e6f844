import { v7 as newId } from 'uuid'
import { sql } from '../../src/platform/db.ts'
import { type Entry, type Setting, only, record, role } from './entry.ts'
import { id } from './parts.ts'

const at = '2026-09-21T10:00:00+08:00'

/** A lead in A's pool, from A's opinion. */
const makeLead = async ({ tx, world, person }: Setting): Promise<{ params: { id: string } }> => {
  const standing = await sql<{ id: string }>`
    select id from leads where opinion_id = ${world.A.opinion} and kind = 'topic' and state <> 'dropped'`.execute(
    tx,
  )
  if (standing.rows[0]) return { params: { id: standing.rows[0].id } }
  const lead = newId()
  await sql`
    insert into leads (id, committee_id, opinion_id, kind, made_by, made_at)
    values (${lead}, ${world.A.committee}, ${world.A.opinion}, 'topic', ${person('convener A')}, '2026-09-21T10:00:00+08:00')`.execute(
    tx,
  )
  return { params: { id: lead } }
}

/** An information of A's, in this state, that a clerk of A wrote. */
const informationIn =
  (state: string) =>
  async ({ tx, world, person }: Setting): Promise<{ params: { id: string } }> => {
    const id = newId()
    await sql`
      insert into informations (id, committee_id, state, title, body, byline, made_by, made_at, editor_ids, edited_at, issue_year, issue_no, issued_on)
      values (${id}, ${world.A.committee}, ${state}, 'QhiddenA information', 'QhiddenA text', 'QhiddenA byline', ${person('convener A')},
        ${at}, ${[person('convener A')]}::uuid[], ${at}, ${state === 'issued' ? 2026 : null}, (select case when ${state} = 'issued' then 1 + coalesce(max(i.issue_no), 0) end from informations i
          where i.committee_id = ${world.A.committee} and i.issue_year = 2026),
        ${state === 'issued' ? '2026-09-21' : null})`.execute(tx)
    return { params: { id } }
  }

/** A special report of A's studio, in this state. */
const reportIn =
  (state: string) =>
  async ({ tx, world, person }: Setting): Promise<{ params: { id: string } }> => {
    const id = newId()
    await sql`
      insert into reports (id, committee_id, venue_id, state, title, body, town_cannot, is_valuable, made_by, made_at, edited_at)
      values (${id}, ${world.A.committee}, ${world.A.venue}, ${state}, 'QhiddenA report', 'QhiddenA text', true, true,
        ${person('convener A')}, ${at}, ${at})`.execute(tx)
    return { params: { id } }
  }

/** A lead of A's that an information of A's has taken. */
const takenLead = async (s: Setting): Promise<{ params: { id: string; leadId: string } }> => {
  const { params } = await informationIn('draft')(s)
  const lead = newId()
  await sql`
    insert into leads (id, committee_id, opinion_id, kind, state, target_type, target_id, made_by, made_at)
    values (${lead}, ${s.world.A.committee}, ${s.world.A.opinion}, 'information', 'taken', 'information', ${params.id},
      ${s.person('convener A')}, ${at})`.execute(s.tx)
  return { params: { id: params.id, leadId: lead } }
}

/** Leaders read and sign; they don't write or submit. */
const readsOnly: Partial<Entry> = { save: { 'leader A': [403, 'a leader signs, and submits nothing'] } }
const text = { title: '照明', body: '路灯不亮。', version: 1 }

/** Leads, 社情民意信息 and special reports: how each endpoint is called. */
export const information: Record<string, Entry | Entry[]> = {
  'leads.list': role(),
  'leads.export': role(),
  'leads.get': record(makeLead),
  'leads.ofOpinion': record(id('opinion')),
  'leads.turn': record((s) => ({ ...id('opinion')(s), body: { leads: [{ id: newId(), kind: 'topic' }] } })),
  'leads.step': record(async (s) => ({ ...(await makeLead(s)), body: { step: 'drop', words: '用不上' } })),

  'informations.list': role(),
  'informations.export': role(),
  'informations.get': record(informationIn('draft')),
  'informations.draft': record(({ world }) => ({ body: { id: newId(), committeeId: world.A.committee } })),
  'informations.save': record(async (s) => ({ ...(await informationIn('draft')(s)), body: text })),
  'informations.credit': record(async (s) => ({
    ...(await informationIn('draft')(s)),
    body: { credits: [{ personId: s.world.A.owner, part: 'heard' }] },
  })),
  'informations.addSources': record(async (s) => {
    const { params } = await makeLead(s)
    await sql`update leads set kind = 'information' where id = ${params.id}`.execute(s.tx)
    return { ...(await informationIn('draft')(s)), body: { leadIds: [params.id] } }
  }),
  'informations.removeSource': record(takenLead),
  'informations.step': record(
    async (s) => ({ ...(await informationIn('draft')(s)), body: { step: 'submit' } }),
    readsOnly,
  ),
  'informations.noteAdoption': record(async (s) => ({
    ...(await informationIn('issued')(s)),
    body: { id: newId(), level: 'nation', adoptedOn: '2026-09-20' },
  })),
  'informations.withdrawAdoption': record(async (s) => {
    const { params } = await informationIn('issued')(s)
    const adoption = newId()
    await sql`
      insert into adoptions (id, committee_id, information_id, level, adopted_on, noted_by, noted_at)
      values (${adoption}, ${s.world.A.committee}, ${params.id}, 'nation', '2026-09-20', ${s.person('office A')}, ${at})`.execute(
      s.tx,
    )
    return { params: { id: params.id, adoptionId: adoption } }
  }),
  'informations.document': record(informationIn('issued')),
  'informations.figures': role(),
  'informations.figureRecords': only(
    [
      'office A',
      'leader A',
      'office C',
      'leader C',
      'office P',
      'leader P',
      'special committee A, over the venue',
      'special committee A, another',
      'special committee C',
      'special committee P',
    ],
    ({ world }) => ({
      query: { unitId: world.A.committee, code: 'issued' },
    }),
  ),

  'reports.list': role(),
  'reports.get': record(reportIn('draft')),
  'reports.draft': record(({ world }) => ({
    body: { id: newId(), committeeId: world.A.committee, venueId: world.A.venue },
  })),
  'reports.save': record(async (s) => ({ ...(await reportIn('draft')(s)), body: text })),
  'reports.step': record(async (s) => ({ ...(await reportIn('draft')(s)), body: { step: 'file' } })),
  'reports.document': record(reportIn('issued')),
}
