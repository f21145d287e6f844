import { randomBytes } from 'node:crypto'
import { v7 as newId } from 'uuid'
import { sql } from '../../src/platform/db.ts'
import { type Entry, type Setting, only, record, role } from './entry.ts'
import { assignments } from './entries-assignments.ts'
import { day } from './entries-day.ts'
import { information } from './entries-information.ts'
import { opinions } from './entries-opinions.ts'
import { places } from './entries-places.ts'
import { answers } from './entries-answers.ts'
import { rosters } from './entries-rosters.ts'
import { sheets } from './entries-sheets.ts'
import { id, pdf } from './parts.ts'

const at = '2026-09-21T10:00:00+08:00'
const campaign = { name: '委员活动日', theme: '走近群众', heldOn: '2026-10-21', notice: '请照此办理。' }

/** A code or link made for somebody by a player of A's office. */
const makeCode = async ({ tx, world, person }: Setting): Promise<string> => {
  const code = newId()
  await sql`
    insert into one_time_codes (id, kind, person_id, digest, face, issued_by, created_at, ends_at, committee_id)
    values (${code}, 'read_out', ${world.A.owner}, ${randomBytes(32)}, 'member', ${person('office A')}, ${at},
      ${'2026-09-21T12:00:00+08:00'}, ${world.A.committee})`.execute(tx)
  return code
}

/** Told by A's convener to A's owner, who has not read it. */
const makeTelling = async ({ tx, world }: Setting): Promise<string> => {
  const telling = newId()
  await sql`
    insert into tellings (id, committee_id, cause, kind, title, told_by, told_at)
    values (${telling}, ${world.A.committee}, ${`walk:${telling}`}, 'activity', 'QhiddenA telling', ${world.A.convener}, ${at})`.execute(
    tx,
  )
  await sql`
    insert into notices (id, person_id, committee_id, cause, title, body, created_at, telling_id)
    values (${newId()}, ${world.A.owner}, ${world.A.committee}, ${`walk:${telling}`}, 'QhiddenA telling', '请看', ${at}, ${telling})`.execute(
    tx,
  )
  return telling
}

/** A finished run of A's office, with a file. */
const makeRun = async ({ tx, world, person }: Setting): Promise<string> => {
  const run = newId()
  await sql`
    insert into runs (id, committee_id, kind, title, state, created_by, created_at, file_id)
    values (${run}, ${world.A.committee}, 'members.export', 'QofficeA run', 'done', ${person('office A')}, ${at}, ${world.A.file})`.execute(
    tx,
  )
  return run
}

const addressRule = (committeeId: string) => ({
  id: newId(),
  committeeId,
  role: 'leader',
  network: '127.0.0.0/8',
  note: '机关大楼',
  expiresOn: null,
})

const account = (setting: Setting) => ({ params: { id: setting.world.A.convener } })

/** One line an endpoint: how it is called. An endpoint that is not here fails the walk. */
export const entries: Record<string, Entry | Entry[]> = {
  ...places,
  ...assignments,
  ...sheets,
  ...information,
  ...opinions,
  ...answers,
  ...rosters,
  'campaigns.list': role(),
  'campaigns.get': only(['office A'], id('draftCampaign')),
  'campaigns.draft': record(({ world }) => ({
    body: { ...campaign, id: newId(), committeeId: world.A.committee },
  })),
  'campaigns.edit': record((s) => ({ ...id('draftCampaign')(s), body: { ...campaign, version: 1 } })),
  'campaigns.step': record((s) => ({ ...id('draftCampaign')(s), body: { step: 'cancel', words: '不办了' } })),
  'campaigns.receipts': record(id('draftCampaign')),
  'campaigns.acknowledge': role(id('campaign')),
  'campaigns.attach': record((s) => ({ ...id('draftCampaign')(s), body: { fileId: newId() }, upload: pdf })),
  'campaigns.detach': record(async (setting) => {
    const { tx, world } = setting
    await sql`update files set owner_type = 'campaign', owner_id = ${world.A.draftCampaign} where id = ${world.A.file}`.execute(
      tx,
    )
    return { params: { id: world.A.draftCampaign, fileId: world.A.file } }
  }),

  'ledger.mine': role(),
  'todos.list': role(),
  'todos.takeTogether': role(
    async ({ tx, world }) => {
      await sql`update opinions set state = 'recorded' where id = ${world.A.opinion}`.execute(tx)
      const { rows } = await sql<{ id: string }>`
        insert into todos (committee_id, record_type, record_id, track, kind, title, path, unit_id, role, opened_at)
        values (${world.A.committee}, 'opinion', ${world.A.opinion}, 'main', 'triage', 'QhiddenA todo', '/staff/opinions',
          ${world.A.committee}, 'office', ${at})
        on conflict do nothing returning id`.execute(tx)
      return { body: { ids: [rows[0]?.id ?? newId()], step: 'accept' } }
    },
    {
      items: (player) => [player.name === 'office A' ? 'opinions.step done' : 'todos.takeTogether refused'],
    },
  ),
  'files.get': only(['member A, the owner'], id('file')),

  ...day,

  'accounts.list': role(),
  'accounts.get': record(account),
  'accounts.grantableUnits': role(),
  'accounts.create': record(({ world }) => ({
    body: { id: newId(), committeeId: world.A.committee, name: '顾清', login: 'guqing' },
  })),
  'accounts.makeSetUpLink': record(account),
  'accounts.makeReadOutCode': record(id('owner')),
  'accounts.readCode': only(['office A'], async (s) => ({ params: { id: await makeCode(s) } })),
  'accounts.printSlips': record(({ world }) => ({
    body: { id: newId(), committeeId: world.A.committee, personIds: [world.A.owner] },
  })),
  'accounts.grant': record((s) => ({
    ...account(s),
    body: { unitId: s.world.A.body, role: 'special_committee', from: '2026-09-21' },
  })),
  'accounts.endGrant': record((s) => ({
    params: { id: s.person('special committee A, over the venue') },
    body: { unitId: s.world.A.body, role: 'special_committee', on: '2026-09-22' },
  })),
  'accounts.disable': record(account),
  'accounts.enable': record(account, { status: 409 }),
  'accounts.unlock': record(account, { status: 409 }),
  'accounts.sign-out': record(account),
  'signInRules.get': role(),
  'signInRules.setPasswordPeriod': record(({ world }) => ({
    body: { committeeId: world.A.committee, days: 90 },
  })),
  'signInRules.addAddress': record(({ world }) => ({ body: addressRule(world.A.committee) })),
  'signInRules.removeAddress': record(async ({ tx, world, person }) => {
    const rule = addressRule(world.A.committee)
    await sql`insert into address_rules (id, committee_id, role, network, added_by, added_at)
      values (${rule.id}, ${rule.committeeId}, ${rule.role}, ${rule.network}::cidr, ${person('security A')}, ${at})`.execute(
      tx,
    )
    return { params: { id: rule.id } }
  }),
  'audit.list': role(),
  'audit.signIns': role(),

  'me.get': role(),
  'me.signOut': role(),
  'me.askFreshCode': role(),
  'me.openContacts': role(() => ({ body: { code: '000000' } })),
  'me.listSessions': role(),
  'me.endSession': only(['member A, the owner'], async ({ tx, world }) => {
    const { rows } = await sql<{
      id: string
    }>`select id from sessions where person_id = ${world.A.owner}`.execute(tx)
    return { params: { id: rows[0]?.id ?? '' } }
  }),
  'notices.list': role(),
  'notices.textChoices': role(),
  'notices.chooseTexts': role(() => ({ body: { kind: 'reminder', isOn: false } })),
  'notices.tellings': role(),
  'notices.telling': only(['office A', 'convener A'], async (s) => ({
    params: { id: await makeTelling(s) },
  })),
  'notices.tellAgain': only(['office A', 'convener A'], async (s) => ({
    params: { id: await makeTelling(s) },
  })),
  'notices.read': only(['member A, the owner'], async ({ tx, world }) => {
    const notice = newId()
    await sql`
      insert into notices (id, person_id, committee_id, cause, title, body, created_at)
      values (${notice}, ${world.A.owner}, ${world.A.committee}, 'walk', 'QprivateA notice', '请看', ${at})`.execute(
      tx,
    )
    return { params: { id: notice } }
  }),

  'runs.list': role(),
  'runs.get': only(['office A'], async (s) => ({ params: { id: await makeRun(s) } })),
  'runs.look': only(['office A'], async (s) => ({ params: { id: await makeRun(s) } })),
  'runs.file': only(['office A'], async (s) => ({ params: { id: await makeRun(s) } })),
  'runs.cancel': only(['office A'], async (s) => ({ params: { id: await makeRun(s) } }), { status: 409 }),
}
