import { randomBytes } from 'node:crypto'
import { v7 as newId } from 'uuid'
import { sql } from '../../src/platform/db.ts'
import { type Entry, type Setting, record, role } from './entry.ts'
import { id, picture } from './parts.ts'

const at = '2026-09-21T10:00:00+08:00'

/** A code of A's activity, in the hand of its owner. */
const makeCode = async ({ tx, world }: Setting): Promise<string> => {
  const standing = await sql<{ token: string }>`
    select token from intake_codes where activity_id = ${world.A.activity} and state = 'open'`.execute(tx)
  if (standing.rows[0]) return standing.rows[0].token
  const token = randomBytes(9).toString('base64url')
  await sql`
    insert into intake_codes (token, committee_id, kind, activity_id, person_id, made_at)
    values (${token}, ${world.A.committee}, 'activity', ${world.A.activity}, ${world.A.owner}, ${at})`.execute(
    tx,
  )
  return token
}

const byCode = async (setting: Setting) => ({ params: { token: await makeCode(setting) } })

/** What is written down at the studio of A; members write down where they sit. */
const letter = ({ world }: Setting) => ({
  body: {
    id: newId(),
    venueId: world.A.venue,
    channel: 'phone',
    words: '老码头的路灯不亮',
    happenedOn: '2026-09-20',
  },
})

/** Opinions beyond the day: codes, letters, care of who spoke. */
export const opinions: Record<string, Entry | Entry[]> = {
  'opinions.counts': role(),
  'opinions.export': role(),
  'opinions.like': role(() => ({ query: { words: '老码头的路灯不亮' } })),
  'opinions.takeDown': record(letter),
  'opinions.trackedPicture': role(() => ({ params: { link: 'x'.repeat(80), no: '1' } }), { status: 404 }),
  'opinions.issueSlips': record(({ world }) => ({ body: { id: newId(), opinionIds: [world.A.opinion] } }), {
    save: {
      'contact group A, over the venue': [403, 'a contact group hands out what has a number already'],
    },
  }),
  'opinions.addScan': record((s) => ({ ...id('opinion')(s), body: { fileId: newId() }, upload: picture })),
  'opinions.file': record((s) => ({ ...id('opinion')(s), body: { category: null, title: '路灯' } })),
  'opinions.previewErasure': record(id('opinion')),
  'opinions.eraseSpeaker': record((s) => ({ ...id('opinion')(s), body: {} })),
  'opinions.previewInvalid': role(() => ({ body: { from: at, until: at } })),
  'opinions.invalidateMany': record(({ world }) => ({ body: { ids: [world.A.opinion], words: '重复灌水' } })),

  'opinions.importTemplate': role(),
  'opinions.uploadImport': role((s) => ({
    body: {},
    upload: { name: '意见.xlsx', content: s.sheets.opinions.content, mediaType: 'application/octet-stream' },
  })),
  'opinions.previewImport': record((s) => ({ params: { id: s.sheets.opinions.id } }), { status: 400 }),
  'opinions.runImport': record((s) => ({
    params: { id: s.sheets.opinions.id },
    body: { runId: newId(), mode: 'good' },
  })),

  'opinions.figures': role(),
  'opinions.figuresExport': role(),
  'opinions.openFigure': role(() => ({ query: { key: 'total', code: 'received' } })),
  'opinions.figureRecordsExport': role(() => ({ query: { key: 'total', code: 'received' } })),

  'opinions.codes': role(),
  'opinions.makeCode': record(({ world }) => ({
    body: { kind: 'activity', committeeId: world.A.committee, targetId: world.A.activity },
  })),
  'opinions.makeMemberCodes': record(({ world }) => ({ body: { committeeId: world.A.committee } })),
  'opinions.retireCode': record(async (s) => ({ ...(await byCode(s)), body: {} })),
  'opinions.poster': record(byCode),
  'opinions.myCode': role(),
}
