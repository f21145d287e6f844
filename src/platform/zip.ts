import { crc32 } from 'node:zlib'

/** Several files as one .zip, unpacked as they are (spreadsheets are packed already); names may be Chinese. */
export const writeZip = (files: readonly { name: string; content: Uint8Array }[], now: Date): Buffer => {
  const stamp = stampOf(now)
  const parts: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let offset = 0
  for (const { name, content } of files) {
    const named = Buffer.from(name, 'utf8')
    const about = aboutOf(content, named, stamp)
    const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), about, named])
    parts.push(local, content)
    directory.push(entryOf(about, named, offset))
    offset += local.length + content.length
  }
  const entries = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(entries.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, entries, end])
}

/** What both heads of a file say: version, names in UTF-8, stored as it is, time, checksum, sizes. */
const aboutOf = (content: Uint8Array, named: Buffer, stamp: number): Buffer => {
  const about = Buffer.alloc(26)
  about.writeUInt16LE(20, 0)
  about.writeUInt16LE(0x0800, 2)
  about.writeUInt32LE(stamp, 6)
  about.writeUInt32LE(crc32(content), 10)
  about.writeUInt32LE(content.length, 14)
  about.writeUInt32LE(content.length, 18)
  about.writeUInt16LE(named.length, 22)
  return about
}

const entryOf = (about: Buffer, named: Buffer, offset: number): Buffer => {
  const tail = Buffer.alloc(14)
  tail.writeUInt32LE(offset, 10)
  return Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), about, tail, named])
}

/** Day and time in Shanghai as this format packs them: the time in the lower half, two-second steps. */
const stampOf = (now: Date): number => {
  const at = new Date(now.getTime() + 8 * 3_600_000)
  const day = ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate()
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1)
  return day * 65_536 + time
}
