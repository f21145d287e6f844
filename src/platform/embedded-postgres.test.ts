import { spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { expect, test } from 'vitest'
import {
  ask,
  dataFolder,
  isLinux,
  isRoot,
  kill,
  leave,
  postmasterOf,
  spawnApart,
  startApart,
  startHere,
  track,
  tryInFolders,
} from './embedded-postgres/trial.ts'

tryInFolders()

test('the server is durable and lets in two roles: the owner, and the application that owns nothing', async () => {
  const server = await startHere(dataFolder(), false)
  expect(
    await ask(
      server.url,
      `select current_setting('fsync') fsync, current_setting('synchronous_commit') commit,
        current_setting('full_page_writes') pages, current_setting('jit') jit, current_setting('server_encoding') words`,
    ),
  ).toEqual([{ fsync: 'on', commit: 'on', pages: 'on', jit: 'off', words: 'UTF8' }])
  expect(
    await ask(
      server.url,
      `select rolname, rolsuper, rolcreatedb, rolcreaterole, rolname = pg_get_userbyid(datdba) as owns
        from pg_roles, pg_database where datname = 'minqiao' and rolcanlogin order by rolname desc`,
    ),
  ).toEqual([
    { rolname: 'postgres', rolsuper: true, rolcreatedb: true, rolcreaterole: true, owns: false },
    { rolname: 'minqiao_owner', rolsuper: false, rolcreatedb: true, rolcreaterole: false, owns: true },
    { rolname: 'minqiao_app', rolsuper: false, rolcreatedb: false, rolcreaterole: false, owns: false },
  ])
  await expect(ask(server.url, 'create table mine ()')).rejects.toThrow('permission denied for schema public')
  await ask(server.ownerUrl, 'create extension btree_gist')
})

test('it orders surnames by strokes', async () => {
  const server = await startHere(dataFolder())
  await ask(server.ownerUrl, `create collation strokes (provider = icu, locale = 'zh-u-co-stroke')`)
  const sql = `select string_agg(name, '' order by name collate strokes) from unnest('{赵,李,王,丁,一,刘}'::text[]) name`
  expect(await ask(server.url, sql)).toEqual([{ string_agg: '一丁王刘李赵' }])
})

test('nobody gets in without the password, which is in a file that only the server and we can read', async () => {
  const dataDir = dataFolder()
  const server = await startHere(dataDir)
  await expect(ask(server.url.replace(/:[0-9a-f]{64}@/, ':wrong@'), 'select 1')).rejects.toThrow(
    'password authentication failed for user "minqiao_app"',
  )
  expect(statSync(join(dataDir, 'postgres/minqiao.secret')).mode & 0o777).toBe(0o600)
})

test.skipIf(!isLinux)('it listens on 127.0.0.1 and nowhere else', async () => {
  const server = await startHere(dataFolder())
  const port = server.port.toString(16).toUpperCase().padStart(4, '0')
  const listening = ['tcp', 'tcp6']
    .flatMap((kind) => readFileSync(`/proc/net/${kind}`, 'utf8').split('\n'))
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local, , state]) => local?.endsWith(`:${port}`) && state === '0A')
  expect(listening.map(([, local]) => local)).toEqual([`0100007F:${port}`])
})

test('a second start joins the server, and leaves it running when it stops', async () => {
  const dataDir = dataFolder()
  const first = await startHere(dataDir)
  const second = await startHere(dataDir)
  const [third, program] = await startApart(dataDir)
  expect([second, third]).toMatchObject(
    [1, 2].map(() => ({ port: first.port, url: first.url, reused: true })),
  )
  await second.stop()
  await leave(program)
  expect(await ask(first.url, 'select 1 as one')).toEqual([{ one: 1 }])
  await first.stop()
  await expect(ask(first.url, 'select 1')).rejects.toThrow('ECONNREFUSED')
})

test('of two starts at once on an empty folder one makes the data and the other joins', async () => {
  const dataDir = dataFolder()
  const both = await Promise.all([startApart(dataDir), startApart(dataDir)])
  expect(both.filter(([{ reused }]) => reused)).toHaveLength(1)
  expect(new Set(both.map(([{ url }]) => url)).size).toBe(1)
})

test('after kill -9 of the process that started it, the next start owns the server and its data', async () => {
  const dataDir = dataFolder()
  const [first, program] = await startApart(dataDir)
  await ask(first.ownerUrl, 'create table kept as select 7 as no')
  await kill(program)
  const next = await startHere(dataDir)
  expect({ ...next, kept: await ask(next.ownerUrl, 'select no from kept') }).toMatchObject({
    url: first.url,
    reused: false,
    kept: [{ no: 7 }],
  })
  await next.stop()
  await expect(ask(next.url, 'select 1')).rejects.toThrow('ECONNREFUSED')
})

test('after kill -9 of the server, while a session is busy, the next start gives the same address and data', async () => {
  const dataDir = dataFolder()
  const first = await startHere(dataDir)
  await ask(first.ownerUrl, 'create table kept as select 7 as no')
  const busy = expect(ask(first.url, 'do $$ begin loop end loop; end $$')).rejects.toThrow(
    'Connection terminated',
  )
  await sleep(200)
  process.kill(postmasterOf(dataDir), 'SIGKILL')
  const next = await startHere(dataDir)
  await busy
  expect({ url: next.url, kept: await ask(next.ownerUrl, 'select no from kept') }).toEqual({
    url: first.url,
    kept: [{ no: 7 }],
  })
  await first.stop()
  expect(await ask(next.url, 'select 1 as one')).toEqual([{ one: 1 }])
  await next.stop()
})

test('a number left in postmaster.pid that is another process now does not stand in the way', async () => {
  const dataDir = dataFolder()
  const first = await startHere(dataDir)
  const file = join(dataDir, 'postgres/postmaster.pid')
  const words = readFileSync(file, 'utf8')
  await first.stop()
  const { uid, gid } = statSync(join(dataDir, 'postgres'))
  const other = track(spawn('sleep', ['60'], isRoot ? { uid, gid } : {}))
  writeFileSync(file, words.replace(/^\d+/, String(other.pid)))
  chownSync(file, uid, gid)
  const next = await startHere(dataDir)
  expect(next).toMatchObject({ reused: false, url: first.url })
  await next.stop()
  await kill(other)
})

test('a start waits for a server that is on its way out', async () => {
  const dataDir = dataFolder()
  const first = await startHere(dataDir)
  const guest = new pg.Client(first.url)
  await guest.connect()
  process.kill(postmasterOf(dataDir), 'SIGTERM')
  const next = startHere(dataDir)
  expect(await Promise.race([next, sleep(1_000, 'waiting')])).toBe('waiting')
  await guest.end()
  const server = await next
  expect(server.reused).toBe(false)
})

test('a start that was killed half way does not stand in the way of the next', async () => {
  const dataDir = dataFolder()
  const program = spawnApart(dataDir)
  while (!isBeingMade(dataDir)) await sleep(5)
  await kill(program)
  expect(existsSync(join(dataDir, 'postgres.lock'))).toBe(true)
  const next = await startHere(dataDir)
  expect(await ask(next.url, 'select 1 as one')).toEqual([{ one: 1 }])
  await next.stop()
  await startHere(dataDir)
  expect(readdirSync(dataDir).sort((a, b) => a.localeCompare(b))).toEqual([
    'postgres',
    'postgres.log',
    'postgres.owner',
    'postgres.port',
  ])
})

test('a folder with something else in it is left alone', async () => {
  const dataDir = dataFolder()
  mkdirSync(join(dataDir, 'postgres'))
  writeFileSync(join(dataDir, 'postgres/letter.txt'), '')
  await expect(startHere(dataDir)).rejects.toThrow(
    /\/postgres 里放着别的东西：请换一个数据目录，或用 DATABASE_URL 指定一个 PostgreSQL$/,
  )
  expect(readdirSync(join(dataDir, 'postgres'))).toEqual(['letter.txt'])
})

function isBeingMade(dataDir: string): boolean {
  return readdirSync(dataDir).some((name) => existsSync(join(dataDir, name, 'base/1')))
}
