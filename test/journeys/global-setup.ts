import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    site: string
    dataDir: string
  }
}

const root = join(import.meta.dirname, '..', '..')

/** Starts the platform as the README says, on data of its own and a free port, with the demo province. */
export default async function setUp(project: TestProject) {
  const dataDir = mkdtempSync(join(tmpdir(), 'minqiao-journeys-'))
  const server = spawn(process.execPath, [join(root, 'bin', 'minqiao.mjs'), 'start'], {
    cwd: root,
    env: { ...process.env, PORT: '0', MINQIAO_DATA: dataDir, MINQIAO_DEMO: 'on', MINQIAO_LOG: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const site = await addressOf(server)
  project.provide('site', site)
  project.provide('dataDir', dataDir)
  return async () => {
    server.kill('SIGTERM')
    await new Promise((resolve) => server.on('exit', resolve))
    rmSync(dataDir, { recursive: true, force: true })
  }
}

const addressOf = (server: ReturnType<typeof spawn>): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = ''
    server.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const found = /工作台\s+(http:\/\/[\d.:]+)\/staff/.exec(said)
      if (found?.[1]) resolve(found[1])
    })
    server.on('exit', (code) =>
      reject(new Error(`the server ended with ${code} before it was ready: ${said}`)),
    )
  })
