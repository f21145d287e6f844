import { v7 as newId } from 'uuid'
import { sql } from '../../src/platform/db.ts'
import { type Entry, type Setting, only, record, role } from './entry.ts'
import { id, pdf, picture } from './parts.ts'

const at = '2026-09-21T10:00:00+08:00'

/** What a plan says, hosted by the studio of A. */
const plan = ({ world }: Setting) => ({
  title: '走访老街',
  place: '老街口',
  venueIds: [world.A.venue],
  beginsAt: '2026-10-10T09:00:00+08:00',
  endsAt: '2026-10-10T11:00:00+08:00',
})
/** A special committee sees what it guides. */
const guides: Partial<Entry> = {
  save: { 'special committee A, another': [404, 'a special committee sees what it guides'] },
}

/** The day itself, opinions and 动态: how each endpoint is called. */
export const day: Record<string, Entry | Entry[]> = {
  'opinions.list': role(),
  'opinions.get': record(id('opinion'), {
    save: { 'special committee A, another': [404, 'a special committee reads what it guides'] },
  }),
  'opinions.step': record((s) => ({ ...id('opinion')(s), body: { step: 'withdraw', words: '记错了' } })),
  'opinions.record': record(({ world, player }) => ({
    body: {
      activityId: world.A.activity,
      heardById: player.role === 'member' ? null : world.A.owner,
      happenedAt: at,
      opinions: [{ id: newId(), words: '路灯不亮' }],
    },
  })),

  'posts.list': role(),
  'posts.get': [record(id('post')), only(['member A, the owner'], id('draftPost'))],
  'posts.tags': record(({ world }) => ({ query: { venueId: world.A.venue } })),
  'posts.draft': record(({ world }) => ({
    body: { id: newId(), venueId: world.A.venue, title: '老码头', words: '来了' },
  })),
  'posts.save': only(['member A, the owner'], (s) => ({
    ...id('draftPost')(s),
    body: { title: '老码头', words: '来了', version: 1, pictures: [] },
  })),
  'posts.addPicture': only(['member A, the owner'], (s) => ({
    ...id('draftPost')(s),
    body: { fileId: newId() },
    upload: picture,
  })),
  'posts.step': record((s) => ({ ...id('post')(s), body: { step: 'withdraw', words: '先撤下' } })),
  'guardedWords.list': role(),
  'guardedWords.add': record(({ world }) => ({
    body: { id: newId(), committeeId: world.A.committee, word: '错词' },
  })),
  'guardedWords.drop': record(id('word')),
  'guardedWords.restore': role(async ({ tx }) => {
    const { rows } = await sql<{
      id: string
    }>`select id from guarded_words where committee_id is null limit 1`.execute(tx)
    return { params: { id: rows[0]?.id ?? '' } }
  }),

  'activities.list': role(),
  'activities.export': role(),
  'activities.get': [
    record(id('activity')),
    only(
      ['convener A', 'special committee A, over the venue', 'contact group A, over the venue', 'office A'],
      id('draftActivity'),
    ),
  ],
  'activities.draft': record((s) => ({ body: { ...plan(s), id: newId() } })),
  'activities.edit': record((s) => ({ ...id('draftActivity')(s), body: { ...plan(s), version: 1 } })),
  'activities.attest': record(id('draftActivity')),
  'activities.step': record((s) => ({
    ...id('draftActivity')(s),
    body: { step: 'cancel', words: '不办了' },
  })),
  'activities.hostVenues': role(() => ({}), {
    shows: { reach: 'open', why: 'a joint activity may name any studio as host; its name is public' },
  }),
  'activities.roll': record(id('activity')),
  'activities.candidates': record((s) => ({ ...id('activity')(s), query: { search: 'Qhidden' } })),
  'activities.recordAttendances': record((s) => ({
    ...id('activity')(s),
    body: { items: [{ id: newId(), personId: s.world.A.otherMember }] },
  })),
  'activities.stepAttendance': record((s) => ({
    ...id('attendance')(s),
    body: { step: 'reverse', words: '点错了' },
  })),
  'activities.codes': record(id('activity')),
  'activities.checkIn': role(
    (s) => ({ ...id('activity')(s), body: { id: newId(), code: '000000', happenedAt: at } }),
    {
      status: 409,
      save: { 'member A, the owner': [200, 'is on the list already: a second press changes nothing'] },
    },
  ),
  'activities.uploadPaper': record((s) => ({ ...id('activity')(s), body: { id: newId() }, upload: picture })),
  'activities.signUp': record((s) => ({ ...id('activity')(s), body: { going: true } })),
  'activities.myDay': role(),

  'leaves.list': role(),
  'leaves.reasons': role(),
  'leaves.request': role(async ({ tx, world, player }) => {
    await sql`update leaves set state = 'withdrawn' where state = 'requested'`.execute(tx)
    const place = world[player.place]
    const resident = player.name.endsWith('another') ? place.otherMember : place.owner
    return {
      body: {
        id: newId(),
        campaignId: place.campaign,
        reason: 'away',
        ...(player.role === 'member' ? {} : { personId: resident, proxyReason: '电话请假' }),
      },
    }
  }),
  'leaves.step': record(
    (s) => ({
      ...id('leave')(s),
      body: s.player.role === 'member' ? { step: 'withdraw' } : { step: 'approve' },
    }),
    { save: { 'office A': [403, 'the convener decides while there is one'] } },
  ),

  'ownActivities.list': role(),
  'ownActivities.get': record(id('ownActivity')),
  'ownActivities.record': role(({ world, player }) => ({
    body: {
      id: newId(),
      words: '走访两户',
      onDay: '2026-09-20',
      happenedAt: at,
      ...(player.role === 'member'
        ? {}
        : {
            personId: player.name.endsWith('another') ? world.A.otherMember : world[player.place].owner,
            proxyReason: '来电',
          }),
    },
  })),
  'ownActivities.mend': record((s) => ({
    ...id('ownActivity')(s),
    body: { words: '走访老街，听了两条意见', onDay: '2026-09-20', version: 1 },
  })),
  'ownActivities.step': record((s) => ({
    ...id('ownActivity')(s),
    body: { step: 'withdraw', words: '记错了' },
  })),
  'ownActivities.uploadPicture': record(
    (s) => ({
      ...id('ownActivity')(s),
      body: { id: newId() },
      upload: picture,
    }),
    {
      save: { 'office A': [403, 'pictures are the person’s own; the office may take the record back'] },
    },
  ),

  'activityDay.board': record((s) => ({ ...id('campaign')(s), query: { unit: s.world.A.venue } }), guides),
  'activityDay.exportBoard': record(
    (s) => ({ ...id('campaign')(s), query: { unit: s.world.A.venue } }),
    guides,
  ),
  'activityDay.figure': record(
    (s) => ({
      ...id('campaign')(s),
      query: { unit: s.world.A.venue, part: 'venue', figure: 'members' },
    }),
    guides,
  ),
  'activityDay.exportFigure': record(
    (s) => ({
      ...id('campaign')(s),
      query: { unit: s.world.A.venue, part: 'venue', figure: 'members' },
    }),
    guides,
  ),
  'activityDay.remind': record(
    (s) => ({
      ...id('campaign')(s),
      body: { id: newId(), unit: s.world.A.venue, part: 'venue', matter: 'post' },
    }),
    guides,
  ),

  'activityDay.leaders': role(id('campaign')),
  'activityDay.chain': role(id('campaign')),
  'activityDay.document': only(
    ['office A', 'leader A', 'special committee A, over the venue', 'special committee A, another'],
    id('document'),
  ),
  'activityDay.beginDocument': only(['convener A', 'office A'], (s) => ({
    ...id('campaign')(s),
    body: { id: newId(), unit: s.world.A.venue, kind: 'brief' },
  })),
  'activityDay.saveDocument': only(['office A'], (s) => ({
    ...id('document')(s),
    body: { words: '方案', version: 1 },
  })),
  'activityDay.attach': only(['office A'], (s) => ({
    ...id('document')(s),
    body: { fileId: newId() },
    upload: pdf,
  })),
  'activityDay.stepDocument': only(['office A'], (s) => ({ ...id('document')(s), body: { step: 'submit' } })),
  'activityDay.coverage': role(id('campaign')),
  'activityDay.addCoverage': role((s) => ({
    ...id('campaign')(s),
    body: { id: newId(), medium: '晚报', title: '走近', publishedOn: '2026-09-20' },
  })),
  'activityDay.removeCoverage': record(id('coverage')),
  'activityDay.previewPostpone': only(['office P'], (s) => ({
    ...id('campaign')(s),
    query: { heldOn: '2026-09-28' },
  })),
}
