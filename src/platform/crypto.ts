import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import {
  chmodSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** The keys of one installation. All it seals names its key, so that text sealed under an earlier key still opens. */
export type Keyring = {
  /** Id of the key that seals now. */
  readonly current: string
  /** Encrypts words; the same words never give the same bytes twice. */
  seal(plain: string): Buffer
  /** Decrypts what `seal` gave; throws when a byte was changed or the key is not on the ring. */
  open(sealed: Uint8Array): string
  /** Id of the key that sealed this: what a rotation still has to seal anew. */
  keyOf(sealed: Uint8Array): string
  /** The first bytes of all that the current key seals: what does not begin so was sealed under an earlier one. */
  head(): Buffer
  /** 32 bytes, the same for the same words, for equality search in a column; survives a rotation of `current`. */
  blindIndex(text: string): Buffer
  /** 32 bytes for `text`, under a key of its own for each purpose ('query-code', 'file-link', …); survives rotation too. */
  hmac(purpose: string, text: string): Buffer
}

/**
 * Loads the keyring from the file that MINQIAO_KEYS_FILE names, else from `keys.json` (mode 0600) in the data folder,
 * which is made at first start. The file: `{"current": "k1", "digest": "k1", "keys": {"k1": "32 bytes in base64"}}`.
 * A rotation adds a key and points `current` to it; `digest` and the old keys stay. The ring follows the file while the
 * process lives: within a second, and at once for text under a key that it does not know yet.
 */
export function loadKeys(given: { dataDir: string; env: NodeJS.ProcessEnv }): Keyring {
  const path = keyPath(given)
  try {
    return livingRing(path)
  } catch (cause) {
    const variable = given.env['MINQIAO_KEYS_FILE'] ? 'MINQIAO_KEYS_FILE：' : ''
    throw new Error(`${variable}密钥文件 ${path} 读不出来或内容不对，请检查后再启动`, { cause })
  }
}

/** Puts a fresh key into the key file, whole or not at all, and lets it seal from now on; answers its id. */
export function addKey(given: { dataDir: string; env: NodeJS.ProcessEnv }): string {
  const path = keyPath(given)
  const { current, digest = current, keys } = KeyFile.parse(JSON.parse(readFileSync(path, 'utf8')))
  const used = Object.keys(keys).map((id) => Number(/^k(\d+)$/.exec(id)?.[1] ?? 0))
  const id = `k${Math.max(...used) + 1}`
  const file: KeyFile = { current: id, digest, keys: { ...keys, [id]: randomBytes(32).toString('base64') } }
  const draft = `${path}.${process.pid}.${randomToken(6)}`
  writeFileSync(draft, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600, flush: true })
  renameSync(draft, path)
  return id
}

const keyPath = ({ dataDir, env }: { dataDir: string; env: NodeJS.ProcessEnv }): string =>
  env['MINQIAO_KEYS_FILE'] || ownKeyFile(dataDir)

/** SHA-256 of bytes or UTF-8 text, 32 bytes. */
export function sha256(input: string | Uint8Array): Buffer {
  return createHash('sha256').update(input).digest()
}

/** HMAC-SHA-256 under a secret of one's own (an activity's attendance secret, say), 32 bytes. */
export function hmac(secret: string | Uint8Array, input: string | Uint8Array): Buffer {
  return createHmac('sha256', secret).update(input).digest()
}

/** Unguessable text, safe in URLs, from `bytes` random bytes (32 unless told). */
export function randomToken(bytes = 32): string {
  return randomBytes(bytes).toString('base64url')
}

/** Whether two digests are the same, in constant time. */
export function sameDigest(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other)
}

/** First byte of all sealed text; another cipher gets another number, and old rows keep opening. */
const aes256gcm = 1
const ivBytes = 12
const tagBytes = 16

const KeyFile = z
  .object({
    current: z.string(),
    digest: z.string().optional(),
    keys: z.record(
      z.string().regex(/^[\w-]{1,32}$/),
      z.base64().refine((key) => Buffer.from(key, 'base64').length === 32, '每个密钥须为 32 字节的 base64'),
    ),
  })
  .refine(
    ({ current, digest = current, keys }) => keys[current] && keys[digest],
    'current 与 digest 须在 keys 里',
  )
type KeyFile = z.infer<typeof KeyFile>

/** How long a process may go on sealing under the key that was current before the file changed, in milliseconds. */
export const looksAgainMs = 1_000

/** The ring of a file that may get another key while the process lives. */
function livingRing(path: string): Keyring {
  let read = { at: Date.now(), stamp: stampOf(path), ring: ringOf(path) }
  const lookAgain = () => {
    const stamp = stampOf(path)
    const ring = stamp === null || stamp === read.stamp ? read.ring : (ringIn(path) ?? read.ring)
    read = { at: Date.now(), stamp, ring }
  }
  const looked = (): Ring => {
    if (Date.now() - read.at >= looksAgainMs) lookAgain()
    return read.ring
  }
  const keyById = (id: string): Buffer => {
    if (!looked().keys[id]) lookAgain()
    const encoded = read.ring.keys[id]
    if (!encoded) throw new Error(`密钥 ${id} 不在密钥文件里，用它加密的内容打不开`)
    return Buffer.from(encoded, 'base64')
  }
  const derived = new Map<string, Buffer>()
  const keyFor = (purpose: string) => {
    const known = derived.get(purpose)
    if (known) return known
    const fresh = Buffer.from(hkdfSync('sha256', keyById(looked().digest), '', `minqiao ${purpose}`, 32))
    derived.set(purpose, fresh)
    return fresh
  }
  return {
    get current() {
      return looked().current
    },
    seal: (plain) => {
      const { current } = looked()
      return seal(plain, current, keyById(current))
    },
    open: (sealed) => open(Buffer.from(sealed), keyById),
    keyOf: (sealed) => headOf(Buffer.from(sealed)).id,
    head: () => headFor(looked().current),
    blindIndex: (text) => hmac(keyFor('blind index'), text),
    hmac: (purpose, text) => hmac(keyFor(`hmac ${purpose}`), text),
  }
}

type Ring = Required<KeyFile>

function ringOf(path: string): Ring {
  const {
    current,
    keys,
    digest = Object.keys(keys)[0] ?? current,
  } = KeyFile.parse(JSON.parse(readFileSync(path, 'utf8')))
  return { current, keys, digest }
}

/** The same, or null while somebody is in the middle of writing the file: the ring in hand is kept. */
function ringIn(path: string): Ring | null {
  try {
    return ringOf(path)
  } catch {
    return null
  }
}

/** Changes with every rewriting of the file; null while it cannot be seen, when the ring in hand is kept. */
function stampOf(path: string): string | null {
  const seen = statSync(path, { throwIfNoEntry: false })
  return seen ? `${seen.mtimeMs} ${seen.ino} ${seen.size}` : null
}

/** Layout: cipher number, length of the key id, key id, 12 bytes iv, 16 bytes tag, ciphertext; the head is authenticated. */
function seal(plain: string, id: string, key: Buffer): Buffer {
  const head = headFor(id)
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(head)
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return Buffer.concat([head, iv, cipher.getAuthTag(), body])
}

function open(sealed: Buffer, keyById: (id: string) => Buffer): string {
  const { head, id } = headOf(sealed)
  const iv = sealed.subarray(head.length, head.length + ivBytes)
  const tag = sealed.subarray(head.length + ivBytes, head.length + ivBytes + tagBytes)
  const decipher = createDecipheriv('aes-256-gcm', keyById(id), iv, { authTagLength: tagBytes })
  decipher.setAAD(head).setAuthTag(tag)
  const body = sealed.subarray(head.length + ivBytes + tagBytes)
  return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
}

function headFor(id: string): Buffer {
  return Buffer.concat([Buffer.from([aes256gcm, id.length]), Buffer.from(id, 'ascii')])
}

function headOf(sealed: Buffer): { head: Buffer; id: string } {
  const length = sealed[1]
  if (sealed[0] !== aes256gcm || length === undefined || sealed.length < 2 + length + ivBytes + tagBytes)
    throw new Error('密文残缺或加密方式不认识，打不开')
  const head = sealed.subarray(0, 2 + length)
  return { head, id: head.toString('ascii', 2) }
}

/** Path of the data folder's own key file, made when it is missing; of two processes that start at once, the first wins. */
function ownKeyFile(dataDir: string): string {
  const path = join(dataDir, 'keys.json')
  mkdirSync(dataDir, { recursive: true })
  const mode = statSync(path, { throwIfNoEntry: false })?.mode
  if (mode === undefined) writeOnce(path, newKeyFile())
  else if (mode & 0o077) chmodSync(path, 0o600)
  return path
}

function newKeyFile(): string {
  const keys = { k1: randomBytes(32).toString('base64') }
  return `${JSON.stringify({ current: 'k1', digest: 'k1', keys } satisfies KeyFile, null, 2)}\n`
}

function writeOnce(path: string, text: string): void {
  const draft = `${path}.${process.pid}.${randomToken(6)}`
  writeFileSync(draft, text, { mode: 0o600, flush: true })
  try {
    linkSync(draft, path)
  } catch (error) {
    if (!statSync(path, { throwIfNoEntry: false })) throw error
  } finally {
    rmSync(draft)
  }
}
