import { v7 as newId } from 'uuid'
import { actingAs } from '../../../platform/actor.ts'
import { dayOf } from '../../../platform/clock.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { Invalid } from '../../../platform/errors.ts'
import { savePicture } from '../../../platform/file-records.ts'
import type { House } from '../../../platform/house.ts'
import { numberSetting } from '../../../platform/settings.ts'
import { beginProcess } from '../../../platform/take-step.ts'
import type { Upload } from '../../../platform/transfer.ts'
import { opinionFlow } from '../access.ts'
import { acceptDays } from '../rules.ts'
import { termsOf } from '../terms.ts'
import type { IntakeDoor } from './door.ts'
import { type Receipt, newQueryCode, nextNumber, queryDigest } from './receipts.ts'
import { type Speaker, keepSpeaker } from './speakers.ts'

/** What somebody of the public says. */
export interface Said {
  words: string
  speaker: Speaker
  tellsBySms: boolean
  pictures: Upload[]
}

/** Takes in what somebody of the public wrote: one item, with its receipt, its speaker apart and sealed, its clock running. */
export const receive = async (
  tx: Tx,
  house: House,
  door: IntakeDoor,
  said: Said,
  now: Date,
): Promise<Receipt> => {
  const id = newId()
  const code = newQueryCode()
  const today = dayOf(now)
  const days = await numberSetting(tx, door.committeeId, today, acceptDays)
  const terms = termsOf(said.words)
  await keepPictures(tx, house, { id, committeeId: door.committeeId }, said.pictures, now)
  const number = await nextNumber(tx, door.committeeId, now) // held until the commit: as late as can be
  await sql`
    insert into opinions (id, committee_id, campaign_id, activity_id, about, words, channel, code_token, heard_by, handler_id,
      happened_at, received_at, tells_by_sms, number, query_digest, counted_from, due_days, due_on, search, likeness)
    values (${id}, ${door.committeeId}, ${door.campaignId}, ${door.activityId}, ${door.kind === 'platform' ? 'platform' : 'affairs'},
      ${said.words}, ${channelOf(door)}, ${door.token}, ${door.personId}, ${door.personId}, ${now}, ${now}, ${said.tellsBySms},
      ${number}, ${queryDigest(house, number, code)}, ${today}, ${days}, add_working_days(${today}::date, ${days}::int),
      array_to_tsvector(${terms.search}::text[]), ${terms.likeness}::int[])`.execute(tx)
  if (door.venueId)
    await sql`insert into opinion_venues (opinion_id, venue_id) values (${id}, ${door.venueId})`.execute(tx)
  await keepSpeaker(tx, house, { opinionId: id, committeeId: door.committeeId, ...said.speaker })
  await beginProcess(tx, actingAs('speaker', now), opinionFlow, {
    id,
    committeeId: door.committeeId,
    step: 'receive',
  })
  return { opinionId: id, place: door.committeeShort, number, code }
}

const channelOf = ({ kind, token }: IntakeDoor): string => {
  if (kind === 'platform' || kind === 'committee') return 'online'
  if (token === null) return 'online'
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
  for (const picture of pictures) {
    await savePicture(tx, house, {
      committeeId: opinion.committeeId,
      name: picture.name,
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
