import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { prepareTemplate } from './template.ts'

declare module 'vitest' {
  interface ProvidedContext {
    ownerUrl: string
    appUrl: string
  }
}

/**
 * One server a run, one migrated template database, cloned by each test file. All that a run leaves in the folder for temporary
 * files lies in one that goes with it; others may walk through it, for a server started by root runs as somebody else.
 */
export default async function setUp(project: TestProject) {
  const scratch = mkdtempSync(join(tmpdir(), 'minqiao-test-'))
  chmodSync(scratch, 0o711)
  process.env.TMPDIR = scratch
  const dataDir = join(scratch, 'data')
  mkdirSync(dataDir)
  const server = await prepareTemplate(dataDir)
  project.provide('ownerUrl', server.ownerUrl)
  project.provide('appUrl', server.url)
  return async () => {
    await server.stop()
    rmSync(scratch, { recursive: true, force: true })
  }
}
