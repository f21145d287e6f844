import type { FilledRow, SheetProblem } from '../../../platform/spreadsheet/index.ts'
import type { NewVenue } from '../add.ts'
import { numbersIn, studioKinds, venueKinds, venueName } from '../rules.ts'
import type { KnownMember, KnownVenue, VenueRegister } from './register.ts'

/** What is written of a venue that is there already. */
export interface VenueChange {
  id: string
  line: number
  name: string
  kind: string
  studioKind: string | null
  address: string
  phone: string
  hours: string
  /** of a venue that has no convener: the one to begin today */
  convenerId: string | null
  /** to take up residence today, or when it opens */
  residentIds: string[]
  residentsFrom: string
  what: string[]
}

/** What an import would do, row by row. Nothing here has been written; codes are given when it is. */
export interface VenuePlan {
  fresh: { line: number; venue: Omit<NewVenue, 'code'> }[]
  changed: VenueChange[]
  same: number
  problems: SheetProblem[]
}

export interface PlanInput {
  rows: readonly FilledRow[]
  /** lines that the reader of the sheet found fault with: what else is wrong is named, and nothing is planned */
  badLines: ReadonlySet<number>
  register: VenueRegister
  today: string
  newId: () => string
}

interface Reading {
  line: number
  code: string | null
  name: string
  kind: string | null
  studioKind: string | null
  address: string | null
  phone: string | null
  hours: string | null
  guide: { id: string; name: string } | null
  convener: KnownMember | null
  opensOn: string
  residents: KnownMember[]
  problems: { key: string; words: string }[]
}

/** Recognises each row by 工作室编号, else by its name among the open ones; the rest are new. */
export const planVenues = (input: PlanInput): VenuePlan => {
  const plan: VenuePlan = { fresh: [], changed: [], same: 0, problems: [] }
  const lines = new Map<string, number>()
  for (const row of input.rows) {
    const reading = read(row, input.register)
    const known = recognise(reading, input.register)
    const double = lines.get(known?.id ?? reading.name)
    if (double !== undefined) reading.problems.push({ key: 'name', words: `与第 ${double} 行是同一家` })
    else if (known || reading.name) lines.set(known?.id ?? reading.name, row.line)
    if (known) refuseMoves(reading, known)
    plan.problems.push(...reading.problems.map((problem) => ({ ...problem, line: row.line, stops: false })))
    if (reading.problems.length > 0 || input.badLines.has(row.line)) continue
    if (known) planKnown(input, plan, reading, known)
    else planNew(input, plan, reading)
  }
  return plan
}

const read = (row: FilledRow, register: VenueRegister): Reading => {
  const { values, line } = row
  const problems: Reading['problems'] = tooLong(values)
  const guide = register.guides.find(({ name }) => name === values['guide']) ?? null
  const residents = numbersIn(values['residents'] ?? null).flatMap((typed) => {
    const found = residentOf(typed, register)
    if (typeof found === 'string') problems.push({ key: 'residents', words: found })
    return typeof found === 'string' ? [] : [found]
  })
  return {
    line,
    code: values['code'] ?? null,
    name: venueName(values['name'] ?? ''),
    kind: keyOf(venueKinds, values['kind'] ?? null),
    studioKind: keyOf(studioKinds, values['studioKind'] ?? null),
    address: values['address'] ?? null,
    phone: values['phone'] ?? null,
    hours: values['hours'] ?? null,
    guide,
    convener: convenerOf(values['convener'] ?? null, values['convenerNo'] ?? null, register, problems),
    opensOn: values['opensOn'] ?? '',
    residents,
    problems,
  }
}

/** The same bounds as on the form of a studio. */
const bounds = [
  { key: 'name', header: '名称', most: 40 },
  { key: 'address', header: '地址', most: 100 },
  { key: 'phone', header: '公开电话', most: 30 },
  { key: 'hours', header: '开放时间', most: 80 },
]
const tooLong = (values: FilledRow['values']): Reading['problems'] =>
  bounds
    .filter(({ key, most }) => (values[key] ?? '').length > most)
    .map(({ key, header, most }) => ({ key, words: `${header}最多 ${most} 个字` }))

const keyOf = (labels: Record<string, string>, label: string | null): string | null =>
  Object.entries(labels).find(([, words]) => words === label)?.[0] ?? null

/** A resident by 编号, or by a name that one serving member alone has; else what is wrong. */
const residentOf = (typed: string, register: VenueRegister): KnownMember | string => {
  const member = register.byNo.get(typed)
  if (member) return member
  if (/\d/.test(typed)) return `入驻委员里没有编号 ${typed} 的在任委员`
  const [only, ...more] = register.byMemberName.get(venueName(typed)) ?? []
  if (!only) return `入驻委员里的“${typed}”不在任，或不在本政协名册里`
  return more.length > 0 ? `有 ${more.length + 1} 位${typed}，入驻委员里请写编号` : only
}

const convenerOf = (
  name: string | null,
  no: string | null,
  register: VenueRegister,
  problems: Reading['problems'],
): KnownMember | null => {
  const fault = (key: string, words: string): null => {
    problems.push({ key, words })
    return null
  }
  if (no) {
    const member = register.byNo.get(no)
    if (!member) return fault('convenerNo', `没有编号 ${no} 的在任委员`)
    if (name && member.name !== name)
      return fault('convener', `编号 ${no} 是${member.name}，与召集人姓名对不上`)
    return member
  }
  if (!name) return null
  const [only, ...more] = register.byMemberName.get(name) ?? []
  if (!only) return fault('convener', `在任委员里没有“${name}”`)
  if (more.length > 0) return fault('convenerNo', `有 ${more.length + 1} 位${name}，请填召集人编号`)
  return only
}

const recognise = (reading: Reading, register: VenueRegister): KnownVenue | null => {
  if (!reading.code) return register.byName.get(reading.name) ?? null
  const known = register.byCode.get(reading.code)
  if (!known) {
    reading.problems.push({ key: 'code', words: `没有编号 ${reading.code} 的工作室；新的编号请空着` })
    return null
  }
  if (known.name !== reading.name)
    reading.problems.push({
      key: 'name',
      words: `编号 ${known.code} 是${known.name}，与名称对不上；改名请到它的页面上改`,
    })
  return known
}

/** What needs a day of its own is not moved by a sheet. */
const refuseMoves = (reading: Reading, known: KnownVenue): void => {
  if (!known.isOpen) reading.problems.push({ key: 'name', words: '这家已经撤销；恢复请到它的页面上办' })
  if (reading.guide && known.guideId && reading.guide.id !== known.guideId)
    reading.problems.push({
      key: 'guide',
      words: `现在归口${known.guideName}；改归口要写明从哪天起，请到它的页面上改`,
    })
  if (reading.convener && known.convenerId && reading.convener.personId !== known.convenerId)
    reading.problems.push({
      key: 'convener',
      words: `现在的召集人是${known.convenerName}；换人要写明从哪天起，请到它的页面上换`,
    })
}

const planNew = (input: PlanInput, plan: VenuePlan, reading: Reading): void => {
  const { committee } = input.register
  plan.fresh.push({
    line: reading.line,
    venue: {
      id: input.newId(),
      committeeId: committee.id,
      level: committee.level,
      name: reading.name,
      kind: reading.kind ?? 'studio',
      studioKind: reading.studioKind,
      divisionCode: null,
      guideId: reading.guide?.id ?? committee.id,
      address: reading.address ?? '',
      phone: reading.phone ?? '',
      hours: reading.hours ?? '',
      openFrom: reading.opensOn,
      convenerId: reading.convener?.personId ?? null,
      residents: unique(reading.residents).map((personId) => ({ personId })),
    },
  })
}

const planKnown = (input: PlanInput, plan: VenuePlan, reading: Reading, known: KnownVenue): void => {
  const next = {
    kind: reading.kind ?? known.kind,
    studioKind: reading.studioKind ?? known.studioKind,
    address: reading.address ?? known.address,
    phone: reading.phone ?? known.phone,
    hours: reading.hours ?? known.hours,
  }
  const residentIds = unique(reading.residents).filter((id) => !known.residentIds.includes(id))
  const convenerId = known.convenerId ? null : (reading.convener?.personId ?? null)
  const what = [
    ...(next.kind !== known.kind ? ['种类'] : []),
    ...(next.studioKind !== known.studioKind ? ['类型'] : []),
    ...(next.address !== known.address ? ['地址'] : []),
    ...(next.phone !== known.phone ? ['公开电话'] : []),
    ...(next.hours !== known.hours ? ['开放时间'] : []),
    ...(convenerId ? [`召集人${reading.convener?.name ?? ''}`] : []),
    ...(residentIds.length > 0 ? [`新入驻 ${residentIds.length} 位`] : []),
  ]
  if (what.length === 0) {
    plan.same += 1
    return
  }
  const opens = known.openFrom ?? input.today
  const residentsFrom = opens > input.today ? opens : input.today
  plan.changed.push({
    id: known.id,
    line: reading.line,
    name: known.name,
    ...next,
    convenerId,
    residentIds,
    residentsFrom,
    what,
  })
}

const unique = (members: KnownMember[]): string[] => [...new Set(members.map(({ personId }) => personId))]
