import { type Actor, unitsOf } from '../../platform/actor.ts'
import { type Tx, sql } from '../../platform/db.ts'
import {
  changed,
  eraseTitles,
  forgetFiles,
  forgetMessages,
  forgetSheets,
  scrubAround,
} from '../../platform/erasure.ts'
import { Conflict, NotFound } from '../../platform/errors.ts'
import type { House } from '../../platform/house.ts'
import { noteMany } from '../../platform/note-many.ts'
import { scrubOf } from '../../platform/quotes.ts'
import { listHandling, scrubHandling } from '../assignments/index.ts'
import type { Derivation, Derived, Erasing } from './derivation.ts'
import { messageId } from './intake/telling.ts'
import { findSpeaker } from './intake/speakers.ts'
import { erasedSelf, erasedWords, ownWords } from './rules.ts'
import { termsOf } from './terms.ts'

interface Held {
  id: string
  committeeId: string
  state: string
  words: string
  title: string | null
  importId: string | null
}

/** What was made from an opinion and what would become of it, before it is erased. Throws NotFound. */
export const previewErasure = async (
  tx: Tx,
  actor: Actor,
  house: House,
  derivations: readonly Derivation[],
  asked: { id: string; alsoWords: boolean },
): Promise<{ derived: Derived[] }> => {
  const held = await hold(tx, actor, asked.id, false)
  return {
    derived: await derivedFrom(tx, actor, derivations, await erasingOf(tx, house, held, asked.alsoWords)),
  }
}

/**
 * Erases who spoke and what was sent to them, and the words, to-dos and pictures too where that was asked; what was made from the
 * item is scrubbed or taken down with it, after `seen`, the list that was shown, still holds. The record, its number and its steps
 * stay, figures keep their totals. Throws NotFound, Conflict when something was made from it meanwhile. (PIPL 47)
 */
export const eraseSpeaker = async (
  tx: Tx,
  actor: Actor,
  house: House,
  derivations: readonly Derivation[],
  asked: { id: string; alsoWords: boolean; seen: string[] },
): Promise<{ id: string }> => {
  const { id, alsoWords } = asked
  const held = await hold(tx, actor, id, true)
  const erasing = await erasingOf(tx, house, held, alsoWords)
  const derived = await derivedFrom(tx, actor, derivations, erasing)
  if (derived.some((one) => !asked.seen.includes(one.id)))
    throw new Conflict('又有从这一条来的内容，请看过下面的清单再办。', { derived })
  await sql`
    update opinion_speakers set name_sealed = null, phone_sealed = null, phone_digest = null, place_sealed = null,
      erased_at = ${actor.now} where opinion_id = ${id}`.execute(tx)
  await eraseItem(tx, held, erasing)
  await forgetMessages(tx, await messagesOf(tx, id))
  await noteMany(tx, actor, 'opinion', 'erase', [held])
  const matter = { recordType: 'opinion', recordId: id }
  await scrubHandling(tx, matter, erasing.scrub, alsoWords ? erasedWords : null)
  const around = [id, ...(await listHandling(tx, matter)), ...(await scrubLeads(tx, erasing))]
  await scrubAround(tx, around, erasing.scrub, actor.now)
  if (alsoWords) {
    await eraseTitles(tx, around, erasedWords)
    await forgetFiles(tx, house, { type: 'opinion', id })
  }
  if (held.importId) await forgetSheets(tx, house, held.importId)
  for (const one of derivations) await one.erase(tx, actor, erasing)
  return { id }
}

const hold = async (tx: Tx, actor: Actor, id: string, isWriting: boolean): Promise<Held> => {
  const { rows } = await sql<Held>`
    select id, committee_id as "committeeId", state, words, title, import_id as "importId" from opinions
    where id = ${id} and committee_id = any(${unitsOf(actor, 'office')}::uuid[]) ${isWriting ? sql`for update` : sql``}`.execute(
    tx,
  )
  const [held] = rows
  if (!held) throw new NotFound()
  return held
}

const erasingOf = async (tx: Tx, house: House, held: Held, alsoWords: boolean): Promise<Erasing> => {
  const speaker = await findSpeaker(tx, house, held.id)
  const said = alsoWords && held.words !== erasedWords ? [held.words, held.title ?? ''] : []
  const instead = { said: erasedWords, own: erasedSelf }
  return { opinionId: held.id, alsoWords, scrub: scrubOf({ said, own: ownWords(speaker) }, instead) }
}

const derivedFrom = async (
  tx: Tx,
  actor: Actor,
  derivations: readonly Derivation[],
  erasing: Erasing,
): Promise<Derived[]> => {
  const lists: Derived[] = []
  for (const one of derivations) lists.push(...(await one.list(tx, actor, erasing)))
  return lists
}

const eraseItem = async (tx: Tx, held: Held, { alsoWords, scrub }: Erasing): Promise<void> => {
  const words = alsoWords ? erasedWords : scrub(held.words)
  const title = alsoWords || held.title === null ? null : scrub(held.title)
  const terms = alsoWords ? { search: [], likeness: [] } : termsOf(words)
  const search = alsoWords ? [] : termsOf(`${title ?? ''} ${words}`).search
  await sql`
    update opinions set tells_by_sms = false, words = ${words}, title = ${title}, search = array_to_tsvector(${search}::text[]),
      likeness = ${terms.likeness}::int[] where id = ${held.id}`.execute(tx)
}

/** What leads of the item are called after; answers their ids. */
const scrubLeads = async (tx: Tx, { opinionId, scrub }: Erasing): Promise<string[]> => {
  const { rows } = await sql<{ id: string; title: string | null }>`
    select id, target_title as title from leads where opinion_id = ${opinionId}`.execute(tx)
  await sql`
    update leads l set target_title = g.title from json_to_recordset(${changed(rows, ['title'], scrub)}::json) g(id uuid, title text)
    where l.id = g.id`.execute(tx)
  return rows.map((row) => row.id)
}

/** Messages to the speaker of an item, by the ids that `tellSpeakers` gives them. */
const messagesOf = async (tx: Tx, id: string): Promise<string[]> => {
  const { rows } = await sql<{ recordId: string; no: number }>`
    select s.record_id as "recordId", s.no from steps s join opinions o on o.id = ${id}
    where s.record_type = 'opinion' and s.record_id in (o.id, o.merged_into) and s.track = 'main'`.execute(tx)
  return rows.map((row) => messageId(row.recordId, row.no, id))
}
