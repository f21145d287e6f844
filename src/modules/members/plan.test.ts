import { expect, test } from 'vitest'
import { planImport } from './importing/plan.ts'
import type { PlanInput } from './importing/recognise.ts'
import { type KnownPerson, type KnownSeat, enterPerson, enterSeat } from './importing/register.ts'
import type { ImportRow } from './importing/rows.ts'

const row = (line: number, name: string, more: Partial<ImportRow> = {}): ImportRow => ({
  line,
  no: null,
  name,
  gender: null,
  phone: null,
  phoneIndex: null,
  sectorId: null,
  party: null,
  post: null,
  specialCommitteeId: null,
  groupId: null,
  workplace: null,
  termId: null,
  from: null,
  until: null,
  ...more,
})

const person = (id: string, name: string, phoneIndex: string | null = null): KnownPerson => ({
  id,
  name,
  gender: null,
  phoneIndex,
  line: null,
})

const seat = (no: string, personId: string, from: string, until: string | null): KnownSeat => ({
  id: `seat-${no}`,
  personId,
  no,
  termId: null,
  post: 'member',
  party: null,
  sectorId: null,
  specialCommitteeId: null,
  groupId: null,
  workplace: '',
  from,
  until,
  line: null,
})

const input = (rows: ImportRow[], people: KnownPerson[] = [], seats: KnownSeat[] = []): PlanInput => {
  const register = {
    people: new Map(),
    seatsOf: new Map(),
    byPhone: new Map(),
    byNo: new Map(),
    byName: new Map(),
  }
  for (const one of people) enterPerson(register, one)
  for (const one of seats) enterSeat(register, one)
  let ids = 0
  return {
    rows,
    register,
    badLines: new Set(),
    decisions: new Map(),
    terms: new Map([['t1', { from: '2022-01-01', until: '2027-01-01' }]]),
    currentTermId: 't1',
    today: '2026-09-21',
    newId: () => `new-${(ids += 1)}`,
  }
}

test('two seats of one new person in one sheet, days apart, make one person', async () => {
  const plan = await planImport(
    input([
      row(2, '周小禾', { phoneIndex: 'a', phone: '1', from: '2017-01-01', until: '2022-01-01' }),
      row(3, '周小禾', { phoneIndex: 'a', phone: '1', from: '2022-01-01' }),
    ]),
  )
  expect(plan.newPeople.map(({ id }) => id)).toEqual(['new-1'])
  expect(plan.newSeats.map(({ personId, from, until }) => [personId, from, until])).toEqual([
    ['new-1', '2017-01-01', '2022-01-01'],
    ['new-1', '2022-01-01', '2027-01-01'],
  ])
})

test('a seat that begins on the day another ends does not overlap it', async () => {
  const plan = await planImport(
    input(
      [row(2, '周小禾', { phoneIndex: 'a', from: '2022-01-01' })],
      [person('p1', '周小禾', 'a')],
      [seat('0001', 'p1', '2017-01-01', '2022-01-01')],
    ),
  )
  expect([plan.problems, plan.newSeats.length, plan.changed]).toEqual([
    [],
    1,
    [{ line: 2, name: '周小禾', what: ['新的一段任职'] }],
  ])
})

test('the mobile of one and the 编号 of another are refused together', async () => {
  const plan = await planImport(
    input(
      [row(2, '甲', { phoneIndex: 'a', no: '0002' })],
      [person('p1', '甲', 'a'), person('p2', '乙', 'b')],
      [seat('0001', 'p1', '2022-01-01', null), seat('0002', 'p2', '2022-01-01', null)],
    ),
  )
  expect(plan.problems.map(({ words }) => words)).toEqual(['手机号是甲的，编号 0002 是乙的，对不上'])
})

test('two rows of one name without mobiles are refused as doubled, with mobiles they are two persons', async () => {
  const doubled = await planImport(input([row(2, '甲'), row(3, '甲')]))
  const two = await planImport(input([row(2, '甲', { phoneIndex: 'a' }), row(3, '甲', { phoneIndex: 'b' })]))
  expect([doubled.fresh, doubled.doubled, two.fresh, two.doubled]).toEqual([1, 1, 2, 0])
})

test('rows at fault in the sheet are not planned at all', async () => {
  const plan = await planImport({ ...input([row(2, '甲'), row(3, '乙')]), badLines: new Set([2]) })
  expect(plan.newPeople.map(({ name }) => name)).toEqual(['乙'])
})
