import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  makeCampaign,
  makeProvince,
  makeStaff,
  makeVenue,
  type SmallProvince,
} from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { type Client, clientOf, testApp, testHouse } from '../../../test/house.ts'
import type { App } from '../../platform/house.ts'
import { workOn } from '../../platform/runs/index.ts'
import { columns, officialName } from './columns.ts'
import { exportWorker } from './export-all.ts'

const { db } = testDatabase()
const office = ['/usr/bin/soffice', '/usr/bin/libreoffice'].find((path) => existsSync(path))

/** The rows of a spreadsheet as LibreOffice reads them, empty cells left out. */
const rowsThroughOffice = async (file: Buffer): Promise<string[][]> => {
  const folder = await mkdtemp(join(tmpdir(), 'minqiao-sheet-'))
  await writeFile(join(folder, 'a.xlsx'), file)
  await promisify(execFile)(office ?? '', [
    `-env:UserInstallation=file://${folder}/profile`,
    '--headless',
    '--convert-to',
    'csv:Text - txt - csv (StarCalc):9,34,76',
    '--outdir',
    folder,
    join(folder, 'a.xlsx'),
  ])
  const csv = await readFile(join(folder, 'a.csv'), 'utf8')
  return csv.split('\n').map((line) => line.split('\t').filter((cell) => cell !== ''))
}

describe('a sheet as a file and on paper', () => {
  let place: SmallProvince
  let campaignId: string
  let app: App
  let city: Client
  let house: ReturnType<typeof testHouse>

  beforeAll(async () => {
    place = await makeProvince(db)
    campaignId = await makeCampaign(db, place.province)
    await makeVenue(db, place.county)
    house = testHouse(db, '2026-09-24T10:00:00+08:00')
    app = await testApp(house)
    city = await clientOf(app, await makeStaff(db, place.city))
  })

  const download = async (path: string) => {
    const reply = await app.inject({
      method: 'GET',
      url: path,
      headers: { host: 'localhost', cookie: city.cookie },
    })
    expect(reply.statusCode).toBe(200)
    return reply.rawPayload
  }

  test.skipIf(!office)(
    '汇总表 opens in LibreOffice with the form’s head: 16 official wordings, eight under one head, units in rows, the total last',
    async () => {
      const rows = await rowsThroughOffice(
        await download(`/api/sheets/${campaignId}/${place.city}/sheet.xlsx?form=table`),
      )
      expect(rows.slice(0, 3)).toEqual([
        ['附件2'],
        ['市州（含所属县市区）政协委员工作室开展委员活动日情况统计表'],
        ['填表单位：政协试市委员会', '（盖章）', '报表时间：2026 年 9 月 24 日'],
      ])
      const wordings = columns.map((column) => officialName(column, 2))
      expect(rows[3]).toEqual(['单位', ...wordings.slice(0, 5), '各类活动情况统计', ...wordings.slice(13)])
      expect(rows[4]).toEqual(wordings.slice(5, 13))
      const noughts = Array.from({ length: 15 }, () => '0')
      expect(rows.slice(5, 9)).toEqual([
        ['市本级', '0', ...noughts],
        ['临湖县', '1', ...noughts],
        ['湘北县', ...Array.from({ length: 16 }, () => '未报')],
        ['合计', '1', ...noughts],
      ])
    },
    60_000,
  )

  test.skipIf(!office)(
    '报表 is the form itself: one row of 16 cells without a column of units',
    async () => {
      const rows = await rowsThroughOffice(
        await download(`/api/sheets/${campaignId}/${place.county}/sheet.xlsx?form=row`),
      )
      expect(rows[5]).toEqual(['1', ...Array.from({ length: 15 }, () => '0')])
    },
    60_000,
  )

  test('the records behind a sheet, and behind a cell, are files', async () => {
    const whole = await download(`/api/sheets/${campaignId}/${place.city}/records.xlsx`)
    const cell = await download(
      `/api/sheets/${campaignId}/${place.city}/cell.xlsx?row=${place.county}:whole&column=1`,
    )
    expect([whole.subarray(0, 2).toString(), cell.subarray(0, 2).toString()]).toEqual(['PK', 'PK'])
  })

  test('all units at once come as one table, or as one file each in the form’s own layout', async () => {
    for (const as of ['table', 'files'] as const) {
      const id = newId()
      expect((await city.post(`/api/sheets/${campaignId}/${place.city}/exports`, { id, as })).status).toBe(
        200,
      )
      await workOn(house, [exportWorker], id)
      const run = (await city.get(`/api/runs/${id}`)).json()
      expect(run).toMatchObject({ state: 'done', done: 3, total: 3, result: { units: 3 } })
      const file = await download(`/api/runs/${id}/file`)
      const names = ['试市', '临湖县', '湘北县'].map((unit, at) => `00${at + 1} ${unit} 附件2 未封存.xlsx`)
      expect(names.map((name) => file.includes(name))).toEqual(names.map(() => as === 'files'))
    }
  })

  test('the print page is a draft until sealed, and has all sixteen wordings', async () => {
    const page = await city.get(`/staff/sheets/${campaignId}/${place.city}/print?form=table`)
    const missing = columns
      .map((column) => officialName(column, 2))
      .filter((wording) => !page.text.includes(wording))
    expect([page.status, page.text.includes('未封存'), missing]).toEqual([200, true, []])
  })
})
