import { createInflateRaw } from 'node:zlib'
import { pipeline, Readable } from 'node:stream'

/** A file that is no .xlsx we can read; the message says to the sender what is wrong and what to do. */
export class BadSpreadsheet extends Error {
  override name = 'BadSpreadsheet'
}

/** The parts of an .xlsx file by path, each read as a stream. */
export type Archive = {
  paths(): string[]
  has(path: string): boolean
  /** Text of a part in pieces; throws BadSpreadsheet when it is torn or unpacks to more than it said. */
  pieces(path: string): AsyncGenerator<string>
  /** Text of a small part (at most 8 MB); '' when there is none. */
  text(path: string): Promise<string>
}

const maxFileBytes = 50 * 1024 * 1024
/** What all parts that we read may unpack to; they are read piece by piece and never held whole. */
const maxUnpackedBytes = 300 * 1024 * 1024
const maxSmallPartLength = 8 * 1024 * 1024
const tooLarge =
  '文件展开后太大，读不了。常见的原因是表格下面带着很多空行：请把有内容的行复制到一张新表里，另存后再传。'
const torn = '文件不完整或已损坏，打不开。请在 Excel 或 WPS 里打开它，另存为 .xlsx 后再传。'

/** Opens an .xlsx file by its central directory; throws BadSpreadsheet for anything else, before unpacking any of it. */
export function openArchive(file: Uint8Array): Archive {
  const archive = openParts(file)
  const otherKind = obstacleByParts(archive)
  if (otherKind) throw new BadSpreadsheet(otherKind)
  return archive
}

/** The parts of any file of this family (.docx too). */
export function openParts(file: Uint8Array): Archive {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  const obstacle = obstacleByFirstBytes(bytes)
  if (obstacle) throw new BadSpreadsheet(obstacle)
  const parts = directoryOf(bytes)
  let unpackedSoFar = 0

  async function* pieces(path: string): AsyncGenerator<string> {
    const part = parts.get(path)
    if (!part) return
    if (unpackedSoFar + part.unpackedBytes > maxUnpackedBytes) throw new BadSpreadsheet(tooLarge)
    const decoder = new TextDecoder('utf-8', { fatal: true })
    let unpacked = 0
    try {
      for await (const chunk of unpack(bytes, part)) {
        unpacked += chunk.length
        unpackedSoFar += chunk.length
        if (unpacked > part.unpackedBytes) throw new BadSpreadsheet(tooLarge)
        yield decoder.decode(chunk, { stream: true })
      }
      yield decoder.decode()
    } catch (cause) {
      throw cause instanceof BadSpreadsheet ? cause : new BadSpreadsheet(torn, { cause })
    }
  }

  return {
    paths: () => [...parts.keys()],
    has: (path) => parts.has(path),
    pieces,
    async text(path) {
      let text = ''
      for await (const piece of pieces(path)) {
        text += piece
        if (text.length > maxSmallPartLength) throw new BadSpreadsheet(tooLarge)
      }
      return text
    },
  }
}

type Part = { offset: number; packedBytes: number; unpackedBytes: number; method: number }

async function* unpack(bytes: Buffer, part: Part): AsyncGenerator<Uint8Array> {
  if (bytes.readUInt32LE(part.offset) !== 0x04034b50) throw new BadSpreadsheet(torn)
  const start = part.offset + 30 + bytes.readUInt16LE(part.offset + 26) + bytes.readUInt16LE(part.offset + 28)
  const packed = bytes.subarray(start, start + part.packedBytes)
  if (part.method === 0) yield packed
  else yield* inflated(packed)
}

async function* inflated(packed: Buffer): AsyncGenerator<Uint8Array> {
  const inflate = createInflateRaw({ chunkSize: 65_536 })
  pipeline(Readable.from(slices(packed), { objectMode: false }), inflate, () => undefined)
  for await (const chunk of inflate) yield chunk
}

function* slices(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536)
}

function directoryOf(bytes: Buffer): Map<string, Part> {
  const parts = new Map<string, Part>()
  const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  if (end < 0) throw new BadSpreadsheet(torn)
  try {
    const count = bytes.readUInt16LE(end + 10)
    let at = bytes.readUInt32LE(end + 16)
    for (let i = 0; i < count; i++) {
      if (bytes.readUInt32LE(at) !== 0x02014b50) throw new BadSpreadsheet(torn)
      const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) =>
        bytes.readUInt16LE(at + field),
      )
      const part = {
        offset: bytes.readUInt32LE(at + 42),
        packedBytes: bytes.readUInt32LE(at + 20),
        unpackedBytes: bytes.readUInt32LE(at + 24),
        method: bytes.readUInt16LE(at + 10),
      }
      const nameEnd = at + 46 + (nameLength ?? 0)
      const name = bytes.toString('utf8', at + 46, nameEnd).replaceAll('\\', '/')
      const isLocked = (bytes.readUInt16LE(at + 8) & 1) === 1
      if (isLocked || (part.method !== 0 && part.method !== 8)) throw new BadSpreadsheet(torn)
      parts.set(name, part)
      at = nameEnd + (extraLength ?? 0) + (commentLength ?? 0)
    }
  } catch (cause) {
    throw new BadSpreadsheet(torn, { cause })
  }
  return parts
}

function obstacleByFirstBytes(bytes: Buffer): string | null {
  const start = bytes.toString('latin1', 0, 8)
  if (bytes.length === 0) return '文件是空的。请重新选一个再传。'
  if (bytes.length > maxFileBytes) return '文件超过 50 MB。请分成几个文件再传。'
  if (start.startsWith('PK\x03\x04')) return null
  if (start.startsWith('\xd0\xcf\x11\xe0'))
    return '这是旧格式（.xls、.et）或加了密码的文件。请在 Excel 或 WPS 里取消密码，另存为 .xlsx 后再传。'
  return '这不是 .xlsx 表格，只改后缀名是不行的。请在 Excel 或 WPS 里打开原来的表，另存为 .xlsx 后再传。'
}

function obstacleByParts(parts: Archive): string | null {
  const names = parts.paths()
  if (parts.has('xl/workbook.xml')) return null
  if (parts.has('xl/workbook.bin')) return '这是 .xlsb 格式。请在 Excel 或 WPS 里另存为 .xlsx 后再传。'
  if (parts.has('content.xml')) return '这是 .ods 格式。请另存为 .xlsx 后再传。'
  if (names.some((name) => name.startsWith('word/')))
    return '这是 Word 文档，不是表格。请用下载的模板填好后再传。'
  return '这是压缩包，不是 .xlsx 表格。请解压后，把里面的 .xlsx 文件传上来。'
}
