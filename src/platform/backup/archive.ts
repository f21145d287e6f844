import { createHash } from 'node:crypto'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import type { Readable } from 'node:stream'

/** One file inside a backup. */
export interface Member {
  name: string
  bytes: number
  /** 64 hex digits */
  sha256: string
}

/** What is being written: a plain tar (ustar), so that a backup can be looked into without this program. */
export interface ArchiveWriter {
  add: (name: string, content: Buffer) => Promise<Member>
  /** `bytes` is what the stream will give; anything else fails */
  addStream: (name: string, bytes: number, content: Readable) => Promise<Member>
  /** Puts it on disk under its name, whole. */
  finish: () => Promise<void>
  abandon: () => Promise<void>
}

const block = 512

export const writeArchive = async (path: string): Promise<ArchiveWriter> => {
  const draft = `${path}.partial`
  const file = await open(draft, 'wx', 0o600)
  const put = async (name: string, bytes: number, pieces: AsyncIterable<Buffer> | Iterable<Buffer>) => {
    await file.write(headerOf(name, bytes))
    const hash = createHash('sha256')
    let written = 0
    for await (const piece of pieces) {
      hash.update(piece)
      written += piece.length
      await file.write(piece)
    }
    if (written !== bytes) throw new Error(`${name} 应有 ${bytes} 字节，读到 ${written} 字节`)
    await file.write(Buffer.alloc(padding(bytes)))
    return { name, bytes, sha256: hash.digest('hex') }
  }
  return {
    add: (name, content) => put(name, content.length, [content]),
    addStream: put,
    finish: async () => {
      await file.write(Buffer.alloc(2 * block))
      await file.sync()
      await file.close()
      await rename(draft, path)
    },
    abandon: async () => {
      await file.close()
      await rm(draft, { force: true })
    },
  }
}

/** One member while the archive is read from front to back. */
export interface Reading {
  name: string
  bytes: number
  /** The content in pieces; may be left unread. */
  pieces: () => AsyncGenerator<Buffer>
}

export class Damaged extends Error {}

/** Reads members in order. Throws Damaged at the first byte that our own writing would not have put there. */
export async function* readArchive(path: string): AsyncGenerator<Reading> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    let at = 0
    for (;;) {
      const header = await exactly(file, at, block)
      if (header.every((byte) => byte === 0)) {
        const rest = await exactly(file, at + block, block)
        if (rest.some((byte) => byte !== 0) || size !== at + 2 * block) throw new Damaged('末尾不完整')
        return
      }
      const name = header.subarray(0, 100).toString('utf8').replace(/\0+$/, '')
      const bytes = Number.parseInt(header.subarray(124, 135).toString('ascii'), 8)
      if (!Number.isSafeInteger(bytes) || !header.equals(headerOf(name, bytes)))
        throw new Damaged(`第 ${at} 字节处的目录项坏了`)
      const from = at + block
      yield { name, bytes, pieces: () => piecesOf(file, from, bytes) }
      const pad = await exactly(file, from + bytes, padding(bytes))
      if (pad.some((byte) => byte !== 0)) throw new Damaged(`${name} 之后有多余的内容`)
      at = from + bytes + padding(bytes)
    }
  } finally {
    await file.close()
  }
}

/** A member whole in memory. */
export const wholeOf = async (member: Reading): Promise<Buffer> => {
  const pieces: Buffer[] = []
  for await (const piece of member.pieces()) pieces.push(piece)
  return Buffer.concat(pieces)
}

const pieceBytes = 1024 * 1024

async function* piecesOf(file: FileHandle, from: number, bytes: number): AsyncGenerator<Buffer> {
  for (let done = 0; done < bytes; done += pieceBytes)
    yield await exactly(file, from + done, Math.min(pieceBytes, bytes - done))
}

const exactly = async (file: FileHandle, at: number, bytes: number): Promise<Buffer> => {
  const buffer = Buffer.alloc(bytes)
  let done = 0
  while (done < bytes) {
    const { bytesRead } = await file.read(buffer, done, bytes - done, at + done)
    if (bytesRead === 0) throw new Damaged('文件被截断了')
    done += bytesRead
  }
  return buffer
}

const padding = (bytes: number): number => (block - (bytes % block)) % block

/** A ustar header that depends on name and size alone. */
const headerOf = (name: string, bytes: number): Buffer => {
  if (Buffer.byteLength(name) > 99) throw new Error(`${name} 太长`)
  const header = Buffer.alloc(block)
  const octal = (value: number, width: number) => value.toString(8).padStart(width - 1, '0')
  header.write(name, 0)
  header.write('0000600', 100)
  header.write('0000000', 108)
  header.write('0000000', 116)
  header.write(octal(bytes, 12), 124)
  header.write('00000000000', 136)
  header.write('        ', 148)
  header.write('0', 156)
  header.write('ustar\u000000', 257)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${octal(sum, 7)}\u0000 `, 148)
  return header
}
