#!/usr/bin/env node
// Builds what is stale, then runs the command.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`需要 Node 20.19 或更新的版本，现在是 ${process.versions.node}。\n`)
  process.exit(1)
}
// React renders without its development checks only where this is said before it is loaded.
process.env.NODE_ENV ??= 'production'
const { buildAll, isStale } = await import(pathToFileURL(join(root, 'scripts', 'build.mjs')).href)
const cli = join(root, 'dist', 'cli.js')
// A link is asked for beside a running server, whose pages a new build would take away under it.
const besideServer = process.argv[2] === 'sign-in-link' && existsSync(cli)
if (!besideServer && isStale()) {
  process.stderr.write('正在构建……\n')
  await buildAll()
}
await import(pathToFileURL(cli).href)
