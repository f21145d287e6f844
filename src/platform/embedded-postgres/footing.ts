import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, chmodSync, constants, existsSync, lchownSync, mkdirSync } from 'node:fs'
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { copyBinaries, findBinaries, linkLibraries } from './binaries.ts'

/** Where the binaries and the data lie, and as whom PostgreSQL, which refuses to be root, runs over them. */
export interface Footing {
  native: string
  home: string
  /** The command that each program is started through; empty when it is started directly. */
  through: string[]
  /** The user that each program is set to; undefined when it keeps the one of this process. */
  user?: User
}

interface User {
  uid: number
  gid: number
}

const nobody: User = { uid: 65534, gid: 65534 }
const namespace = ['unshare', '--user', `--map-user=${nobody.uid}`, `--map-group=${nobody.gid}`, '--']

/**
 * The first footing that bears: this process's own user if that isn't root; else an unprivileged user; else a
 * user namespace in which root is somebody else; else copies in folders that the unprivileged user can reach,
 * told in a line. Throws one line that names DATABASE_URL when none does.
 */
export function findFooting(dataDir: string, log: (line: string) => void): Footing {
  let obstacle = ''
  for (const footing of footings(dataDir)) {
    const trial = tryOut(footing)
    if (trial === null) {
      if (footing.home !== dataDir) log(`其他用户进不了 ${dataDir}，内置数据库的数据放在 ${footing.home}`)
      return footing
    }
    obstacle = trial
  }
  throw new Error(`内置数据库在本机无法运行（${obstacle}）：请用 DATABASE_URL 指定一个 PostgreSQL`)
}

/** The data folder as a real path, made if it isn't there. Throws one Chinese line where that is not allowed. */
export function openFolder(dataDir: string): string {
  try {
    mkdirSync(dataDir, { recursive: true })
    accessSync(dataDir, constants.W_OK | constants.X_OK)
    if (existsSync(join(dataDir, 'postgres')))
      accessSync(join(dataDir, 'postgres'), constants.R_OK | constants.X_OK)
    return realpathSync(dataDir)
  } catch {
    throw new Error(`数据目录 ${dataDir} 不能读写：请换一个目录，或用它所属的用户启动`)
  }
}

/** Gives a file, or a folder with all in it, to the user that PostgreSQL runs as. */
export function hand(path: string, { user, through }: Footing): void {
  const owner = user ?? (through.length > 0 ? { uid: 0, gid: 0 } : undefined)
  if (!owner || statSync(path).uid === owner.uid) return
  if (statSync(path).isDirectory()) {
    for (const entry of readdirSync(path, { recursive: true }))
      lchownSync(join(path, String(entry)), owner.uid, owner.gid)
  }
  lchownSync(path, owner.uid, owner.gid)
}

function* footings(dataDir: string): Generator<Footing> {
  const packaged = findBinaries()
  const native = linkLibraries(packaged) ? packaged : copyBinaries(packaged, dataDir)
  if (process.getuid?.() !== 0) return yield { native, home: dataDir, through: [] }

  const user = unprivilegedUser(dataDir)
  const elsewhere = homesElsewhere(dataDir)
  const moved = elsewhere.find((home) => existsSync(join(home, 'postgres')) && statSync(home).uid === 0)
  if (moved) return yield { native: copyBinaries(packaged, moved), home: moved, through: [], user }

  yield { native, home: dataDir, through: [], user }
  yield { native, home: dataDir, through: namespace }
  if (run(['/bin/sh', '-c', 'cd "$0"', dataDir], user) === null) {
    yield { native: copyBinaries(packaged, dataDir), home: dataDir, through: [], user }
  }
  if (existsSync(join(dataDir, 'postgres'))) return
  for (const home of elsewhere) {
    if (makeReachable(home)) yield { native: copyBinaries(packaged, home), home, through: [], user }
  }
}

/** Null when PostgreSQL's program can be run over the footing's home, else what stands in the way. */
function tryOut({ native, home, through, user }: Footing): string | null {
  if (process.platform === 'win32') return null
  const program = join(native, 'bin', 'postgres')
  return run([...through, '/bin/sh', '-c', 'cd "$0" && exec "$1" --version', home, program], user)
}

function run([command = '', ...args]: string[], user?: User): string | null {
  const { status, error, stderr } = spawnSync(command, args, { ...user, cwd: '/', encoding: 'utf8' })
  return status === 0 ? null : (error?.message ?? stderr.trim().split('\n').at(-1) ?? `${command} ${status}`)
}

/** Whoever has the data or its folder already, else the machine's `postgres`, else `nobody`. */
function unprivilegedUser(dataDir: string): User {
  for (const path of [join(dataDir, 'postgres'), dataDir].filter((path) => existsSync(path))) {
    const { uid, gid } = statSync(path)
    if (uid !== 0) return { uid, gid }
  }
  const users = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8') : ''
  const [, uid, gid] = /^postgres:[^:]*:(\d+):(\d+):/m.exec(users) ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : nobody
}

/** Folders that outlive a restart come first; the name is the data folder's own. */
function homesElsewhere(dataDir: string): string[] {
  const name = `minqiao-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`
  return ['/var/lib', '/var/tmp', '/tmp'].map((folder) => join(folder, name))
}

function makeReachable(home: string): boolean {
  try {
    mkdirSync(home, { recursive: true })
    chmodSync(home, 0o755)
    return statSync(home).uid === 0
  } catch {
    return false
  }
}
