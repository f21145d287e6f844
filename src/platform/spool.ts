import { createHash } from 'node:crypto'
import { type FileHandle, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomToken } from './crypto.ts'

/** A file as it came over the network, on disk under no name: it is gone with its handle, or with the process. */
export interface Spooled {
  length: number
  sha256: string
  handle: FileHandle
}

/** Takes a file in piece by piece, however slowly it comes, without holding it in memory. */
export const spool = async (pieces: AsyncIterable<unknown>): Promise<Spooled> => {
  const path = join(tmpdir(), `minqiao-upload-${randomToken(12)}`)
  const handle = await open(path, 'wx+', 0o600)
  try {
    await rm(path)
    const hash = createHash('sha256')
    let length = 0
    for await (const one of pieces) {
      const piece = Buffer.isBuffer(one) ? one : Buffer.from(String(one))
      hash.update(piece)
      await handle.writeFile(piece)
      length += piece.length
    }
    return { length, sha256: hash.digest('hex'), handle }
  } catch (error) {
    await handle.close()
    throw error
  }
}

/** The whole of it; the caller holds room for it. */
export const unspool = async ({ handle, length }: Spooled): Promise<Buffer> => {
  const bytes = Buffer.allocUnsafe(length)
  for (let at = 0; at < length;) {
    const { bytesRead } = await handle.read(bytes, at, length - at, at)
    if (bytesRead === 0) throw new Error('a spooled file is shorter than it was')
    at += bytesRead
  }
  return bytes
}

/** Room in memory for what one request brought, kept until it is answered. */
export interface Room {
  /** Waits for its turn; false when none came in time. Of no use twice. */
  take: (bytes: number) => Promise<boolean>
  letGo: () => void
}

/** A few forms of photos from phones; a larger one goes alone. Others wait, first come, first served. */
const mostBytes = 24 * 1024 * 1024
const longestWaitMs = 20_000
let taken = 0
const line: { bytes: number; go: () => void }[] = []

export const openRoom = (): Room => {
  let own = 0
  return {
    take: (bytes) =>
      new Promise((resolve) => {
        const waiter = { bytes, go: () => enter() }
        const late = setTimeout(() => {
          line.splice(line.indexOf(waiter), 1)
          resolve(false)
        }, longestWaitMs)
        const enter = () => {
          clearTimeout(late)
          taken += bytes
          own += bytes
          resolve(true)
        }
        line.push(waiter)
        letIn()
      }),
    letGo: () => {
      taken -= own
      own = 0
      letIn()
    },
  }
}

const letIn = () => {
  for (let [first] = line; first && (taken === 0 || taken + first.bytes <= mostBytes); [first] = line) {
    line.shift()
    first.go()
  }
}
