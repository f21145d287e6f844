import { createHash } from 'node:crypto'
import { type Tx, sql } from '../../../platform/db.ts'
import { type Sheet, type SheetForm, badLinesOf } from '../../../platform/importing/index.ts'
import type { FilledRow, SheetProblem } from '../../../platform/spreadsheet/index.ts'
import { channels, mostWords } from '../rules.ts'
import { answeredWords, importedChannels } from './columns.ts'

/** One item as it would be written. */
export interface ImportedItem {
  id: string
  words: string
  channel: string
  venueId: string | null
  happenedOn: string
  isAnswered: boolean
  name: string | null
  phone: string | null
  place: string | null
}

/** What an import would do; nothing of it has been written. */
export interface OpinionPlan {
  fresh: ImportedItem[]
  same: number
  problems: SheetProblem[]
}

/** Compares a sheet with what stands: what was imported before is the same item, whoever sends it again. */
export const planOpinions = async (
  tx: Tx,
  sheet: Sheet<SheetForm, FilledRow>,
  today: string,
): Promise<OpinionPlan> => {
  const venues = await openVenues(tx, sheet.committeeId, today)
  const plan: OpinionPlan = { fresh: [], same: 0, problems: [] }
  const bad = badLinesOf(sheet)
  const lines = new Map<string, number>()
  const read: ImportedItem[] = []
  for (const { line, values } of sheet.rows) {
    const { item, problems } = readRow(sheet.committeeId, values, venues, today)
    const double = lines.get(item.id)
    if (double !== undefined)
      problems.push({ key: 'words', words: `与第 ${double} 行一字不差；真是两件，请写出不同的地方` })
    plan.problems.push(...problems.map((problem) => ({ ...problem, line, stops: false })))
    if (problems.length > 0 || bad.has(line)) continue
    lines.set(item.id, line)
    read.push(item)
  }
  const known = await knownIds(
    tx,
    read.map(({ id }) => id),
  )
  plan.fresh = read.filter(({ id }) => !known.has(id))
  plan.same = read.length - plan.fresh.length
  return plan
}

const readRow = (
  committeeId: string,
  values: FilledRow['values'],
  venues: ReadonlyMap<string, string>,
  today: string,
) => {
  const problems: { key: string; words: string }[] = []
  const code = values['venueCode'] ?? null
  const venueId = code ? (venues.get(code) ?? null) : null
  const words = (values['words'] ?? '').normalize('NFC')
  const happenedOn = values['happenedOn'] ?? ''
  const channel = importedChannels.find((one) => channels[one] === values['channel']) ?? 'letter'
  if (code && !venueId) problems.push({ key: 'venueCode', words: `没有编号 ${code} 的、开着的工作室` })
  if (happenedOn > today) problems.push({ key: 'happenedOn', words: '日期还没到，请改成今天或以前' })
  if (Array.from(words).length > mostWords)
    problems.push({ key: 'words', words: `内容有 ${Array.from(words).length} 字，最多 ${mostWords} 字` })
  const item: ImportedItem = {
    id: idOf([committeeId, happenedOn, channel, venueId ?? '', words]),
    words,
    channel,
    venueId,
    happenedOn,
    isAnswered: values['answered'] === answeredWords.yes,
    name: short(values['name'], 40, 'name', problems),
    phone: values['phone'] ?? null,
    place: short(values['place'], 100, 'place', problems),
  }
  return { item, problems }
}

const short = (
  value: string | null | undefined,
  most: number,
  key: string,
  problems: { key: string; words: string }[],
): string | null => {
  if (value && Array.from(value).length > most) problems.push({ key, words: `最多 ${most} 个字` })
  return value || null
}

/** The id of what is said: the same words of the same day and place are the same item. Nothing of who spoke goes into it. */
const idOf = (parts: readonly string[]): string => {
  const bytes = createHash('sha256').update(JSON.stringify(parts)).digest().subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

const openVenues = async (tx: Tx, committeeId: string, today: string): Promise<Map<string, string>> => {
  const { rows } = await sql<{ code: string; id: string }>`
    select u.code, u.id from units u join venues v on v.id = u.id
    where u.committee_id = ${committeeId} and u.open_during @> ${today}::date`.execute(tx)
  return new Map(rows.map(({ code, id }) => [code, id]))
}

const knownIds = async (tx: Tx, ids: string[]): Promise<Set<string>> => {
  const { rows } = await sql<{ id: string }>`select id from opinions where id = any(${ids}::uuid[])`.execute(
    tx,
  )
  return new Set(rows.map(({ id }) => id))
}
