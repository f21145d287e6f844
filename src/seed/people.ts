import type { Keyring } from '../platform/crypto.ts'
import { type Tx, sql } from '../platform/db.ts'
import { pinyinOf } from '../platform/names.ts'
import { ensureAccount, grantRole } from '../modules/accounts/index.ts'
import { insertRows } from './insert.ts'
import type { CommitteeSeat, Plan } from './plan.ts'
import type { Random } from './random.ts'
import { personName, workplaces } from './words.ts'

const since = '[2022-01-01,2027-01-01)'

/** The 政协 of the organisation graph with their special committees and sectors, in division order. */
export const readSeats = async (tx: Tx): Promise<CommitteeSeat[]> => {
  const { rows } = await sql<CommitteeSeat>`
    select c.id, c.code, c.level, c.short_name as "shortName",
      (select array_agg(b.id order by b.position) from units b where b.committee_id = c.id and b.kind = 'special_committee') as bodies,
      (select json_agg(json_build_object('id', s.id, 'party', d.code) order by s.position) from units s
        left join dictionary_entries d on d.dictionary = 'party' and d.committee_id is null and d.label = s.short_name
        where s.committee_id = c.id and s.kind = 'sector') as sectors
    from units c where c.kind = 'committee' order by c.code`.execute(tx)
  return rows
}

/** People with mandates, phones sealed and accounts made: numbers are made up, 199 0000 0000 upwards. */
export const seedPeople = async (tx: Tx, keyring: Keyring, plan: Plan, random: Random): Promise<void> => {
  await insertRows(
    tx,
    'people',
    plan.people.map((person, index) => {
      const { full, initials } = pinyinOf(person.name)
      const phone = String(19_900_000_000 + index)
      return {
        id: person.id,
        committee_id: person.committeeId,
        name: person.name,
        name_pinyin: full,
        name_initials: initials,
        gender: random.chance(0.7) ? 'male' : 'female',
        phone_sealed: hex(keyring.seal(phone)),
        phone_index: hex(keyring.blindIndex(phone)),
        created_at: '2022-01-10T00:00:00Z',
        version: 1,
      }
    }),
  )
  await insertRows(
    tx,
    'mandates',
    plan.mandates.map((mandate) => ({
      id: mandate.id,
      person_id: mandate.personId,
      committee_id: mandate.committeeId,
      no: mandate.no,
      post: mandate.post,
      party: mandate.party,
      sector_id: mandate.sectorId,
      special_committee_id: mandate.bodyId,
      workplace: random.pick(workplaces),
      valid: since,
      version: 1,
    })),
  )
  await insertRows(
    tx,
    'accounts',
    plan.people.map((person) => ({
      person_id: person.id,
      state: 'active',
      created_at: '2022-01-10T00:00:00Z',
    })),
  )
}

const hex = (bytes: Uint8Array): string => `\\x${Buffer.from(bytes).toString('hex')}`

/** Staff of every 政协, of the provincial special committees, and the three administrators; by the accounts' own door. */
export const seedStaff = async (
  tx: Tx,
  seats: CommitteeSeat[],
  random: Random,
): Promise<Map<string, string>> => {
  const offices = new Map<string, string>()
  for (const seat of seats) {
    const id = await addStaff(tx, seat.id, random)
    offices.set(seat.id, id)
    await grantRole(tx, {
      personId: id,
      unitId: seat.id,
      role: 'office',
      valid: '[2022-01-01,)',
      grantedBy: null,
    })
    if (seat.level !== 'province') continue
    for (const body of seat.bodies) await addOfficer(tx, seat.id, body, 'special_committee', random)
    await addOfficer(tx, seat.id, seat.id, 'leader', random)
    for (const role of ['system', 'security', 'audit'] as const)
      await addOfficer(tx, seat.id, seat.id, role, random)
  }
  return offices
}

/** Somebody with one role on a unit. */
export const addOfficer = async (
  tx: Tx,
  committeeId: string,
  unitId: string,
  role: 'special_committee' | 'leader' | 'system' | 'security' | 'audit',
  random: Random,
): Promise<string> => {
  const personId = await addStaff(tx, committeeId, random)
  await grantRole(tx, { personId, unitId, role, valid: '[2022-01-01,)', grantedBy: null })
  return personId
}

const addStaff = async (tx: Tx, committeeId: string, random: Random): Promise<string> => {
  const name = personName(random)
  const { full, initials } = pinyinOf(name)
  const id = random.id()
  await insertRows(tx, 'people', [
    {
      id,
      committee_id: committeeId,
      name,
      name_pinyin: full,
      name_initials: initials,
      created_at: '2022-01-10T00:00:00Z',
      version: 1,
    },
  ])
  await ensureAccount(tx, id)
  return id
}
