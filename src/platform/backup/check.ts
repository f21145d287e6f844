import { createHash } from 'node:crypto'
import { Damaged, type Reading, readArchive, wholeOf } from './archive.ts'
import { Manifest, format } from './manifest.ts'

/** Reads a backup from front to back, compares every digest and gives its manifest. Throws Damaged, or names a newer form. */
export const checkBackup = async (path: string): Promise<Manifest> => {
  const seen: { name: string; bytes: number; sha256: string }[] = []
  let manifest: { text: Buffer; value: unknown } | null = null
  let stated = ''
  for await (const member of readArchive(path)) {
    if (stated !== '') throw new Damaged(`${member.name} 多出来了`)
    if (member.name === 'manifest.sha256') stated = (await wholeOf(member)).toString('ascii')
    else if (manifest) throw new Damaged(`${member.name} 多出来了`)
    else if (member.name === 'manifest.json') manifest = parse(await wholeOf(member))
    else seen.push({ name: member.name, bytes: member.bytes, sha256: await digestOf(member) })
  }
  if (!manifest || stated !== createHash('sha256').update(manifest.text).digest('hex'))
    throw new Damaged('清单缺失或被改过')
  if (isNewer(manifest.value)) throw new Error('这份备份由更新的版本写成：请先升级程序，再恢复')
  const parsed = Manifest.safeParse(manifest.value)
  if (!parsed.success) throw new Damaged('清单读不懂')
  const wrong = seen.find(
    (member, index) => JSON.stringify(member) !== JSON.stringify(parsed.data.members[index]),
  )
  if (wrong) throw new Damaged(`${wrong.name} 与清单不一致`)
  if (seen.length !== parsed.data.members.length) throw new Damaged('清单所列的内容不全')
  return parsed.data
}

const parse = (text: Buffer) => {
  try {
    const value: unknown = JSON.parse(text.toString('utf8'))
    return { text, value }
  } catch {
    throw new Damaged('清单读不懂')
  }
}

const isNewer = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  'format' in value &&
  typeof value.format === 'number' &&
  value.format > format

const digestOf = async (member: Reading): Promise<string> => {
  const hash = createHash('sha256')
  for await (const piece of member.pieces()) hash.update(piece)
  return hash.digest('hex')
}
