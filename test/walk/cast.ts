import { openSession } from '../../src/modules/accounts/index.ts'
import type { Role } from '../../src/platform/actor.ts'
import { type Database, sql } from '../../src/platform/db.ts'
import type { Relation } from '../../src/platform/policy.ts'
import { makeStaff } from '../builders.ts'
import type { Place, PlaceName, World } from './places.ts'

/** Somebody who asks: one role, one relation to the records of place A. */
export interface Player {
  name: string
  personId: string
  role: Role
  place: PlaceName
  /** how far from A's records; `other` is no relation at all */
  relation: Relation | 'other'
  cookie: string
  face: 'staff' | 'member'
  disabled: boolean
}

/** Everybody who asks: each role at each distance, and one whose account is disabled. */
export const castOf = async (db: Database, world: World, now: Date): Promise<Player[]> => {
  const players: Player[] = []
  const enter = async (
    name: string,
    personId: string,
    role: Role,
    place: PlaceName,
    relation: Player['relation'],
    disabled = false,
  ) => {
    const face = role === 'member' ? 'member' : 'staff'
    const token = await openSession(db, personId, face, '走查', now)
    players.push({ name, personId, role, place, relation, face, disabled, cookie: `mq_${face}=${token}` })
  }
  const { A } = world
  await enter('member A, the owner', A.owner, 'member', 'A', 'own')
  await enter('convener A', A.convener, 'convener', 'A', 'venue')
  await enter(
    'special committee A, over the venue',
    await makeStaff(db, A.body, 'special_committee'),
    'special_committee',
    'A',
    'unit',
  )
  await enter(
    'contact group A, over the venue',
    await makeStaff(db, A.group, 'contact_group'),
    'contact_group',
    'A',
    'unit',
  )
  await enter('member A, another', A.otherMember, 'member', 'A', 'committee')
  await enter('convener A, another', A.otherConvener, 'convener', 'A', 'committee')
  await enter(
    'special committee A, another',
    await makeStaff(db, A.otherBody, 'special_committee'),
    'special_committee',
    'A',
    'committee',
  )
  for (const [name, relation] of [
    ['A', 'committee'],
    ['C', 'guided'],
    ['P', 'guided'],
    ['B', 'other'],
  ] as const) {
    const place = world[name]
    for (const role of ['office', 'leader', 'system', 'security', 'audit'] as const)
      await enter(`${role} ${name}`, await makeStaff(db, place.committee, role), role, name, relation)
    await enter(
      `department ${name}`,
      await makeStaff(db, place.department, 'department'),
      'department',
      name,
      relation,
    )
    if (name !== 'A') await enterOthers(enter, db, place, relation)
  }
  const gone = await makeStaff(db, A.committee, 'office')
  await enter('office A, disabled', gone, 'office', 'A', 'committee', true)
  await sql`update accounts set state = 'disabled' where person_id = ${gone}`.execute(db)
  return players
}

type Enter = (
  name: string,
  personId: string,
  role: Role,
  place: PlaceName,
  relation: Player['relation'],
) => Promise<void>

/** A special committee of another 政协 reaches a venue only when it guides it: these guide none of A's. */
const enterOthers = async (enter: Enter, db: Database, place: Place, relation: 'guided' | 'other') => {
  const { name } = place
  await enter(`member ${name}`, place.owner, 'member', name, relation)
  await enter(`convener ${name}`, place.convener, 'convener', name, relation)
  await enter(
    `special committee ${name}`,
    await makeStaff(db, place.body, 'special_committee'),
    'special_committee',
    name,
    'other',
  )
  await enter(
    `contact group ${name}`,
    await makeStaff(db, place.group, 'contact_group'),
    'contact_group',
    name,
    relation,
  )
}
