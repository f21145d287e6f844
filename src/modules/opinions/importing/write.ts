import { beginningOf } from '../../../platform/beginning.ts'
import { beginMany } from '../../../platform/begin-many.ts'
import { dayOf, startOf } from '../../../platform/clock.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import type { House } from '../../../platform/house.ts'
import { openTodos } from '../../../platform/todos.ts'
import { triage } from '../access.ts'
import { daysToAccept } from '../clock.ts'
import { monthOf, numberOf } from '../intake/receipts.ts'
import { sealSpeaker } from '../intake/speakers.ts'
import { opinionProcess } from '../process.ts'
import { termsOf } from '../terms.ts'
import type { ImportedItem } from './plan.ts'

interface By {
  committeeId: string
  personId: string
  /** the run that brings them in */
  importId: string
  now: Date
}

/**
 * Writes items of a sheet in a constant number of statements: those without an answer with a number, a clock from today and
 * their studio's to-do, their receipts to be printed afterwards; those answered as closed. Who spoke is sealed apart.
 */
export const writeImported = async (
  tx: Tx,
  house: House,
  items: readonly ImportedItem[],
  by: By,
): Promise<void> => {
  if (items.length === 0) return
  const waiting = items.filter((item) => !item.isAnswered)
  const numbers = await takeNumbers(tx, by, waiting.length)
  const days = await daysToAccept(tx, by.committeeId, by.now)
  const numbered = new Map(waiting.map((item, at) => [item.id, numbers[at] ?? null]))
  const rows = items.map((item) => ({
    ...item,
    ...termsOf(item.words),
    happenedAt: startOf(item.happenedOn).toISOString(),
    number: numbered.get(item.id) ?? null,
    tells: !item.isAnswered && item.phone !== null,
    state: item.isAnswered ? 'closed' : 'recorded',
  }))
  const { rows: due } = await sql<{ id: string; dueOn: string | null }>`
    insert into opinions (id, committee_id, words, channel, state, recorded_by, happened_at, received_at, tells_by_sms, number, import_id,
      counted_from, due_days, due_on, search, likeness)
    select id, ${by.committeeId}::uuid, words, channel, state, ${by.personId}::uuid, "happenedAt", ${by.now}::timestamptz, tells, number, ${by.importId}::uuid,
      case when number is not null then ${dayOf(by.now)}::date end, case when number is not null then ${days}::int end,
      case when number is not null then (select add_working_days(${dayOf(by.now)}::date, ${days}::int)) end,
      array_to_tsvector(array(select jsonb_array_elements_text(search))), array(select jsonb_array_elements_text(likeness)::int)
    from json_to_recordset(${JSON.stringify(rows)}::json)
      i(id uuid, words text, channel text, state text, "happenedAt" timestamptz, tells boolean, number text, search jsonb, likeness jsonb)
    returning id, due_on as "dueOn"`.execute(tx)
  await sql`
    insert into opinion_venues (opinion_id, venue_id)
    select id, "venueId" from json_to_recordset(${JSON.stringify(rows)}::json) i(id uuid, "venueId" uuid)
    where "venueId" is not null`.execute(tx)
  await keepSpeakers(tx, house, items, by.committeeId)
  await begin(tx, waiting, 'recorded', by)
  await begin(
    tx,
    items.filter((item) => item.isAnswered),
    'closed',
    by,
  )
  const dueOf = new Map(due.map(({ id, dueOn }) => [id, dueOn]))
  await openTodos(
    tx,
    waiting.map((item) => ({
      committeeId: by.committeeId,
      recordType: 'opinion',
      recordId: item.id,
      kind: triage.kind,
      title: `${opinionProcess.waits.recorded?.label ?? ''}：${numbered.get(item.id) ?? ''} ${beginningOf(item.words)}`,
      path: `/staff/opinions/${item.id}`,
      to: item.venueId
        ? { unitId: item.venueId, role: 'convener' }
        : { unitId: by.committeeId, role: 'office' },
      dueOn: dueOf.get(item.id) ?? null,
    })),
    by.now,
  )
}

/** So many receipt numbers of this month at once, in order. */
const takeNumbers = async (tx: Tx, { committeeId, now }: By, many: number): Promise<string[]> => {
  if (many === 0) return []
  const month = monthOf(now)
  const { rows } = await sql<{ last: number }>`
    insert into receipt_counters (committee_id, month, last) values (${committeeId}, ${month}, ${many})
    on conflict (committee_id, month) do update set last = receipt_counters.last + ${many} returning last`.execute(
    tx,
  )
  const first = (rows[0]?.last ?? many) - many + 1
  return Array.from({ length: many }, (_, at) => numberOf(month, first + at))
}

const keepSpeakers = async (tx: Tx, house: House, items: readonly ImportedItem[], committeeId: string) => {
  const hex = (bytes: Buffer | null) => bytes?.toString('hex') ?? null
  const sealed = items.flatMap(({ id, name, phone, place }) => {
    const kept = sealSpeaker(house, { name, phone, place })
    return kept
      ? [
          {
            id,
            name: hex(kept.name),
            phone: hex(kept.phone),
            digest: hex(kept.phoneDigest),
            place: hex(kept.place),
          },
        ]
      : []
  })
  if (sealed.length === 0) return
  await sql`
    insert into opinion_speakers (opinion_id, committee_id, name_sealed, phone_sealed, phone_digest, place_sealed)
    select id, ${committeeId}::uuid, decode(name, 'hex'), decode(phone, 'hex'), decode(digest, 'hex'), decode(place, 'hex')
    from json_to_recordset(${JSON.stringify(sealed)}::json) s(id uuid, name text, phone text, digest text, place text)`.execute(
    tx,
  )
}

const begin = (tx: Tx, items: readonly ImportedItem[], state: string, by: By) =>
  beginMany(
    tx,
    items.map(({ id }) => ({ id, committeeId: by.committeeId })),
    { record: 'opinion', step: 'record', state, by: { personId: by.personId, now: by.now } },
  )
