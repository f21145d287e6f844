import { execFile } from 'node:child_process'
import { createHmac, randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, mkdtempSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { type Footing, hand } from './footing.ts'

const secretFile = 'minqiao.secret'
const unfinished = '.new-'

/** The role that initialises the folder; only the launcher signs in as it. */
export const superuser = 'postgres'

/**
 * The folder of the data, made the first time with its secret, all at once or not at all: UTF-8, and the same
 * order of text on every machine. Throws when the folder holds something else.
 */
export async function openCluster(footing: Footing, fast: boolean): Promise<string> {
  const pgdata = join(footing.home, 'postgres')
  clearUnfinished(pgdata)
  if (!existsSync(pgdata) || readdirSync(pgdata).length === 0) await createCluster(footing, pgdata, fast)
  if (!existsSync(join(pgdata, 'PG_VERSION'))) {
    throw new Error(`${pgdata} 里放着别的东西：请换一个数据目录，或用 DATABASE_URL 指定一个 PostgreSQL`)
  }
  hand(pgdata, footing)
  return pgdata
}

/** A role's password, made from the folder's secret. */
export function passwordOf(role: string, pgdata: string): string {
  return derive(readFileSync(join(pgdata, secretFile), 'utf8'), role)
}

/** How one of PostgreSQL's programs is called on this footing: command, arguments and options of the process. */
export function invocation({ native, through, user }: Footing, program: string, args: string[]) {
  const [command = '', ...rest] = [...through, join(native, 'bin', program), ...args]
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('PG'))
  return [
    command,
    rest,
    { ...user, cwd: '/', env: { ...Object.fromEntries(inherited), LC_ALL: 'C' } },
  ] as const
}

async function createCluster(footing: Footing, pgdata: string, fast: boolean): Promise<void> {
  const fresh = mkdtempSync(`${pgdata}${unfinished}`)
  const passwordFile = `${fresh}.password`
  const secret = randomBytes(32).toString('hex')
  try {
    writeFileSync(passwordFile, derive(secret, superuser), { mode: 0o600 })
    for (const path of [fresh, passwordFile]) hand(path, footing)
    await initialise(footing, [
      `--pgdata=${fresh}`,
      `--username=${superuser}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--data-checksums',
      ...(fast ? ['--no-sync'] : []),
    ])
    writeFileSync(join(fresh, secretFile), secret, { mode: 0o600, flush: !fast })
    hand(join(fresh, secretFile), footing)
    renameSync(fresh, pgdata)
    if (!fast) syncFolder(footing.home)
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

async function initialise(footing: Footing, args: string[]): Promise<void> {
  try {
    await promisify(execFile)(...invocation(footing, 'initdb', args))
  } catch (cause) {
    const words = cause instanceof Error && 'stderr' in cause ? String(cause.stderr) : String(cause)
    const reason = words.split('\n').find((line) => /error|FATAL/.test(line))
    throw new Error(`内置数据库没有建成：${reason ?? words}`, { cause })
  }
}

/** What starts that were killed have left beside the data; one that an initdb is still busy in stays till next time. */
function clearUnfinished(pgdata: string): void {
  const [folder, name] = [dirname(pgdata), `${basename(pgdata)}${unfinished}`]
  for (const entry of readdirSync(folder).filter((entry) => entry.startsWith(name))) {
    try {
      rmSync(join(folder, entry), { recursive: true, force: true })
    } catch {
      continue
    }
  }
}

function derive(secret: string, role: string): string {
  return createHmac('sha256', secret).update(role).digest('hex')
}

function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}
