import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { makeMember, makeProvince } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { testHouse } from '../../../test/house.ts'
import {
  type Verdict,
  findHead,
  keepHead,
  keptHeads,
  noMarks,
  sealOnce,
  startSealer,
  verifySeals,
  verifyWithin,
} from './index.ts'
import { rowDigest, sealDigest, textOf } from './columns.ts'

const { db, owner, url, ownerUrl } = testDatabase()
const at = () => new Date()
/** A tenth of R13's hundred thousand rows; all of them with MINQIAO_FULL (npm run torture). */
const scale = process.env.MINQIAO_FULL ? 10 : 1

const addSteps = `
  insert into steps (record_type, record_id, no, step, from_state, to_state, committee_id, actor_person_id, words_digest, at)
  select 'activity', gen_random_uuid(), 1, 'plan', '', 'planned', gen_random_uuid(), gen_random_uuid(),
    case when n % 5 = 0 then sha256(n::text::bytea) end, now() from generate_series(1, $1::int) n`
const addAudit = `
  insert into audit (at, request_id, actor_person_id, endpoint, outcome, status)
  select now(), 'R' || n, gen_random_uuid(), 'campaigns.get', 'read', 200 from generate_series(1, $1::int) n`

/** Superusers and owners can put the triggers aside: what they do then must show. Rolled back. */
const afterTampering = async (...statements: string[]): Promise<Verdict> => {
  const client = owner()
  await client.query('begin')
  try {
    for (const log of ['steps', 'audit', 'duties', 'seals', 'sealed_rows'])
      await client.query(`alter table ${log} disable trigger user`)
    await client.query('alter table sealed_rows drop constraint sealed_rows_seal_no_fkey')
    for (const statement of statements) await client.query(statement)
    return await verifyWithin(client, [])
  } finally {
    await client.query('rollback')
  }
}

describe('a log of sealed rows', () => {
  beforeAll(async () => {
    const place = await makeProvince(db)
    const person = await makeMember(db, place.county)
    await owner().query(addSteps, [6_000 * scale])
    await owner().query(addAudit, [3_000 * scale])
    await owner().query(
      `insert into duties (person_id, organiser_id, committee_id, kind, on_day, source_type, source_id, sign, facts, at)
       select $1, $2, $2, 'attended', '2026-09-21', 'attendance', gen_random_uuid(), 1, '{"kind": 1}', now()
       from generate_series(1, $3::int)`,
      [person, place.county, 1_000 * scale],
    )
    const marks = noMarks()
    while ((await sealOnce(db, marks, at(), 2_000 * scale)).more);
  })

  test('are all found as they were', async () => {
    const [began, cpu] = [performance.now(), process.cpuUsage()]
    const verdict = await verifySeals(owner(), [])
    const perSecond = verdict.rows / ((performance.now() - began) / 1000)
    process.stdout.write(
      `verify: ${Math.round(perSecond)} rows/s, ${Math.round(process.cpuUsage(cpu).user / 1000)} ms of our own time\n`,
    )
    expect(verdict).toEqual({
      rows: 10_000 * scale,
      seals: 5,
      bad: null,
      pending: 0,
      late: 0,
      firstLate: null,
    })
  })

  const n = (row: number) => row * scale
  const tampered: [string, string[], string][] = [
    [
      'an edited step',
      ["update steps set step = 'cancel' where id = 77"],
      'steps 第 77 行（第 1 号封存第 77 位）被改过',
    ],
    [
      'a time moved by a second',
      [`update steps set at = at + interval '1 second' where id = ${n(5_999)}`],
      `steps 第 ${n(5_999)} 行（第 3 号封存第 ${n(1_999)} 位）被改过`,
    ],
    [
      'an audit row laid on another person',
      [`update audit set actor_person_id = gen_random_uuid() where id = ${n(3_000)}`],
      `audit 第 ${n(3_000)} 行（第 5 号封存第 ${n(1_000)} 位）被改过`,
    ],
    [
      'a duty turned round',
      ['update duties set sign = -1 where id = 5'],
      `duties 第 5 行（第 5 号封存第 ${n(1_000) + 5} 位）被改过`,
    ],
    ['a deleted row', ['delete from audit where id = 1'], 'audit 第 1 行（第 4 号封存第 1 位）被删去了'],
    [
      'a deleted row with its mark',
      [
        `delete from steps where id = ${n(2_000) + 1}`,
        `delete from sealed_rows where log = 'steps' and row_id = ${n(2_000) + 1}`,
      ],
      `steps 第 ${n(2_000) + 2} 行（第 2 号封存第 2 位）次序不对：前面有行被删去、添入或调换`,
    ],
    [
      'two rows that changed places',
      [
        'update steps a set record_id = b.record_id, no = 2 from steps b where a.id in (10, 11) and b.id = 21 - a.id',
      ],
      'steps 第 10 行（第 1 号封存第 10 位）被改过',
    ],
    [
      'a row put in behind the back',
      [
        "insert into steps (record_type, record_id, no, step, from_state, to_state, at) values ('activity', gen_random_uuid(), 1, 'hold', '', 'held', now() - interval '1 hour')",
      ],
      `steps 第 ${n(6_000) + 1} 行一直没有封存：是绕过系统添入的，或封存停了`,
    ],
    ['a log cut to nothing', ['truncate steps cascade'], 'steps 第 1 行（第 1 号封存第 1 位）被删去了'],
    [
      'the last rows of a log cut off',
      [`delete from duties where id > ${n(900)}`],
      `duties 第 ${n(900) + 1} 行（第 5 号封存第 ${n(1_900) + 1} 位）被删去了`,
    ],
    [
      'the last seal cut off, its rows made old',
      [
        'delete from sealed_rows where seal_no = 5',
        'delete from seals where no = 5',
        `update audit set at = at - interval '1 hour' where id > ${n(2_000)}`,
      ],
      `audit 第 ${n(2_000) + 1} 行一直没有封存：是绕过系统添入的，或封存停了`,
    ],
    [
      'a seal with another digest',
      ['update seals set digest = sha256(digest) where no = 2'],
      '第 2 号封存的摘要对不上：封存被改写过',
    ],
    ['the last seal deleted, its rows left', ['delete from seals where no = 5'], '缺第 5 号封存：被删去了'],
    [
      'a seal taken out of the middle',
      ['delete from sealed_rows where seal_no = 3', 'delete from seals where no = 3'],
      '缺第 3 号封存：被删去了',
    ],
  ]
  test.each(tampered)('%s is named', async (_what, statements, bad) => {
    expect((await afterTampering(...statements)).bad).toBe(bad)
  })

  test('an end rewritten with new digests agrees with itself, and is told by the head outside alone', async () => {
    const client = owner()
    const dataDir = mkdtempSync(join(tmpdir(), 'minqiao-heads-'))
    const head = await findHead(db)
    if (!head) throw new Error('nothing is sealed')
    await keepHead(dataDir, head, at())
    await client.query('begin')
    for (const log of ['duties', 'seals', 'sealed_rows'])
      await client.query(`alter table ${log} disable trigger user`)
    await client.query("update duties set kind = 'spoke' where id = 5")
    const { rows: texts } = await client.query<{ text: string }>(
      `select ${textOf('duties', 1)} as text from duties l where id = 5`,
    )
    await client.query(
      "update sealed_rows set digest = decode($1, 'hex') where log = 'duties' and row_id = 5",
      [rowDigest(texts[0]?.text ?? '')],
    )
    const { rows: digests } = await client.query<{ digest: string }>(
      "select encode(digest, 'hex') as digest from sealed_rows where seal_no = 5 order by position",
    )
    const { rows: seals } = await client.query<{ previous: Buffer }>(
      'select previous from seals where no = 5',
    )
    const forged = sealDigest(
      seals[0]?.previous ?? Buffer.alloc(0),
      digests.map((row) => row.digest),
    )
    await client.query('update seals set digest = $1 where no = 5', [forged])
    const alone = await verifyWithin(client, [])
    const withHead = await verifyWithin(client, keptHeads(dataDir))
    await client.query('rollback')
    expect([alone.bad, withHead.bad]).toEqual([
      null,
      '第 5 号封存与库外留存的不一致：从这里或更早的地方被重写过',
    ])
  })

  test('an end cut off cleanly is told by the head outside', async () => {
    const verdict = await verifySeals(owner(), [{ no: 9, digest: 'a'.repeat(64) }])
    expect(verdict.bad).toBe('库外留存到第 9 号封存，库里只到第 5 号：末尾被截去了')
  })

  test('the application role may neither change, delete nor truncate a log or a seal', async () => {
    const client = new pg.Client({ connectionString: url() })
    await client.connect()
    const codes: unknown[] = []
    for (const table of ['steps', 'audit', 'duties', 'seals', 'sealed_rows'])
      for (const statement of [
        `delete from ${table}`,
        `truncate ${table} cascade`,
        `update ${table} set ${table === 'seals' ? 'no = 1' : table === 'sealed_rows' ? 'position = 1' : 'id = default'}`,
      ])
        codes.push(
          await client.query(statement).then(
            () => 'done',
            (error: pg.DatabaseError) => error.code,
          ),
        )
    await client.end()
    expect([...new Set(codes)]).toEqual(['42501'])
  })
})

describe('sealing beside writers', () => {
  test('a row that commits after higher ones were sealed is sealed in the next pass', async () => {
    const slow = new pg.Client({ connectionString: ownerUrl() })
    await slow.connect()
    const marks = noMarks()
    await slow.query('begin')
    await slow.query(addAudit, [1])
    await owner().query(addAudit, [5])
    for (let n = 0; n < 3; n += 1) await sealOnce(db, marks, at())
    await slow.query('commit')
    await slow.end()
    const late = await sealOnce(db, marks, at())
    const verdict = await verifySeals(owner(), [])
    expect([late.rows, verdict.bad, verdict.pending]).toEqual([1, null, 0])
  })

  test('twenty writers at once leave no row out, and the floor follows them', async () => {
    const marks = noMarks()
    let writing = true
    const sealing = (async () => {
      while (writing) await sealOnce(db, marks, at())
    })()
    const writer = async (turns: number) => {
      const client = new pg.Client({ connectionString: ownerUrl() })
      await client.connect()
      for (let n = 0; n < turns; n += 1) {
        await client.query('begin')
        await client.query(addAudit, [3])
        await client.query('select pg_sleep($1)', [Math.random() / 50])
        await client.query(n % 7 === 0 ? 'rollback' : 'commit')
      }
      await client.end()
    }
    await Promise.all(Array.from({ length: 20 }, () => writer(15)))
    writing = false
    await sealing
    const { rows } = await owner().query<{ top: number }>('select max(id) as top from audit')
    // the floor waits for every transaction of the cluster, other test files' among them
    await vi.waitFor(
      async () => {
        await sealOnce(db, marks, at())
        expect(marks.floor.audit).toBe(rows[0]?.top)
      },
      { timeout: 30_000, interval: 50 },
    )
    expect((await verifySeals(owner(), [])).bad).toBeNull()
  }, 60_000)

  test('a sealer seals by itself, leaves its head outside and stops cleanly', async () => {
    const house = { ...testHouse(db), clock: at }
    const sealer = startSealer(house)
    await owner().query(addAudit, [10])
    await sealer.stop()
    const head = await findHead(db)
    expect([keptHeads(house.config.dataDir).at(-1), (await verifySeals(owner(), [])).pending]).toEqual([
      head,
      0,
    ])
  })
})
