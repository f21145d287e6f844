import { inflateRawSync } from 'node:zlib'
import type { PlaceName } from './places.ts'

/**
 * To whom words of a place's records may show: `open` is the open face, which a 政协 above sees too; `hidden` stays in the
 * 政协; `private` with the owner, the studio and the staff over it; `office` with the office.
 */
export type Reach = 'open' | 'hidden' | 'private' | 'office'

/** A word that occurs nowhere else: it tells where a text came from. */
export const canary = (place: PlaceName, reach: Reach, kind: string): string => `Q${reach}${place} ${kind}`

/** Canaries in a reply: `Q` + reach + place. Spreadsheets are looked into. */
export const canariesIn = (body: Buffer): { reach: string; place: string }[] => {
  const texts = [body.toString('utf8'), ...entriesOf(body)]
  return texts.flatMap((text) =>
    [...text.matchAll(/Q(open|hidden|private|office)([ABCP])\b/g)].map(([, reach = '', place = '']) => ({
      reach,
      place,
    })),
  )
}

/** Texts inside a zip file: every local entry, deflated or stored. */
export const entriesOf = (body: Buffer): string[] => {
  if (body.subarray(0, 2).toString('latin1') !== 'PK') return []
  const texts: string[] = []
  for (let at = body.indexOf('PK\u0003\u0004', 0, 'latin1'); at >= 0;) {
    const method = body.readUInt16LE(at + 8)
    const from = at + 30 + body.readUInt16LE(at + 26) + body.readUInt16LE(at + 28)
    const next = body.indexOf('PK\u0003\u0004', from, 'latin1')
    const content = body.subarray(from, next < 0 ? undefined : next)
    texts.push(method === 8 ? inflateRawSync(content).toString('utf8') : content.toString('utf8'))
    at = next
  }
  return texts
}

const above: Record<PlaceName, PlaceName[]> = { A: ['C', 'P'], B: ['C', 'P'], C: ['P'], P: [] }

/** Who reads: enough to say which canaries may show. */
export interface Reader {
  name: string
  place: PlaceName
  role: string
}

/** Owner, studio and the staff over it. */
const near = ['member', 'convener', 'special_committee', 'contact_group', 'office']

/** Whether this canary may be in a reply to this reader. */
export const mayShow = (reader: Reader, found: { reach: string; place: string }): boolean => {
  const isOwn = reader.place === found.place
  if (found.reach === 'open') return isOwn || above[placeOf(found.place)].includes(reader.place)
  if (!isOwn) return false
  if (found.reach === 'office') return reader.role === 'office'
  if (found.reach === 'private')
    return (
      near.includes(reader.role) && (!reader.name.endsWith('another') || reader.role === 'special_committee')
    )
  return true
}

const placeOf = (word: string): PlaceName => (word === 'A' || word === 'B' || word === 'C' ? word : 'P')
