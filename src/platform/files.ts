import { createReadStream } from 'node:fs'
import { access, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { randomToken, sha256 } from './crypto.ts'

/** Where uploaded and made files lie, each under the SHA-256 of its content (64 hex digits); the same bytes lie once. */
export type FileStore = {
  /** Keeps the bytes; when it returns they are on disk, whole, also after a power cut. `bytes` is their number. */
  put(content: Uint8Array): Promise<{ sha256: string; bytes: number }>
  /** The bytes as a stream, which fails with ENOENT when there are none. */
  open(sha256: string): Readable
  exists(sha256: string): Promise<boolean>
  /** Forgets the bytes; no error when they are not there. The caller knows that no record names them any more. */
  remove(sha256: string): Promise<void>
}

/** A file store in a folder of a local or shared disk: `ab/cd/abcd…`. */
export function diskFileStore(dir: string): FileStore {
  const folderOf = (digest: string) => join(dir, digest.slice(0, 2), digest.slice(2, 4))
  const pathOf = (digest: string) => {
    if (!/^[0-9a-f]{64}$/.test(digest)) throw new Error('不是文件编号')
    return join(folderOf(digest), digest)
  }
  const exists = (digest: string) =>
    access(pathOf(digest)).then(
      () => true,
      () => false,
    )
  return {
    async put(content) {
      const digest = sha256(content).toString('hex')
      if (!(await exists(digest))) await writeWhole(pathOf(digest), content)
      await syncFolders(folderOf(digest))
      return { sha256: digest, bytes: content.byteLength }
    },
    open: (digest) => createReadStream(pathOf(digest)),
    exists,
    remove: (digest) => rm(pathOf(digest), { force: true }),
  }
}

/**
 * The name under which a file is offered for download: the sender's words without path, control and direction-turning
 * characters, at most 100 characters, always with the extension that we give (`.jpg`), never the sender's.
 */
export function downloadName(name: string, extension: string): string {
  const base = name.replace(/^.*[/\\]/s, '').replace(/\.[^.]{0,10}$/, '')
  const plain = base.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>:"|?*/\\]/gu, '').replace(/^[.\s]+|[.\s]+$/g, '')
  return `${Array.from(plain).slice(0, 100).join('') || '附件'}${extension}`
}

/** Value of a Content-Disposition head that offers a download under any name, Chinese ones too. */
export function attachment(name: string): string {
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16)}`)
  return `attachment; filename="${name.replace(/[^\w.-]/g, '_')}"; filename*=UTF-8''${encoded}`
}

async function writeWhole(path: string, content: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const draft = `${path}.${randomToken(6)}.tmp`
  try {
    const file = await open(draft, 'wx', 0o600)
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

/** A new name outlives a power cut only when the folders above it are on disk too; Windows neither can nor needs to. */
async function syncFolders(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  for (const each of [folder, dirname(folder), dirname(dirname(folder))]) {
    const entry = await open(each, 'r')
    await entry.sync().finally(() => entry.close())
  }
}
