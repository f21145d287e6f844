import { mkdtempSync, readFileSync, readdirSync, statSync, chmodSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addKey, hmac, loadKeys, randomToken, sameDigest, sha256 } from './crypto.ts'

const freshDir = () => mkdtempSync(join(tmpdir(), 'minqiao-keys-'))
const keyFile = (content: unknown) => {
  const path = join(freshDir(), 'given.json')
  writeFileSync(path, JSON.stringify(content))
  return { MINQIAO_KEYS_FILE: path }
}
const k1 = Buffer.alloc(32, 1).toString('base64')
const k2 = Buffer.alloc(32, 2).toString('base64')

test('what is sealed opens to the same words, and never seals to the same bytes twice', () => {
  const keyring = loadKeys({ dataDir: freshDir(), env: {} })
  const sealed = keyring.seal('199-0000-1234 张三丰·买买提')
  expect(keyring.open(sealed)).toBe('199-0000-1234 张三丰·买买提')
  expect(keyring.open(keyring.seal(''))).toBe('')
  expect(keyring.seal('199').equals(keyring.seal('199'))).toBe(false)
  expect(sealed.includes('199-0000')).toBe(false)
})

test('a change of any one byte, the head included, keeps the text shut', () => {
  const keyring = loadKeys({ dataDir: freshDir(), env: {} })
  const sealed = keyring.seal('甲')
  const opened = [...sealed.keys()].filter((at) => {
    const forged = Buffer.from(sealed)
    forged.writeUInt8(forged.readUInt8(at) ^ 1, at)
    try {
      keyring.open(forged)
      return true
    } catch {
      return false
    }
  })
  expect(opened).toEqual([])
  expect(() => keyring.open(sealed.subarray(0, 20))).toThrow('密文残缺')
})

test('the data folder gets one key file, readable by its owner only, and keeps it', () => {
  const dataDir = join(freshDir(), 'data')
  const sealed = loadKeys({ dataDir, env: {} }).seal('甲')
  const path = join(dataDir, 'keys.json')
  expect(statSync(path).mode & 0o777).toBe(0o600)
  chmodSync(path, 0o644)
  expect(loadKeys({ dataDir, env: {} }).open(sealed)).toBe('甲')
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(readdirSync(dataDir)).toEqual(['keys.json'])
})

test('after a rotation new text has the new key, old text still opens, and equality search still finds', () => {
  const before = loadKeys({
    dataDir: freshDir(),
    env: keyFile({ current: 'k1', digest: 'k1', keys: { k1 } }),
  })
  const after = loadKeys({
    dataDir: freshDir(),
    env: keyFile({ current: 'k2', digest: 'k1', keys: { k1, k2 } }),
  })
  const old = before.seal('甲')
  expect([after.open(old), after.keyOf(old), after.keyOf(after.seal('甲'))]).toEqual(['甲', 'k1', 'k2'])
  expect(after.blindIndex('19900001234').equals(before.blindIndex('19900001234'))).toBe(true)
  expect(after.blindIndex('19900001234').equals(after.blindIndex('19900001235'))).toBe(false)
  expect(() => before.open(after.seal('甲'))).toThrow('密钥 k2 不在密钥文件里')
})

test('a living ring opens what a new key sealed at once, seals under it soon, and outlives a file that is half written', async () => {
  const given = { dataDir: freshDir(), env: {} }
  const [serving, other] = [loadKeys(given), loadKeys(given)]
  const old = serving.seal('甲')
  const code = serving.hmac('query-code', '1')
  expect(addKey(given)).toBe('k2')
  const path = join(given.dataDir, 'keys.json')
  const fresh = loadKeys(given).seal('乙')
  expect([serving.open(fresh), serving.open(old), serving.keyOf(fresh)]).toEqual(['乙', '甲', 'k2'])
  await expect.poll(() => other.current, { timeout: 3_000 }).toBe('k2')
  expect([other.head().equals(fresh.subarray(0, 4)), other.head().equals(old.subarray(0, 4))]).toEqual([
    true,
    false,
  ])
  expect([serving.hmac('query-code', '1').equals(code), statSync(path).mode & 0o777]).toEqual([true, 0o600])
  const whole = readFileSync(path)
  writeFileSync(path, whole.subarray(0, 30))
  expect(() =>
    serving.open(Buffer.concat([Buffer.from([1, 2]), Buffer.from('k9'), Buffer.alloc(40)])),
  ).toThrow('密钥 k9')
  expect(serving.open(serving.seal('丙'))).toBe('丙')
  writeFileSync(path, whole)
})

test('each purpose has a digest of its own', () => {
  const keyring = loadKeys({ dataDir: freshDir(), env: {} })
  expect(keyring.hmac('query-code', '1').equals(keyring.hmac('file-link', '1'))).toBe(false)
  expect(sameDigest(keyring.hmac('query-code', '1'), keyring.hmac('query-code', '1'))).toBe(true)
})

test('a wrong key file stops the start and names the variable', () => {
  const wrong = [
    keyFile({ current: 'k2', keys: { k1 } }),
    keyFile({ current: 'k1', keys: { k1: 'c2hvcnQ=' } }),
    { MINQIAO_KEYS_FILE: '/nonexistent/keys.json' },
  ]
  for (const env of wrong) expect(() => loadKeys({ dataDir: freshDir(), env })).toThrow('MINQIAO_KEYS_FILE')
})

test('sha256 and hmac are the published ones, tokens are long and differ', () => {
  expect(sha256('abc').toString('hex')).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
  expect(hmac('Jefe', 'what do ya want for nothing?').toString('hex')).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  )
  expect(randomToken(32)).toMatch(/^[\w-]{43}$/)
  expect(randomToken()).not.toBe(randomToken())
})
