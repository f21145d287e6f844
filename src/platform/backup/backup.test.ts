import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  makeMember,
  makeProvince,
  makeStaff,
  makeVenue,
  settle,
  type SmallProvince,
} from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { clientOf, testApp, testHouse } from '../../../test/house.ts'
import { sql } from '../db.ts'
import type { House } from '../house.ts'
import { keptHeads, noMarks, sealOnce, verifySeals } from '../log-seal/index.ts'
import { Damaged, backup, checkBackup, contentsOf, restore } from './index.ts'

const source = testDatabase()
const target = testDatabase()

const folder = mkdtempSync(join(tmpdir(), 'minqiao-backup-'))
const file = join(folder, 'all.tar')
let house: House
let elsewhere: House
let place: SmallProvince
let picture = ''

const asked = (path: string) =>
  checkBackup(path).then(
    () => 'accepted',
    (error: Error) => (error instanceof Damaged ? 'damaged' : error.message),
  )

describe('a backup', () => {
  beforeAll(async () => {
    house = testHouse(source.db, new Date().toISOString())
    elsewhere = { ...testHouse(target.db, new Date().toISOString()), keyring: house.keyring }
    place = await makeProvince(source.db)
    const venue = await makeVenue(source.db, place.county, { name: '芦汀“一\n二”工作室\\' })
    await settle(source.db, await makeMember(source.db, place.county, '欧阳·𠮷'), venue)
    const office = await clientOf(await testApp(house), await makeStaff(source.db, place.province))
    await office.post('/api/campaigns', {
      id: newId(),
      committeeId: place.province,
      name: '委员活动日',
      theme: '走近\t群众',
      heldOn: '2026-09-21',
    })
    const bytes = Buffer.from('a picture')
    picture = (await house.files.put(bytes)).sha256
    await sql`
      insert into files (id, committee_id, purpose, name, media_type, bytes, sha256, created_at)
      values (${newId()}, ${place.county}, 'picture', '合影.jpg', 'image/jpeg', ${bytes.length}, ${picture}, now())`.execute(
      source.db,
    )
    await sql`
      insert into outbox (id, channel, phone_sealed, template, variables, not_before, handed_over_at, created_at)
      values (gen_random_uuid(), 'sms', '\\x00', 'code', '{"a": null}', now(), null, now()),
        (gen_random_uuid(), 'sms', '\\x01ff', 'code', '{"b": 1.50}', now(), now(), now())`.execute(source.db)
    await sealOnce(source.db, noMarks(), new Date())
    await backup(house, source.ownerUrl(), file)
  })

  test('is one plain tar with pieces of tables, files and a manifest, and holds no key and no session', async () => {
    const manifest = await checkBackup(file)
    const text = readFileSync(file).toString('latin1')
    const names = manifest.tables.map((table) => table.name)
    expect([
      names.filter((name) => ['sessions', 'one_time_codes', 'schema_migrations'].includes(name)),
      manifest.tables.find((table) => table.name === 'outbox')?.rows,
      manifest.members.filter((member) => member.name === `files/${picture}`).length,
      manifest.missing,
      text.includes(readFileSync(join(house.config.dataDir, 'keys.json'), 'utf8').slice(20, 60)),
    ]).toEqual([[], 1, 1, [], false])
  })

  test('damaged anywhere is refused before any database is asked', async () => {
    const whole = readFileSync(file)
    const outcomes = new Map<string, number>()
    const broken = join(folder, 'broken.tar')
    const note = async (bytes: Buffer) => {
      writeFileSync(broken, bytes)
      const outcome = await asked(broken)
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    }
    for (let n = 0; n < 150; n += 1) {
      const flipped = Buffer.from(whole)
      const at = Math.floor((n * whole.length) / 150)
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (n % 8))
      await note(flipped)
    }
    for (const length of [0, 1, 511, 512, 5_000, whole.length - 1024, whole.length - 1])
      await note(whole.subarray(0, length))
    await note(Buffer.concat([whole, Buffer.alloc(512)]))
    expect([...outcomes]).toEqual([['damaged', 158]])
  })

  test('of a newer schema, of another key, or into a full database is refused, and nothing changes', async () => {
    const manifest = await checkBackup(file)
    const before = await contentsOf(target.owner())
    const refusals: string[] = []
    const tryIt = (given: typeof manifest, into: House, url: string) =>
      restore(into, url, file, given).catch((error: Error) => refusals.push(error.message))
    await tryIt(
      { ...manifest, schema: [...manifest.schema, { name: '9900_next.sql', digest: '' }] },
      elsewhere,
      target.ownerUrl(),
    )
    await tryIt(manifest, testHouse(target.db), target.ownerUrl())
    await tryIt(manifest, house, source.ownerUrl())
    await tryIt(
      { ...manifest, tables: manifest.tables.map((table) => ({ ...table, digest: 'other' })) },
      elsewhere,
      target.ownerUrl(),
    )
    expect([refusals, await contentsOf(target.owner())]).toEqual([
      [
        '这份备份来自更新的版本（多出 9900_next.sql）：请先升级程序，再恢复',
        '密钥与备份时的不是同一把：请先把原来的密钥文件（keys.json）放进数据文件夹，再恢复',
        '数据库里已经有内容：请恢复到一个空的数据库（换一个 MINQIAO_DATA 或 DATABASE_URL）',
        expect.stringMatching(/^恢复后 \w+ 与备份不一致，全部退回，数据库没有变$/),
      ],
      before,
    ])
  })

  test('restored elsewhere is equal table by table, its seals hold, its files are there and its logs still append-only', async () => {
    await restore(elsewhere, target.ownerUrl(), file, await checkBackup(file))
    const [ours, theirs] = [await contentsOf(source.owner()), await contentsOf(target.owner())]
    const verdict = await verifySeals(target.owner(), keptHeads(elsewhere.config.dataDir))
    const edited = await target
      .owner()
      .query("update steps set step = 'x'")
      .catch((error: Error) => error.message)
    const triggers = await target
      .owner()
      .query("select count(*)::int as n from pg_trigger where tgenabled = 'D'")
    expect([theirs, verdict.bad, await elsewhere.files.exists(picture), edited, triggers.rows]).toEqual([
      ours,
      null,
      true,
      'steps 只许追加，不许改动',
      [{ n: 0 }],
    ])
  })

  test('the restored copy goes on: the next step takes the next number, and everybody signs in anew', async () => {
    const app = await testApp(elsewhere)
    const office = await clientOf(app, await makeStaff(target.db, place.province))
    const reply = await office.post('/api/campaigns', {
      id: newId(),
      committeeId: place.province,
      name: '书香周',
      theme: '读书',
      heldOn: '2026-10-10',
    })
    await sealOnce(target.db, noMarks(), new Date())
    const { rows } = await sql<{
      sessions: number
    }>`select count(*)::int as sessions from sessions`.execute(target.db)
    expect([reply.status, (await verifySeals(target.owner(), [])).bad, rows]).toEqual([
      200,
      null,
      [{ sessions: 1 }],
    ])
  })
})
