import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type pg from 'pg'
import { tableTexts } from './table-texts.ts'

/** What speakers said of themselves: words, digits and names that occur nowhere else. */
export const secrets = ['金丝雀𠮷', '19900009876', '金丝雀弄88号', '纸上鹂歌', '19900005432', '鹂歌坊7栋']
/** What was said, erased later with its pictures. */
export const erased = '渡口的棚子漏雨鸬鹚'

/** The secrets that a text holds, plain or as the database and JSON write bytes and letters. */
export const secretsIn = (text: string, all: readonly string[] = secrets): string[] =>
  all.filter((secret) =>
    [
      secret,
      encodeURIComponent(secret),
      Buffer.from(secret).toString('hex'),
      Buffer.from(secret).toString('base64').replace(/=+$/, ''),
      JSON.stringify(secret).slice(1, -1),
      secret.replace(/(\d{3})(\d{4})(\d{4})/, '$1-$2-$3'),
    ].some((shape) => text.includes(shape)),
  )

/** The tables whose rows hold one of these texts, the database's own sight of them. */
export const tablesHolding = async (owner: pg.Client, all: readonly string[] = secrets): Promise<string[]> =>
  [...(await tableTexts(owner))].flatMap(([name, text]) => (secretsIn(text, all).length > 0 ? [name] : []))

/** What lies zipped in a tar, unzipped. */
export const unpacked = (tar: Buffer): Buffer[] => {
  const found: Buffer[] = []
  for (let at = 0; at + 512 <= tar.length;) {
    const size = Number.parseInt(tar.toString('latin1', at + 124, at + 135), 8)
    if (!Number.isFinite(size)) return found
    const piece = tar.subarray(at + 512, at + 512 + size)
    if (piece[0] === 0x1f && piece[1] === 0x8b) found.push(gunzipSync(piece))
    at += 512 + Math.ceil(size / 512) * 512
  }
  return found
}

/** Every file below a folder. */
export const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
