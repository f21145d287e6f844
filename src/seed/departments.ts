import type { Tx } from '../platform/db.ts'
import { pinyinOf } from '../platform/names.ts'
import { ensureAccount, grantRole } from '../modules/accounts/index.ts'
import { rebuildReach } from '../modules/organisations/index.ts'
import { insertRows } from './insert.ts'
import type { CommitteeSeat } from './plan.ts'
import { randomFrom } from './random.ts'
import { personName } from './words.ts'

/** What a county's and a city's government has at least, of what the public speaks about. */
const names = ['城市管理局', '交通运输局', '卫生健康局', '教育局', '住房和城乡建设局', '水利局']

/** The county whose departments have people and matters in hand. */
export const livelyCounty = '430102'

/** A department of the lively county, with who signs for it. */
export interface DemoDepartment {
  id: string
  name: string
  personId: string | null
}

/** Six departments of every city and county; the first two of the lively county have somebody who signs. */
export const seedDepartments = async (tx: Tx, seats: CommitteeSeat[]): Promise<DemoDepartment[]> => {
  const random = randomFrom(820_137)
  const planned = seats
    .filter((seat) => seat.level !== 'province')
    .flatMap((seat) =>
      names.map((name, index) => ({
        seat,
        name,
        id: random.id(),
        code: `${seat.code}-D0${index + 1}`,
        index,
      })),
    )
  await insertRows(
    tx,
    'units',
    planned.map(({ seat, name, id, code, index }) => ({
      id,
      committee_id: seat.id,
      kind: 'department',
      level: seat.level,
      code,
      name: `${seat.shortName}${name}`,
      short_name: name,
      division_code: seat.code,
      position: index,
      open_during: '[2020-01-01,)',
      created_at: '2022-01-10T00:00:00Z',
    })),
  )
  await insertRows(
    tx,
    'belongings',
    planned.map(({ seat, id }) => ({ unit_id: id, parent_id: seat.id, valid: '[2020-01-01,)' })),
  )
  await rebuildReach(
    tx,
    planned.map((one) => one.id),
  )
  const lively: DemoDepartment[] = []
  for (const { seat, name, id, index } of planned.filter((one) => one.seat.code === livelyCounty))
    lively.push({ id, name, personId: index < 2 ? await addSigner(tx, seat.id, id, random) : null })
  return lively
}

const addSigner = async (
  tx: Tx,
  committeeId: string,
  unitId: string,
  random: ReturnType<typeof randomFrom>,
): Promise<string> => {
  const id = random.id()
  const name = personName(random)
  const { full, initials } = pinyinOf(name)
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
  await grantRole(tx, { personId: id, unitId, role: 'department', valid: '[2022-01-01,)', grantedBy: null })
  return id
}
