import { beforeAll, describe, expect, test } from 'vitest'
import { listForms } from '../../src/platform/form.ts'
import { listPages } from '../../src/platform/page.tsx'
import { testDatabase } from '../database.ts'
import { canariesIn } from './canaries.ts'
import { crawl } from './crawl.ts'
import { entries } from './entries.ts'
import type { Entry } from './entry.ts'
import { isEverAnswered, walkEntry } from './findings.ts'
import { type Stage, setStage } from './stage.ts'

const { db } = testDatabase()

/** Keys are asked in some twenty tests, so that a failure names a part and the file stays quick. */
const parts = [...new Set(Object.keys(entries).map((key) => key.split('.')[0] ?? ''))]

describe('the walk over all contracts: role × endpoint × relation', () => {
  let stage: Stage

  beforeAll(async () => {
    stage = await setStage(db)
  }, 120_000)

  test('every endpoint has an entry, and every entry an endpoint', () => {
    const keys = stage.endpoints.map((endpoint) => endpoint.key)
    expect({
      without: keys.filter((key) => !(key in entries)),
      stale: Object.keys(entries).filter((key) => !keys.includes(key)),
    }).toEqual({ without: [], stale: [] })
  })

  test.each(parts)(
    '%s answers whom its policy names, and hides from everybody else',
    async (part) => {
      const findings: string[] = []
      for (const endpoint of stage.endpoints.filter((one) => one.key.startsWith(`${part}.`))) {
        const given = entries[endpoint.key] ?? []
        const all: Entry[] = Array.isArray(given) ? given : [given]
        if (!isEverAnswered(stage, endpoint, all)) findings.push(`${endpoint.key}: nobody is ever let in`)
        for (const entry of all)
          findings.push(
            ...(await walkEntry(stage, endpoint, entry)).map((words) => `${endpoint.key} ${words}`),
          )
      }
      expect(findings).toEqual([])
    },
    180_000,
  )

  test('reading everything, in every role that may, changes nothing', async () => {
    const { asked, changed } = await crawl(stage, entries)
    expect([changed, asked > 150]).toEqual([[], true])
  }, 120_000)

  test('every page and form that is not for anyone refuses the anonymous', async () => {
    const findings: string[] = []
    for (const { path, policy } of [...listPages(), ...listForms()].filter(
      (one) => one.policy.who !== 'anyone',
    )) {
      const url = path.replaceAll(/:\w+/g, stage.world.A.venue)
      const reply = await stage.app.inject({ url, headers: { host: 'localhost', accept: 'text/html' } })
      if (![401, 302, 303].includes(reply.statusCode) || canariesIn(reply.rawPayload).length > 0)
        findings.push(`${path} (${policy.who}): ${reply.statusCode}`)
    }
    expect(findings).toEqual([])
  })
})
