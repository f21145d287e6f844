// Builds what is stale: the server bundle (dist/cli.js) and the browser faces (dist/web).
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { buildWeb } from './build-web.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** Newest change below a folder or of a file, in milliseconds. */
const newest = (path) => {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))))
}

export const isStale = () => {
  const stamp = join(root, 'dist', 'stamp.json')
  if (!existsSync(stamp)) return true
  const inputs = [
    'src',
    'bench',
    'test/photograph.ts',
    'torture',
    'scripts',
    'package.json',
    'package-lock.json',
    'vite.config.ts',
  ]
  return inputs.some(
    (name) =>
      existsSync(join(root, name)) &&
      newest(join(root, name)) > JSON.parse(readFileSync(stamp, 'utf8')).builtAt,
  )
}

/** One build at a time: a second start waits for the first one's, up to two minutes. */
export const buildAll = async () => {
  const lock = join(root, 'dist', 'lock')
  mkdirSync(join(root, 'dist'), { recursive: true })
  const deadline = Date.now() + 120_000
  while (!takes(lock)) {
    await new Promise((resolve) => setTimeout(resolve, 300))
    if (!isStale()) return
    if (Date.now() > deadline) rmSync(lock, { recursive: true, force: true })
  }
  try {
    await buildOnce()
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}

const takes = (lock) => {
  try {
    mkdirSync(lock)
    return true
  } catch {
    return false // another start is building
  }
}

const buildOnce = async () => {
  const builtAt = Date.now()
  await build({
    absWorkingDir: root,
    entryPoints: {
      cli: 'src/cli.ts',
      bench: 'bench/run.ts',
      enumeration: 'bench/enumeration.ts',
      'bench-loop': 'bench/loop.ts',
      'bench-posters': 'bench/posters.ts',
      'bench-restore': 'bench/restore.ts',
      'bench-faces': 'bench/faces.ts',
      'bench-outbox': 'bench/outbox.ts',
      torture: 'torture/main.ts',
    },
    outdir: 'dist',
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    jsx: 'automatic',
    sourcemap: 'linked',
    logLevel: 'warning',
    loader: { '.css': 'text' },
  })
  await buildWeb()
  writeFileSync(join(root, 'dist', 'stamp.json'), JSON.stringify({ builtAt }))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAll()
