import { randomInt } from 'node:crypto'
import { dayOf } from '../../../platform/clock.ts'
import { sameDigest } from '../../../platform/crypto.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import type { House } from '../../../platform/house.ts'
import { halfWidth } from '../../../platform/phones.ts'

/** What the speaker keeps: read over the phone, copied by hand. */
export interface Receipt {
  opinionId: string
  /** 临湖 */
  place: string
  /** 2609-0147 */
  number: string
  /** six digits */
  code: string
}

/** YYMM of an instant: the first half of a number. */
export const monthOf = (now: Date): string => dayOf(now).slice(2, 7).replace('-', '')

/** 2609-0147: four digits of sequence, more when they are full. */
export const numberOf = (month: string, last: number): string => `${month}-${String(last).padStart(4, '0')}`

/** The next number of a 政协 in its month, held until the commit: taken late. (domain.md C29) */
export const nextNumber = async (tx: Tx, committeeId: string, now: Date): Promise<string> => {
  const { rows } = await sql<{ last: number }>`
    insert into receipt_counters (committee_id, month, last) values (${committeeId}, ${monthOf(now)}, 1)
    on conflict (committee_id, month) do update set last = receipt_counters.last + 1 returning last`.execute(
    tx,
  )
  return numberOf(monthOf(now), rows[0]?.last ?? 0)
}

/** A query code, at random: six digits. */
export const newQueryCode = (): string => String(randomInt(1_000_000)).padStart(6, '0')

/** What is kept of a query code: a keyed digest, good for its one item. */
export const queryDigest = (house: Pick<House, 'keyring'>, opinionId: string, code: string): Buffer =>
  house.keyring.hmac('query code', `${opinionId}:${code}`)

/** A link that shows a receipt, or an item by it, to whoever holds it: nothing in it can be read or guessed. */
export const sealLink = (
  house: Pick<House, 'keyring'>,
  kind: 'receipt' | 'track',
  receipt: Receipt,
): string =>
  house.keyring.seal(JSON.stringify([kind, ...Object.values(receiptOf(receipt))])).toString('base64url')

/** The receipt in a link, or null when it is none of ours. */
const openLink = (house: Pick<House, 'keyring'>, kind: 'receipt' | 'track', link: string): Receipt | null => {
  const opened = unsealed(house, link)
  const [said, opinionId, place, number, code] = opened
  if (said !== kind || !opinionId || place === undefined || !number || code === undefined) return null
  return { opinionId, place, number, code }
}

/** The receipt in a link while its query code still stands: a receipt made out anew ends the links of the one before. */
export const findByLink = async (
  tx: Tx,
  house: Pick<House, 'keyring'>,
  kind: 'receipt' | 'track',
  link: string,
): Promise<Receipt | null> => {
  const receipt = openLink(house, kind, link)
  if (!receipt) return null
  const { rows } = await sql<{ digest: Buffer | null }>`
    select query_digest as digest from opinions where id = ${receipt.opinionId}`.execute(tx)
  const digest = rows[0]?.digest
  return digest && sameDigest(digest, queryDigest(house, receipt.opinionId, receipt.code)) ? receipt : null
}

const receiptOf = ({ opinionId, place, number, code }: Receipt) => ({ opinionId, place, number, code })

const unsealed = (house: Pick<House, 'keyring'>, link: string): string[] => {
  if (!/^[\w-]{40,400}$/.test(link)) return []
  try {
    const parts: unknown = JSON.parse(house.keyring.open(Buffer.from(link, 'base64url')))
    return Array.isArray(parts) ? parts.map(String) : []
  } catch {
    return [] // a link that was cut or made up opens nothing
  }
}

/** Number and place as somebody typed them: 临湖 2609-0147, ２６０９０１４７. Null when there is no number in it. */
export const readNumber = (typed: string): { place: string; number: string } | null => {
  const plain = halfWidth(typed).replace(/[\s·,.，。]/g, '')
  const match = /^(\D*?)(\d{4})[-－—]?(\d{4,8})$/.exec(plain)
  return match ? { place: match[1] ?? '', number: `${match[2]}-${match[3]}` } : null
}

/**
 * The item of a number and its query code, or null; one answer for a wrong number and a wrong code. A number may stand once in
 * each 政协: the place, where it was typed, decides between two that share number and code by chance.
 */
export const findByReceipt = async (
  tx: Tx,
  house: Pick<House, 'keyring'>,
  asked: { place: string; number: string; code: string },
): Promise<Receipt | null> => {
  const { rows } = await sql<{ opinionId: string; place: string; digest: Buffer }>`
    select o.id as "opinionId", c.short_name as place, o.query_digest as digest
    from opinions o join units c on c.id = o.committee_id where o.number = ${asked.number} and o.query_digest is not null
    order by position(${asked.place} in c.short_name) > 0 desc, o.id`.execute(tx)
  const found = rows.find((row) => sameDigest(row.digest, queryDigest(house, row.opinionId, asked.code)))
  return found
    ? { opinionId: found.opinionId, place: found.place, number: asked.number, code: asked.code }
    : null
}
