import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeProvince, makeStaff } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { type Client, actorOf, clientOf, testApp, testHouse } from '../../../test/house.ts'
import { sql } from '../db.ts'
import { Invalid } from '../errors.ts'
import { saveFile } from '../file-records.ts'
import type { House } from '../house.ts'
import { startWorker } from '../jobs.ts'
import { type RunWorker, runJobs, startRun, workOn } from './index.ts'

const { db, url } = testDatabase()

describe('a long run', () => {
  let house: House
  let mine: Client
  let other: Client
  let staff: string
  let county: string

  const workers: RunWorker[] = [
    {
      kind: 'test.count',
      work: async (_house, run, progress) => {
        await progress(1, 2)
        const fileId = await saveFile(db, house, {
          committeeId: run.committeeId,
          purpose: 'export',
          name: '名册.txt',
          mediaType: 'text/plain',
          content: Buffer.from('一二三'),
          createdBy: run.actor.personId,
          now: run.actor.now,
        })
        return { result: { counted: 2 }, fileId }
      },
    },
    {
      kind: 'test.refuse',
      work: () => Promise.reject(new Invalid([{ path: 'file', message: '文件是空的。' }], '没有导入。')),
    },
    {
      kind: 'test.slow',
      work: async (_house, run, progress) => {
        await mine.post(`/api/runs/${run.id}/cancel`)
        await progress(1, 100)
        return { result: {} }
      },
    },
  ]

  const start = async (kind: string) => {
    const actor = await actorOf(db, staff, house.clock())
    return (await startRun(db, actor, { kind, title: '数一数', committeeId: county })).id
  }
  const todos = async () => (await mine.get('/api/todos')).json()

  beforeAll(async () => {
    const place = await makeProvince(db)
    county = place.county
    staff = await makeStaff(db, county)
    house = testHouse(db)
    const app = await testApp(house)
    mine = await clientOf(app, staff)
    other = await clientOf(app, await makeStaff(db, place.otherCounty))
  })
  beforeEach(() => sql`update todos set closed_at = now() where closed_at is null`.execute(db))

  test('worked on to its end, it gives result, file and a to-do that goes when looked at', async () => {
    const id = await start('test.count')
    expect((await mine.get(`/api/runs/${id}`)).json()).toMatchObject({
      state: 'queued',
      done: 0,
      total: null,
    })
    await workOn(house, workers, id)
    expect((await mine.get(`/api/runs/${id}`)).json()).toMatchObject({
      state: 'done',
      stateLabel: '好了',
      done: 1,
      total: 2,
      result: { counted: 2 },
      fileName: '名册.txt',
      error: null,
    })
    expect((await mine.get(`/api/runs/${id}/file`)).text).toBe('一二三')
    expect(await todos()).toMatchObject({
      total: 1,
      rows: [{ title: '好了：数一数', path: `/staff/runs/${id}` }],
    })
    await mine.post(`/api/runs/${id}/look`)
    await mine.post(`/api/runs/${id}/look`)
    expect(await todos()).toEqual({ rows: [], total: 0, together: [] })
  })

  test('it is nobody else’s: neither record nor file', async () => {
    const id = await start('test.count')
    await workOn(house, workers, id)
    const { rows } = await sql<{ f: string }>`select file_id as f from runs where id = ${id}`.execute(db)
    const asked = [`/api/runs/${id}`, `/api/runs/${id}/file`, `/api/files/${rows[0]?.f}`]
    const statuses = await Promise.all(asked.map(async (path) => (await other.get(path)).status))
    expect(statuses).toEqual([404, 404, 404])
    expect((await mine.get(`/api/files/${rows[0]?.f}`)).text).toBe('一二三')
  })

  test('a refusal of the work ends it with the sentence, as a to-do', async () => {
    const id = await start('test.refuse')
    await workOn(house, workers, id)
    expect((await mine.get(`/api/runs/${id}`)).json()).toMatchObject({
      state: 'failed',
      error: '没有导入。 文件是空的。',
    })
    expect(await todos()).toMatchObject({ rows: [{ title: '没办成：数一数' }] })
  })

  test('stopped in the line it never begins; stopped at work it ends at the next sign of progress', async () => {
    const waiting = await start('test.count')
    await mine.post(`/api/runs/${waiting}/cancel`)
    await workOn(house, workers, waiting)
    const working = await start('test.slow')
    await workOn(house, workers, working)
    const states = await Promise.all(
      [waiting, working].map(async (id) => (await mine.get(`/api/runs/${id}`)).json()),
    )
    expect(states).toMatchObject([{ state: 'stopped' }, { state: 'stopped', result: null }])
    const late = await mine.post(`/api/runs/${working}/cancel`)
    expect([late.status, late.json()]).toMatchObject([
      409,
      { error: { message: '“停下”办不了：现在是“已停下”。请刷新看看。' } },
    ])
  })

  test('a run whose process was killed is put back in line and worked on again', async () => {
    const id = await start('test.count')
    await sql`update runs set state = 'running', beat_at = now() - interval '3 minutes' where id = ${id}`.execute(
      db,
    )
    const [, revive] = runJobs(workers)
    await revive?.work(house, {})
    await workOn(house, workers, id)
    expect((await mine.get(`/api/runs/${id}`)).json()).toMatchObject({ state: 'done' })
  })

  test('sheets are forgotten after thirty days, other files never', async () => {
    const keep = async (purpose: 'import' | 'export', words: string, at: string) =>
      saveFile(db, house, {
        committeeId: county,
        purpose,
        name: `${words}.xlsx`,
        mediaType: 'text/plain',
        content: Buffer.from(words),
        createdBy: staff,
        now: new Date(at),
      })
    const old = await keep('import', '旧名单', '2026-08-01T00:00:00Z')
    const fresh = await keep('import', '新名单', '2026-09-20T00:00:00Z')
    const made = await keep('export', '旧名单', '2026-08-01T00:00:00Z')
    const [, , forget] = runJobs(workers)
    await forget?.work(house, {})
    await forget?.work(house, {})
    const replies = await Promise.all([old, fresh, made].map((id) => mine.get(`/api/files/${id}`)))
    expect(replies.map(({ status }) => status)).toEqual([404, 200, 200])
  })

  test('the queue works on it by itself, under the application’s role', async () => {
    const runner = await startWorker(house, url(), runJobs(workers))
    const id = await start('test.count')
    await expect
      .poll(async () => (await mine.get(`/api/runs/${id}`)).json(), { timeout: 8_000 })
      .toMatchObject({ state: 'done' })
    await runner.stop()
  })
})
