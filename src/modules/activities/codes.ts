import { hmac, sameDigest } from '../../platform/crypto.ts'

/** The six digits of a slot: HMAC-SHA-256 of the slot's number under the activity's secret, cut as RFC 4226 cuts. */
export const codeAt = (secret: Uint8Array, slot: number): string => {
  const digest = hmac(secret, String(slot))
  const offset = (digest[31] ?? 0) & 0x0f
  return String((digest.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, '0')
}

/** The slot among those given whose code this is, or null. */
export const slotOfCode = (secret: Uint8Array, code: string, slots: readonly number[]): number | null =>
  slots.find((slot) => sameDigest(Buffer.from(codeAt(secret, slot)), Buffer.from(code))) ?? null
