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
import { docxOf } from '../../../test/office.ts'
import { uploadWith } from '../../../test/upload.ts'
import type { App } from '../../platform/house.ts'
import { Return, Sheet } from './contract.ts'

const { db } = testDatabase()

describe('words that explain a broken check', () => {
  let place: SmallProvince
  let campaignId: string
  let app: App
  let county: Client
  const id = newId()

  beforeAll(async () => {
    place = await makeProvince(db)
    campaignId = await makeCampaign(db, place.province)
    await makeVenue(db, place.county)
    app = await testApp(testHouse(db, '2026-09-24T10:00:00+08:00'))
    county = await clientOf(app, await makeStaff(db, place.county, 'office', '贺知行'))
  })

  const sheet = async () =>
    Sheet.parse((await county.get(`/api/sheets/${campaignId}/${place.county}`)).json())
  const correct = (columnNo: number, delta: number) =>
    county.post('/api/corrections', {
      id: newId(),
      campaignId,
      unitId: place.county,
      columnNo,
      delta,
      reason: '老平台上另有上传',
    })
  const explain = (code: string, figures: number[]) =>
    county.send('PUT', `/api/sheets/${campaignId}/${place.county}/explanations`, {
      code,
      words: '都在老平台上',
      figures,
    })
  const submit = () => county.post('/api/returns', { id, campaignId, unitId: place.county })

  test('they stand for the figures that their writer saw', async () => {
    await correct(16, 1)
    const { checks } = await sheet()
    expect(checks.broken.map(({ code, figures }) => [code, figures])).toEqual([['16<=3', [1, 0]]])
    await explain('16<=3', [1, 0])
    const after = await sheet()
    expect([after.checks.broken[0]?.explanation?.words, after.submit?.obstacle]).toEqual([
      '都在老平台上',
      null,
    ])
  })

  test('when a figure changes they lapse: the check is open again, and the submission closed, until said anew', async () => {
    await correct(16, 1)
    await correct(1, 1)
    const after = await sheet()
    expect(after.checks.broken.map((check) => [check.code, check.explanation, check.lapsed?.words])).toEqual([
      ['16<=3', null, '都在老平台上'],
    ])
    const reply = await submit()
    expect([reply.status, reply.json()]).toMatchObject([
      409,
      { error: { message: '还不能提交：临湖县第 16 栏的数字已变，请重新说明' } },
    ])
    await explain('16<=3', [2, 0])
    expect((await submit()).status).toBe(200)
  })

  test('words about figures that changed while they were written do not count', async () => {
    const city = await clientOf(app, await makeStaff(db, place.city))
    await city.post(`/api/returns/${id}/steps`, { step: 'sendBack', words: '请再核对第 16 栏' })
    await correct(16, 1)
    await correct(1, 1)
    await explain('16<=3', [2, 0])
    expect((await submit()).status).toBe(409)
    await explain('16<=3', [3, 0])
    expect((await submit()).status).toBe(200)
  })

  test('the file of a 总结 travels with the return; what was written beside it is not asked again', async () => {
    const city = await clientOf(app, await makeStaff(db, place.city))
    await city.post(`/api/returns/${id}/steps`, { step: 'sendBack', words: '请附总结' })
    const fileId = newId()
    const sent = await uploadWith(
      app,
      county,
      '/api/sheets/attachments',
      { name: '活动日总结.docx', content: docxOf() },
      { id: fileId, unitId: place.county },
    )
    expect(sent.status).toBe(200)
    const heads = {
      filledBy: '温小满',
      phone: '0990-7654321',
      summary: '全县都办了。',
      summaryFileId: fileId,
    }
    expect(
      (await county.post('/api/returns', { id, campaignId, unitId: place.county, ...heads })).status,
    ).toBe(200)
    const shown = Return.parse((await city.get(`/api/returns/${id}`)).json())
    expect([shown.summaryFileId, shown.filledBy]).toEqual([fileId, '温小满'])
    expect((await city.get(`/api/files/${fileId}`)).status).toBe(200)
    await city.post(`/api/returns/${id}/steps`, { step: 'sendBack', words: '再改一次' })
    expect((await sheet()).submit?.known).toEqual({ ...heads, checkedBy: '', headedBy: '' })
  })
})
