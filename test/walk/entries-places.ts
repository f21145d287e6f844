import { v7 as newId } from 'uuid'
import { type Entry, type Setting, record, role } from './entry.ts'

const venue = ({ world }: Setting) => ({ params: { id: world.A.venue } })
const person = ({ world }: Setting) => ({ params: { id: world.A.owner } })
const residency = ({ world }: Setting) => ({ params: { id: world.A.venue, residencyId: world.A.residency } })
const draft = { name: '新的工作室' }

const xlsx = (name: string, content: Uint8Array) => ({
  name,
  content,
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
})

/** Studios and members: how each endpoint is called. */
export const places: Record<string, Entry | Entry[]> = {
  'venues.list': role(),
  'venues.export': role(),
  'venues.startExport': role(() => ({ body: { id: newId() } })),
  'venues.guides': role(),
  'venues.mine': role(),
  'venues.get': record(venue),
  'venues.create': record(({ world }) => ({
    body: { ...draft, id: newId(), committeeId: world.A.committee, opensOn: '2026-10-01' },
  })),
  'venues.edit': record((s) => ({ ...venue(s), body: { ...draft, version: 1 } })),
  'venues.editPage': record((s) => ({ ...venue(s), body: { about: '欢迎来坐', version: 1 } })),
  'venues.step': record((s) => ({ ...venue(s), body: { step: 'close', words: '搬走了', override: true } })),
  'venues.findCandidates': record((s) => ({ ...venue(s), query: { search: 'Qhidden' } })),
  'venues.changeGuide': record((s) => ({
    ...venue(s),
    body: { guideId: s.world.A.otherBody, from: '2026-10-01' },
  })),
  'venues.changeConvener': record((s) => ({
    ...venue(s),
    body: { personId: s.world.A.spare, from: '2026-10-01' },
  })),
  'venues.addResident': record((s) => ({
    ...venue(s),
    body: { residencyId: newId(), personId: s.world.A.spare, from: '2026-10-01' },
  })),
  'venues.endResidency': record((s) => ({ ...residency(s), body: { on: '2026-10-01' } })),
  'venues.flagLeader': record((s) => ({ ...residency(s), body: { isLeader: true } })),
  'venues.renewCode': record((s) => ({ ...venue(s), body: { old: 'redirects' } })),
  'venues.poster': record(venue),
  'venues.importTemplate': role(),
  'venues.uploadImport': role((s) => ({ body: {}, upload: xlsx('名册.xlsx', s.sheets.venues.content) })),
  'venues.previewImport': record((s) => ({ params: { id: s.sheets.venues.id } }), { status: 400 }),
  'venues.runImport': record((s) => ({
    params: { id: s.sheets.venues.id },
    body: { runId: newId(), mode: 'good' },
  })),

  'members.list': role(),
  'members.export': role(),
  'members.startExport': role(() => ({ body: { id: newId() } })),
  'members.choices': role(),
  'members.count': role(),
  'members.get': record(person),
  'members.add': record(({ world }) => ({
    body: { id: newId(), committeeId: world.A.committee, name: '顾小舟', from: '2026-09-01' },
  })),
  'members.edit': record((s) => ({ ...person(s), body: { version: 1, name: '顾小舟' } })),
  'members.addMandate': record((s) => ({
    ...person(s),
    body: { mandateId: newId(), from: '2027-01-01' },
  })),
  'members.editMandate': record(({ world }) => ({
    params: { id: world.A.mandate },
    body: { version: 1, from: '2022-01-01', until: '2027-01-01' },
  })),
  'members.importTemplate': role(),
  'members.uploadImport': role((s) => ({ body: {}, upload: xlsx('名册.xlsx', s.sheets.members.content) })),
  'members.previewImport': record((s) => ({ params: { id: s.sheets.members.id } }), { status: 400 }),
  'members.runImport': record((s) => ({
    params: { id: s.sheets.members.id },
    body: { runId: newId(), mode: 'good' },
  })),
  'likenesses.list': role(() => ({}), {
    shows: {
      reach: 'hidden',
      why: 'of two records that may be one person the office sees the other’s name and 政协',
    },
  }),
  'likenesses.get': record(({ world }) => ({ params: { id: world.A.likeness } }), {
    shows: {
      reach: 'hidden',
      why: 'of two records that may be one person the office sees the other’s name and 政协',
    },
  }),
  'likenesses.pointOut': record(({ world }) => ({
    body: { id: newId(), personId: world.A.owner, otherId: world.A.otherMember },
  })),
  'likenesses.step': record(({ world }) => ({
    params: { id: world.A.likeness },
    body: { step: 'tellApart', words: '核对过' },
  })),
}
