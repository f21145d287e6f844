import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeProvince } from '../../test/builders.ts'
import { testDatabase } from '../../test/database.ts'
import { testHouse } from '../../test/house.ts'
import { filesBelow } from '../../test/leaks.ts'
import { addKey } from './crypto.ts'
import { sql } from './db.ts'
import { type NewFile, fileBytes, fileReply, saveFile } from './file-records.ts'

const { db } = testDatabase()
const house = testHouse(db)
const words = '周双木，19900008888，石渡镇'

describe('files that hold names and phones', () => {
  let committeeId = ''
  const keep = (purpose: NewFile['purpose']) =>
    saveFile(db, house, {
      committeeId,
      purpose,
      name: '名册.xlsx',
      mediaType: 'text/plain',
      content: Buffer.from(words),
      createdBy: null,
      now: house.clock(),
    })
  const onDisk = () =>
    filesBelow(join(house.config.dataDir, 'files')).filter((path) =>
      readFileSync(path).includes('19900008888'),
    )

  beforeAll(async () => {
    committeeId = (await makeProvince(db)).county
  })

  test.each(['import', 'export', 'error-sheet'] as const)(
    '%s: lies sealed and is given back as it came',
    async (purpose) => {
      const id = await keep(purpose)
      expect(onDisk()).toEqual([])
      expect((await fileBytes(db, house, id)).toString()).toBe(words)
      expect((await fileReply(db, house, id)).file).toEqual(Buffer.from(words))
      const { rows } = await sql<{ bytes: number }>`select bytes from files where id = ${id}`.execute(db)
      expect(rows).toEqual([{ bytes: Buffer.byteLength(words) }])
    },
  )

  test('sealed before the key was changed it opens all the same', async () => {
    const id = await keep('import')
    addKey({ dataDir: house.config.dataDir, env: {} })
    expect((await fileBytes(db, house, id)).toString()).toBe(words)
  })

  test('an attachment lies as it came, so the search of the disk finds what is there', async () => {
    const id = await keep('attachment')
    expect(onDisk()).toHaveLength(1)
    expect((await fileBytes(db, house, id)).toString()).toBe(words)
  })
})
