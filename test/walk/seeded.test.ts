import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { IdParams, endpoint } from '../../src/platform/contract.ts'
import { sql } from '../../src/platform/db.ts'
import { serve, serveAnyone } from '../../src/platform/http.ts'
import { allow, anyone, signedIn } from '../../src/platform/policy.ts'
import { testDatabase } from '../database.ts'
import { testApp } from '../house.ts'
import { crawl } from './crawl.ts'
import { type Entry, record, role } from './entry.ts'
import { walkEntry } from './findings.ts'
import { type Stage, setStage } from './stage.ts'

const Words = z.object({ rows: z.array(z.object({ words: z.string() })) })
const draft = { method: 'GET' as const, summary: '故意写坏的', reply: Words, errors: [401, 403, 404] }

/** Endpoints that are wrong on purpose: the walk must find each. */
const leakyList = endpoint({
  ...draft,
  key: 'seeded.list',
  path: '/api/seeded/list',
  policy: allow({ member: 'own' }),
})
const looseRecord = endpoint({
  ...draft,
  key: 'seeded.get',
  path: '/api/seeded/:id',
  params: IdParams,
  policy: allow({ office: 'committee' }),
})
const writingRead = endpoint({ ...draft, key: 'seeded.touch', path: '/api/seeded/touch', policy: signedIn })
const openDoor = endpoint({ ...draft, key: 'seeded.open', path: '/api/seeded/open', policy: anyone })
const closedDoor = endpoint({
  ...draft,
  key: 'seeded.closed',
  path: '/api/seeded/closed',
  policy: allow({ office: 'any' }),
})

const { db } = testDatabase()
let stage: Stage

const walk = (key: string, entry: Entry): Promise<string[]> => {
  const found = stage.endpoints.find((one) => one.key === key)
  if (!found) throw new Error(`${key} is not served`)
  return walkEntry(stage, found, entry)
}

describe('what is wrong on purpose is found', () => {
  beforeAll(async () => {
    stage = await setStage(db, async (house) => {
      const app = await testApp(house)
      serve(app, leakyList, async ({ tx }) => {
        const { rows } = await sql<{ words: string }>`select words from posts`.execute(tx)
        return { rows }
      })
      serve(app, looseRecord, async ({ tx, params }) => {
        const { rows } = await sql<{
          words: string
        }>`select words from own_activities where id = ${params.id}`.execute(tx)
        return { rows }
      })
      serve(app, writingRead, async ({ tx }) => {
        await sql`update people set version = version + 1`.execute(tx)
        return { rows: [] }
      })
      serveAnyone(app, openDoor, async ({ tx }) => {
        const { rows } = await sql<{ words: string }>`select words from posts where state = 'draft'`.execute(
          tx,
        )
        return { rows }
      })
      serve(app, closedDoor, async () => {
        throw new Error('nobody comes through')
      })
      return app
    })
  }, 120_000)

  test('a list that shows another 政协’s drafts', async () => {
    expect(await walk('seeded.list', role())).toContain('member B: shows private words of A (200)')
  })

  test('a record that is loaded without asking who reads', async () => {
    const findings = await walk(
      'seeded.get',
      record(({ world }) => ({ params: { id: world.A.ownActivity } })),
    )
    expect(findings).toEqual(
      ['office C', 'office P', 'office B'].flatMap((name) => [
        expect.stringMatching(new RegExp(`^${name}: should be refused, got 200`)),
        `${name}: shows private words of A (200)`,
      ]),
    )
  })

  test('an open endpoint that gives what is nobody’s business', async () => {
    expect(await walk('seeded.open', role())).toContain('anonymous: is shown words of records')
  })

  test('a policy that names a role whom the handler never answers', async () => {
    expect(await walk('seeded.closed', role())).toContainEqual(
      expect.stringMatching(/^office A: should be 200, got 500/),
    )
  })

  test('a reading that writes', async () => {
    const { changed } = await crawl(stage, { 'seeded.touch': role() })
    expect(changed).toEqual(['people'])
  })
})
