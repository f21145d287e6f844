import { v7 as newId } from 'uuid'
import { sql } from '../../src/platform/db.ts'
import { type Entry, type Setting, record, role } from './entry.ts'

/** A slot of A's studio on the day, with its owner on duty. */
const makeSlot = async ({ tx, world }: Setting, day = '2026-09-21'): Promise<{ id: string }> => {
  const id = newId()
  await sql`
    insert into duty_slots (id, committee_id, series_id, begins_at, ends_at, place, created_by, created_at)
    values (${id}, ${world.A.committee}, ${id}, ${`${day}T09:00:00+08:00`}, ${`${day}T11:30:00+08:00`}, 'QhiddenA duty place',
      ${world.A.convener}, '2026-09-01T09:00:00+08:00')`.execute(tx)
  await sql`insert into duty_slot_venues (slot_id, venue_id, position) values (${id}, ${world.A.venue}, 1)`.execute(
    tx,
  )
  await sql`
    insert into duty_slot_members (slot_id, person_id, venue_id) values (${id}, ${world.A.owner}, ${world.A.venue})`.execute(
    tx,
  )
  return { id }
}
const slot = async (setting: Setting) => ({ params: await makeSlot(setting) })

const slots = ({ world }: Setting) => ({
  seriesId: newId(),
  venueIds: [world.A.venue],
  begins: '09:00',
  ends: '11:30',
  slots: [{ id: newId(), day: '2026-10-22', memberIds: [world.A.owner] }],
})
const span = { from: '2026-09-01', until: '2026-09-30' }

/** 轮值: planning, marking, figures. */
export const rosters: Record<string, Entry | Entry[]> = {
  'rosters.list': role(),
  'rosters.mine': role(),
  'rosters.get': record(slot),
  'rosters.venues': role(() => ({}), {
    shows: { reach: 'open', why: 'a joint slot may name any studio as host; its name is public' },
  }),
  'rosters.people': record(({ world }) => ({ query: { venueIds: world.A.venue, on: '2026-10-22' } })),
  'rosters.preview': record(({ world }) => ({
    body: {
      venueIds: [world.A.venue],
      pattern: { every: 'week', weekday: 4 },
      from: '2026-10-01',
      until: '2026-10-31',
      memberIds: [world.A.owner],
    },
  })),
  'rosters.plan': record((s) => ({ body: slots(s) })),
  'rosters.change': record(async (s) => ({
    ...(await slot(s)),
    body: {
      version: 1,
      day: '2026-10-23',
      begins: '09:00',
      ends: '11:30',
      memberIds: [s.world.A.owner],
      words: '改期',
    },
  })),
  'rosters.swap': record(async (s) => {
    await sql`
      insert into residencies (id, venue_id, person_id, valid) values (${newId()}, ${s.world.A.venue}, ${s.world.A.spare}, '[2022-01-01,)')`.execute(
      s.tx,
    )
    return { ...(await slot(s)), body: { outId: s.world.A.owner, inId: s.world.A.spare } }
  }),
  'rosters.step': record(async (s) => ({
    ...(await slot(s)),
    body: { step: 'hold', cameIds: [s.world.A.owner] },
  })),
  'rosters.served': role(() => ({ query: span })),
  'rosters.servedItems': role(() => ({ query: span })),
}
