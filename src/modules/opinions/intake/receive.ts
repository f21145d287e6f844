import { v7 as newId } from 'uuid'
import { pathWithin, todoWithin } from '../../../platform/begin-within.ts'
import { dayOf } from '../../../platform/clock.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { Invalid } from '../../../platform/errors.ts'
import { savePicture } from '../../../platform/file-records.ts'
import type { House } from '../../../platform/house.ts'
import { type Limit, refusalOf, triesWithin } from '../../../platform/rate-limit.ts'
import type { Upload } from '../../../platform/transfer.ts'
import { triage } from '../access.ts'
import { acceptDays } from '../rules.ts'
import { termsOf } from '../terms.ts'
import type { IntakeDoor } from './door.ts'
import { type Receipt, monthOf, newQueryCode, queryDigest } from './receipts.ts'
import { type Speaker, sealSpeaker } from './speakers.ts'

/** What somebody of the public says. */
export interface Said {
  words: string
  speaker: Speaker
  tellsBySms: boolean
  pictures: Upload[]
  /** what it is counted against; empty where nobody could flood */
  limits: readonly Limit[]
}

/**
 * Takes in what somebody of the public wrote: one item with its receipt, its speaker apart and sealed, its clock running, its
 * first step and its studio's to-do. All in one statement after the pictures, since a market's worth comes at once: counters'
 * row locks are held for that statement and the commit. Throws TooMany, Invalid (field `pics`).
 */
export const receive = async (
  tx: Tx,
  house: House,
  door: IntakeDoor,
  said: Said,
  now: Date,
): Promise<Receipt> => {
  const id = newId()
  const code = newQueryCode()
  await keepPictures(tx, house, { id, committeeId: door.committeeId }, said.pictures, now)
  const { rows } = await intake(house, door, said, { id, code }, now).execute(tx)
  const [row] = rows
  if (row?.number) return { opinionId: id, place: door.committeeShort, number: row.number, code }
  throw refusalOf(said.limits[row?.no ?? 0], row?.wait ?? 60)
}

interface Taken {
  number: string | null
  /** where it was refused: which limit is full, and for how many seconds */
  no: number | null
  wait: number | null
}

const intake = (
  house: House,
  door: IntakeDoor,
  said: Said,
  made: { id: string; code: string },
  now: Date,
) => {
  const { committeeId, venueId } = door
  const { id } = made
  const today = dayOf(now)
  const terms = termsOf(said.words)
  const tries = triesWithin(house, said.limits, now)
  const speaker = sealSpeaker(house, said.speaker)
  const addressee = venueId ? { unitId: venueId, role: 'convener' } : { unitId: committeeId, role: 'office' }
  return sql<Taken>`
    with full_limits as materialized (${tries.full}), counted as (${tries.counted}), given as (
      insert into receipt_counters (committee_id, month, last)
      select ${committeeId}::uuid, ${monthOf(now)}, 1 where not exists (select from full_limits)
      on conflict (committee_id, month) do update set last = receipt_counters.last + 1 returning last
    ), numbered as (
      select ${monthOf(now)} || '-' || lpad(last::text, greatest(4, length(last::text)), '0') as number, days,
        add_working_days(${today}::date, days) as due_on
      from given cross join lateral (select coalesce((select (t.value #>> '{}')::int from settings t
        where t.committee_id = ${committeeId} and t.key = ${acceptDays.key} and t.valid @> ${today}::date), ${acceptDays.shipped}::int) as days) d
    ), item as (
      insert into opinions (id, committee_id, campaign_id, activity_id, about, words, channel, code_token, heard_by, handler_id,
        happened_at, received_at, tells_by_sms, number, query_digest, counted_from, due_days, due_on, search, likeness)
      select ${id}::uuid, ${committeeId}::uuid, ${door.campaignId}::uuid, ${door.activityId}::uuid,
        ${door.kind === 'platform' ? 'platform' : 'affairs'}, ${said.words}, ${channelOf(door)}, ${door.token}, ${door.personId}::uuid,
        ${door.personId}::uuid, ${now}::timestamptz, ${now}::timestamptz, ${said.tellsBySms}, number,
        ${queryDigest(house, id, made.code)}::bytea, ${today}::date, days, due_on, array_to_tsvector(${terms.search}::text[]),
        ${terms.likeness}::int[]
      from numbered returning id
    ), at_venue as (
      insert into opinion_venues (opinion_id, venue_id) select id, ${venueId}::uuid from item where ${venueId}::uuid is not null
    ), spoken as (
      insert into opinion_speakers (opinion_id, committee_id, name_sealed, phone_sealed, phone_digest, place_sealed)
      select id, ${committeeId}::uuid, ${speaker?.name ?? null}::bytea, ${speaker?.phone ?? null}::bytea,
        ${speaker?.phoneDigest ?? null}::bytea, ${speaker?.place ?? null}::bytea from item where ${speaker !== null}
    ), begun as (${pathWithin(sql`item`, { record: 'opinion', id, committeeId, step: 'receive', state: 'recorded', now })}
    ), asked as (${todoWithin(sql`numbered`, {
      record: 'opinion',
      id,
      committeeId,
      kind: triage.kind,
      title: triage.title(said.words, sql<string>`number`),
      path: `/staff/opinions/${id}`,
      to: addressee,
      dueOn: sql<string>`due_on`,
      now,
    })})
    select (select number from numbered) as number, (select no from full_limits order by wait desc limit 1) as no,
      (select max(wait) from full_limits) as wait`
}

const channelOf = ({ kind, token }: IntakeDoor): string => {
  if (kind === 'platform' || kind === 'committee' || token === null) return 'online'
  return { person: 'member_code', venue: 'venue_code', activity: 'activity_code', campaign: 'campaign_code' }[
    kind
  ]
}

/** Pictures, re-encoded and without where and when they were taken. Throws Invalid (field `pics`) in words of the encoder. */
export const keepPictures = async (
  tx: Tx,
  house: House,
  opinion: { id: string; committeeId: string },
  pictures: readonly Upload[],
  now: Date,
): Promise<void> => {
  for (const [at, picture] of pictures.entries()) {
    await savePicture(tx, house, {
      committeeId: opinion.committeeId,
      name: `照片${at + 1}`, // what the phone calls it may say where and who
      content: picture.bytes,
      owner: { type: 'opinion', id: opinion.id },
      createdBy: null,
      now,
    }).catch((error: unknown) => {
      throw error instanceof Invalid
        ? new Invalid([{ path: 'pics', message: `${picture.name}：${error.fields[0]?.message ?? ''}` }])
        : error
    })
  }
}
