import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeProvince, makeStaff, type SmallProvince } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import { type Client, clientOf, clientWith, testApp, testHouse } from '../../../test/house.ts'
import { sql } from '../../platform/db.ts'
import type { App } from '../../platform/house.ts'

const { db } = testDatabase()

describe('a campaign from draft to receipts', () => {
  let place: SmallProvince
  let province: Client
  let county: Client
  let anybody: Client
  let app: App
  const id = newId()

  beforeAll(async () => {
    place = await makeProvince(db)
    app = await testApp(testHouse(db, '2026-08-01T09:00:00+08:00'))
    province = await clientOf(app, await makeStaff(db, place.province))
    county = await clientOf(app, await makeStaff(db, place.county))
    anybody = clientWith(app, '')
  })

  test('a draft gets the dates that follow from the day and the eight kinds', async () => {
    const draft = {
      id,
      committeeId: place.province,
      name: '2026 年委员活动日',
      theme: '走近群众',
      heldOn: '2026-09-21',
    }
    expect(await province.post('/api/campaigns', draft)).toMatchObject({ status: 200 })
    const reply = await province.get(`/api/campaigns/${id}`)
    expect(reply.json()).toMatchObject({
      ownFrom: '2026-09-14',
      ownUntil: '2026-09-30',
      uploadDueOn: '2026-09-23',
      returnDueOn: '2026-09-30',
      standing: {
        state: 'draft',
        steps: [
          { step: 'issue', obstacle: '通知正文还没有写' },
          { step: 'cancel', obstacle: null },
        ],
      },
    })
  })

  test('a draft is hidden from the 政协 below', async () => {
    expect((await county.get(`/api/campaigns/${id}`)).status).toBe(404)
  })

  test('issuing without a notice answers 409 with the reason', async () => {
    const reply = await province.post(`/api/campaigns/${id}/steps`, { step: 'issue' })
    expect([reply.status, reply.json()]).toMatchObject([409, { error: { message: '通知正文还没有写' } }])
  })

  test('issuing reaches every 政协 below, itself included, and a reading leaves its receipt', async () => {
    await province.send('PUT', `/api/campaigns/${id}`, {
      version: 1,
      name: '2026 年委员活动日',
      theme: '走近群众',
      heldOn: '2026-09-21',
      notice: '各级政协：请照此办理。',
    })
    const late = await province.send('PUT', `/api/campaigns/${id}`, {
      version: 1,
      name: '2026 年活动日',
      theme: '走近群众',
      heldOn: '2026-09-21',
    })
    const stands = { version: 2, name: '2026 年委员活动日', notice: '各级政协：请照此办理。' }
    expect([late.status, late.json()]).toMatchObject([409, { error: { detail: stands } }])
    const issued = await province.post(`/api/campaigns/${id}/steps`, { step: 'issue' })
    expect(issued.json()).toEqual({ state: 'issued', droppedAttendances: 0 })
    expect((await county.post(`/api/campaigns/${id}/read`)).status).toBe(200)
    const receipts = await province.get(`/api/campaigns/${id}/receipts`)
    expect(receipts.json()).toMatchObject({
      total: 4,
      rows: [
        { committeeName: '试省', readBy: '温小满' },
        { committeeName: '试市' },
        { committeeName: '临湖县', readBy: '温小满' },
        { committeeName: '湘北县' },
      ],
    })
  })

  test('the province alone may take a step: the county gets 403 and an audit row', async () => {
    const reply = await county.post(`/api/campaigns/${id}/steps`, { step: 'cancel', words: '不办了' })
    expect(reply.status).toBe(403)
    const { rows } = await sql`select endpoint, outcome, status from audit order by id desc limit 1`.execute(
      db,
    )
    expect(rows).toEqual([{ endpoint: 'campaigns.step', outcome: 'refused', status: 403 }])
  })

  test('postponing moves every window and demands words', async () => {
    const silent = await province.post(`/api/campaigns/${id}/steps`, {
      step: 'postpone',
      heldOn: '2026-09-25',
    })
    expect([silent.status, silent.json()]).toMatchObject([400, { error: { fields: [{ path: 'words' }] } }])
    await province.post(`/api/campaigns/${id}/steps`, {
      step: 'postpone',
      heldOn: '2026-09-25',
      words: '台风要来。',
    })
    expect((await province.get(`/api/campaigns/${id}`)).json()).toMatchObject({
      heldOn: '2026-09-25',
      returnDueOn: '2026-10-04',
    })
    const { rows: told } = await sql<{ body: string }>`
      select distinct body from notices where title like '%改到%'`.execute(db)
    expect(told).toMatchObject([
      { body: expect.stringMatching(/^台风要来。动态9月\d+日 24 点截止，统计表10月4日 24 点截止。$/) },
    ])
  })

  test('the same key gives the same answer once, and another body under it is refused', async () => {
    const other = newId()
    const draft = {
      id: other,
      committeeId: place.province,
      name: '书香周',
      theme: '读书',
      heldOn: '2026-10-10',
    }
    const first = await province.post('/api/campaigns', draft, 'key-number-1')
    const again = await province.post('/api/campaigns', draft, 'key-number-1')
    const changed = await province.post('/api/campaigns', { ...draft, name: '别的' }, 'key-number-1')
    expect([first.text, again.text, changed.status]).toEqual([again.text, first.text, 422])
  })

  test('an attachment is taken when name and content agree, read by the 政协 below, and fixed once issued', async () => {
    const drafted = newId()
    const draft = {
      id: drafted,
      committeeId: place.province,
      name: '读书日',
      theme: '读书',
      heldOn: '2026-10-20',
      notice: '请办理。',
    }
    await province.post('/api/campaigns', draft)
    const fileId = newId()
    const attach = (name: string, bytes: string, id: string) => {
      const edge = 'edge-of-parts'
      const payload = [
        `--${edge}\r\ncontent-disposition: form-data; name="data"\r\n\r\n${JSON.stringify({ fileId: id })}\r\n`,
        `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/pdf\r\n\r\n${bytes}\r\n`,
        `--${edge}--\r\n`,
      ].join('')
      return app.inject({
        method: 'POST',
        url: `/api/campaigns/${drafted}/attachments`,
        headers: {
          host: 'localhost',
          origin: 'http://localhost',
          cookie: province.cookie,
          'x-face': 'staff',
          'idempotency-key': newId(),
          'content-type': `multipart/form-data; boundary=${edge}`,
        },
        payload,
      })
    }
    expect((await attach('表.pdf', 'MZ not a document', newId())).json()).toMatchObject({
      error: { fields: [{ path: 'file' }] },
    })
    expect((await attach('附件1.pdf', '%PDF-1.7 here', fileId)).json()).toEqual({ id: fileId })
    expect((await county.get(`/api/files/${fileId}`)).status).toBe(404)
    await province.post(`/api/campaigns/${drafted}/steps`, { step: 'issue' })
    expect([
      (await county.get(`/api/files/${fileId}`)).status,
      (await attach('迟.pdf', '%PDF-1.7', newId())).statusCode,
    ]).toEqual([200, 409])
    expect((await county.get(`/api/campaigns/${drafted}`)).json()).toMatchObject({
      attachments: [{ id: fileId, name: '附件1.pdf' }],
    })
  })

  test('without a session nothing is said', async () => {
    expect((await anybody.get('/api/campaigns')).status).toBe(401)
  })
})
