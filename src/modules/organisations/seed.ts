import { readFileSync } from 'node:fs'
import { type Tx, sql } from '../../platform/db.ts'
import { rebuildReach } from './reach.ts'
import { type Level, unitIdOf } from './units.ts'

interface Division {
  code: string
  name: string
  parent: string | null
  level: string
}

/** Divisions as of 2023-06-30, from the statistical codes; towns are kept only when they end in 街道, 镇 or 乡. */
export const readDivisions = (file: string): Division[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => {
      const [code = '', name = '', parent = '', level = ''] = line.split(',')
      return { code, name, parent: parent || null, level }
    })
    .filter((division) => division.level !== 'town' || /(街道|镇|乡)$/.test(division.name))

/** County codes ending in 71 to 79 are statistical zones: no 政协 of their own, no row in any sheet. */
export const isStatisticalZone = (code: string): boolean => /^\d{4}7[1-9]$/.test(code)

/** Ten special committees of a province; a county has the first six of its own list. */
const provinceBodies = [
  '提案委员会',
  '经济科技委员会',
  '农业和农村委员会',
  '人口资源环境委员会',
  '教科卫体委员会',
  '社会和法制委员会',
  '民族和宗教委员会',
  '港澳台侨和外事委员会',
  '文化文史和学习委员会',
  '委员学习联络委员会',
]
const localBodies = [
  '提案委员会',
  '经济科技委员会',
  '农业和农村委员会',
  '社会法制委员会',
  '文教卫体委员会',
  '委员学习联络委员会',
]

/** Sectors after the 14th national list; a county has a subset. */
export const sectors = [
  '中国共产党',
  '民革',
  '民盟',
  '民建',
  '民进',
  '农工党',
  '致公党',
  '九三学社',
  '台盟',
  '无党派人士',
  '共青团和青联',
  '总工会',
  '妇联',
  '工商联',
  '科协',
  '台联',
  '侨联',
  '文化艺术界',
  '科学技术界',
  '社会科学界',
  '经济界',
  '农业界',
  '教育界',
  '体育界',
  '新闻出版界',
  '医药卫生界',
  '对外友好界',
  '社会福利和社会保障界',
  '少数民族界',
  '宗教界',
  '环境资源界',
  '特邀香港人士',
  '特邀澳门人士',
  '特别邀请人士',
]
const countySectors = sectors.filter(
  (name) =>
    !['台盟', '对外友好界', '特邀香港人士', '特邀澳门人士', '台联', '社会科学界', '体育界'].includes(name),
)

const since = '2018-01-01'

/** Seeds divisions, the 政协 of province, cities and counties, their special committees, sectors, terms, and guiding edges. */
export const seedOrganisations = async (tx: Tx, file: string): Promise<void> => {
  const divisions = readDivisions(file)
  await insertDivisions(tx, divisions)
  const seats = divisions.filter((division) => division.level !== 'town' && !isStatisticalZone(division.code))
  await insertUnits(tx, seats.map(committeeRow))
  await insertUnits(
    tx,
    seats.flatMap((seat) => bodyRows(seat)),
  )
  await insertUnits(
    tx,
    seats.flatMap((seat) => sectorRows(seat)),
  )
  await sql`
    insert into belongings (unit_id, parent_id, valid)
    select id, committee_id, open_during from units where id <> committee_id and kind <> 'venue'
    on conflict do nothing`.execute(tx)
  await sql`
    insert into guidances (unit_id, guide_id, valid)
    select u.id, g.id, u.open_during from units u
      join divisions d on d.code = u.division_code join units g on g.kind = 'committee' and g.division_code = d.parent_code
    where u.kind = 'committee'`.execute(tx)
  await sql`
    insert into terms (id, committee_id, no, name, valid)
    select gen_random_uuid(), id, 1, '本届', daterange('2022-01-01', '2027-01-01') from units where kind = 'committee'`.execute(
    tx,
  )
  await rebuildReach(tx)
}

interface UnitRow {
  id: string
  committeeId: string
  kind: string
  level: Level
  code: string
  name: string
  shortName: string
  divisionCode: string
  position: number
}

const levelOf = (division: Division): Level =>
  division.level === 'province' ? 'province' : division.level === 'city' ? 'city' : 'county'

const committeeRow = (division: Division, position: number): UnitRow => ({
  id: unitIdOf(division.code),
  committeeId: unitIdOf(division.code),
  kind: 'committee',
  level: levelOf(division),
  code: division.code,
  name: `政协${division.name}委员会`,
  shortName: division.name,
  divisionCode: division.code,
  position,
})

const bodyRows = (division: Division): UnitRow[] => {
  const bodies = division.level === 'province' ? provinceBodies : localBodies
  return [
    unitRow(
      division,
      'office',
      'B01',
      `${division.name}政协${division.level === 'county' ? '办公室' : '办公厅'}`,
      '办公室',
      0,
    ),
    ...bodies.map((name, index) =>
      unitRow(
        division,
        'special_committee',
        `Z${two(index + 1)}`,
        `${division.name}政协${name}`,
        name,
        index,
      ),
    ),
  ]
}

const sectorRows = (division: Division): UnitRow[] =>
  (division.level === 'county' ? countySectors : sectors).map((name, index) =>
    unitRow(division, 'sector', `J${two(index + 1)}`, `${division.name}政协${name}`, name, index),
  )

const two = (n: number) => String(n).padStart(2, '0')

const unitRow = (
  division: Division,
  kind: string,
  suffix: string,
  name: string,
  shortName: string,
  position: number,
): UnitRow => ({
  id: unitIdOf(`${division.code}-${suffix}`),
  committeeId: unitIdOf(division.code),
  kind,
  level: levelOf(division),
  code: `${division.code}-${suffix}`,
  name,
  shortName,
  divisionCode: division.code,
  position,
})

const insertDivisions = async (tx: Tx, divisions: Division[]) => {
  await sql`
    insert into divisions (code, name, parent_code, level, valid)
    select code, name, parent, level, '(,)'::daterange from json_to_recordset(${JSON.stringify(divisions)}::json)
      as d(code text, name text, parent text, level text)`.execute(tx)
}

const insertUnits = async (tx: Tx, units: UnitRow[]) => {
  await sql`
    insert into units (id, committee_id, kind, level, code, name, short_name, division_code, position, open_during)
    select id, "committeeId", kind, level, code, name, "shortName", "divisionCode", position, daterange(${since}::date, null)
    from json_to_recordset(${JSON.stringify(units)}::json)
      as u(id uuid, "committeeId" uuid, kind text, level text, code text, name text, "shortName" text, "divisionCode" text, position int)`.execute(
    tx,
  )
}
