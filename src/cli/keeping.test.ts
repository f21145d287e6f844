import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { makeProvince } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { noMarks, sealOnce } from '../platform/log-seal/index.ts'
import { readConfig } from '../platform/config.ts'
import { contentsOf } from '../platform/backup/index.ts'
import { writeBackup } from './backup.ts'
import { createAdmin } from './create-admin.ts'
import { examine, examineProxies } from './doctor.ts'
import { restoreBackup } from './restore.ts'
import { verifyAll } from './verify.ts'

const source = testDatabase()
const target = testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'minqiao-cli-'))
const file = join(folder, 'all.tar')

/** Runs a command as if typed, on one of the two databases: exit code, and all that it printed. */
const typed = async (
  run: (rest: string[]) => Promise<number>,
  on: typeof source,
  ...rest: string[]
): Promise<{ code: number | string; said: string }> => {
  let said = ''
  const hear = (words: unknown) => {
    said += String(words)
    return true
  }
  vi.stubEnv('DATABASE_URL', on.url())
  vi.stubEnv('DATABASE_OWNER_URL', on.ownerUrl())
  vi.stubEnv('MINQIAO_DATA', join(folder, on === source ? 'source' : 'target'))
  vi.stubEnv('MINQIAO_KEYS_FILE', join(folder, 'source', 'keys.json'))
  vi.spyOn(process.stdout, 'write').mockImplementation(hear)
  vi.spyOn(process.stderr, 'write').mockImplementation(hear)
  const code = await run(rest).catch((error: Error) => error.message)
  vi.restoreAllMocks()
  return { code, said }
}

afterEach(() => vi.unstubAllEnvs())

describe('keeping an installation', () => {
  beforeAll(async () => {
    vi.stubEnv('MINQIAO_DATA', join(folder, 'source'))
    const { readConfig } = await import('../platform/config.ts')
    const { loadKeys } = await import('../platform/crypto.ts')
    loadKeys({ dataDir: readConfig(process.env).dataDir, env: {} })
    await makeProvince(source.db)
  })

  test('each kind of administrator is made once, with a link instead of a password', async () => {
    const first = await typed(createAdmin, source, '--as', 'audit', '--name', '顾清', '--login', 'guqing')
    const again = await typed(createAdmin, source, '--as', 'audit', '--name', '别人', '--login', 'other')
    const wrong = await typed(createAdmin, source, '--as', 'king')
    expect([first.code, first.said, again.code, wrong.code]).toEqual([
      0,
      expect.stringMatching(/^http:\/\/127\.0\.0\.1:8080\/set-up\/\S+\n$/),
      '这一种管理员已经有了。要换人，请由系统管理员办理。',
      2,
    ])
  })

  test('a backup is written once, restored elsewhere, and the copy is the same', async () => {
    await sealOnce(source.db, noMarks(), new Date())
    const written = await typed(writeBackup, source, file)
    const twice = await typed(writeBackup, source, file)
    const restored = await typed(restoreBackup, target, file)
    expect(restored.said).toContain('请照登记的编号，在意见页面上再删一次')
    expect([written.code, twice.code, restored.code, await contentsOf(target.owner())]).toEqual([
      0,
      1,
      0,
      await contentsOf(source.owner()),
    ])
  })

  test('a damaged backup is refused in one sentence', async () => {
    const broken = join(folder, 'broken.tar')
    writeFileSync(broken, readFileSync(file).subarray(0, 9_000))
    const reply = await typed(restoreBackup, target, broken)
    expect(reply.code).toMatch(/^这份备份是坏的，没有恢复：/)
  })

  test('verify answers 0, and 1 once a row was edited behind the back', async () => {
    await source.owner().query(`insert into steps (record_type, record_id, no, step, from_state, to_state, at)
      values ('activity', gen_random_uuid(), 1, 'plan', '', 'planned', now())`)
    await sealOnce(source.db, noMarks(), new Date())
    const before = await typed(verifyAll, source)
    await source.owner().query('alter table steps disable trigger user')
    await source.owner().query("update steps set step = 'hold'")
    await source.owner().query('alter table steps enable trigger user')
    const after = await typed(verifyAll, source)
    expect([before.code, after.code, after.said]).toEqual([0, 1, expect.stringContaining('被改过')])
  })

  test('doctor names the settings under which a power cut loses data, and the weaker form', async () => {
    await source
      .owner()
      .query("alter role current_user set synchronous_commit = 'off'")
      .catch(() => undefined)
    const reply = await typed(examine, source)
    expect([reply.code, reply.said]).toEqual([
      1,
      expect.stringMatching(/不行 {2}fsync = off.*\n不行 {2}full_page_writes = off/),
    ])
    const asOwner = await typed(examine, { ...source, url: source.ownerUrl })
    expect(asOwner.said).toContain('这是较弱的形式')
    expect(asOwner.said).toContain('不行  synchronous_commit = off')
  })

  test('doctor speaks of trusted proxies where a proxy is likely and none is named', () => {
    const words = (env: Record<string, string>) =>
      examineProxies(readConfig({ MINQIAO_DATA: '.data', ...env })).map(({ level }) => level)
    expect([
      words({}),
      words({ MINQIAO_BASE_URL: 'https://zx.example' }),
      words({ HOST: '0.0.0.0' }),
      words({ HOST: '0.0.0.0', MINQIAO_TRUSTED_PROXIES: '1' }),
    ]).toEqual([[], ['warn'], ['warn'], []])
  })
})
