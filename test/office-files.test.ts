import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '../src/platform/db.ts'
import type { App } from '../src/platform/house.ts'
import { makeProvince, makeStaff } from './builders.ts'
import { testDatabase } from './database.ts'
import { type Client, clientOf, testApp, testHouse } from './house.ts'
import { docxOf, relations } from './office.ts'
import { uploadWith } from './upload.ts'

const { db } = testDatabase()
const html = Buffer.from('<!doctype html><script>alert(1)</script>')
/** What virus scanners are tried with: harmless, and refused like any program in a document's coat. */
const eicar = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''),
)

const macro = { 'word/vbaProject.bin': 'Attribute VB_Name' }
const remote = (type: string) => ({
  'word/_rels/settings.xml.rels': relations(type, 'http://x.example/a.dotm', 'External'),
})
const xxe = {
  'word/document.xml':
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document>&e;</w:document>',
}
const macroType = {
  '[Content_Types].xml':
    '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>',
}

const bad: [name: string, content: Buffer, words: string][] = [
  ['宏.docx', docxOf(macro), '文件里有宏'],
  ['宏型.docx', docxOf(macroType), '文件里有宏'],
  ['模板.docx', docxOf(remote('attachedTemplate')), '到外面取模板'],
  ['外图.docx', docxOf(remote('image')), '到外面取模板'],
  ['外框.docx', docxOf(remote('frame')), '到外面取模板'],
  ['嵌入.docx', docxOf({ 'word/embeddings/oleObject1.bin': 'MZ' }), '文件里有宏'],
  ['控件.xlsx', docxOf({ 'xl/activeX/activeX1.bin': 'x' }), '文件里有宏'],
  ['实体.docx', docxOf(xxe), '文件里有宏'],
  ['半截.docx', docxOf().subarray(0, 300), '文件不完整'],
  ['网页.docx', html, '内容要与扩展名相符'],
  ['网页.html', html, '内容要与扩展名相符'],
  ['图.svg', Buffer.from('<svg onload="alert(1)"/>'), '内容要与扩展名相符'],
  ['病毒.pdf', eicar, '内容要与扩展名相符'],
  ['病毒.com', eicar, '内容要与扩展名相符'],
  ['旧.doc', Buffer.from('d0cf11e0a1b11ae1', 'hex'), '内容要与扩展名相符'],
]

describe('Word and Excel files that somebody brings', () => {
  const house = testHouse(db)
  let app: App
  let office: Client
  let unitId = ''
  let campaign = ''

  beforeAll(async () => {
    const place = await makeProvince(db)
    unitId = place.county
    app = await testApp(house)
    office = await clientOf(app, await makeStaff(db, place.county))
    campaign = newId()
    const draft = {
      id: campaign,
      committeeId: place.county,
      name: '活动日',
      theme: '走近群众',
      heldOn: '2026-10-21',
      notice: '请办理。',
    }
    expect((await office.post('/api/campaigns', draft)).status).toBe(200)
  })

  /** Every door that takes documents. */
  const bring = (name: string, content: Buffer) => [
    uploadWith(app, office, `/api/campaigns/${campaign}/attachments`, { name, content }, { fileId: newId() }),
    uploadWith(
      app,
      office,
      '/api/sheets/attachments',
      { name, content, mediaType: 'text/html' },
      { id: newId(), unitId },
    ),
  ]

  test('what would act when it is opened, or is not what its name says, is refused in words and leaves nothing', async () => {
    for (const [name, content, words] of bad)
      for (const reply of await Promise.all(bring(name, content))) {
        const said = JSON.stringify(reply.json())
        expect([name, reply.status, said.includes(words)]).toEqual([name, 400, true])
      }
    const { rows } = await sql<{ n: number }>`select count(*) as n from files`.execute(db)
    expect(rows).toEqual([{ n: 0 }])
  })

  test('an honest one with a link to press is kept, and given out as an attachment of its own kind that no browser sniffs', async () => {
    const linked = docxOf({
      'word/_rels/document.xml.rels': relations('hyperlink', 'https://www.gov.cn', 'External'),
    })
    for (const reply of await Promise.all(bring('../../总结\u202e.docx', linked))) {
      expect(reply.status).toBe(200)
      const { id } = reply.json() as { id: string }
      const read = await office.get(`/api/files/${id}`)
      expect([
        read.status,
        read.headers['content-type'],
        String(read.headers['content-disposition']).startsWith('attachment'),
        decodeURIComponent(String(read.headers['content-disposition'])).includes('总结.docx'),
        read.headers['x-content-type-options'],
      ]).toEqual([
        200,
        'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        true,
        true,
        'nosniff',
      ])
    }
  })
})
