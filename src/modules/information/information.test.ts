import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { makeMember } from '../../../test/builders.ts'
import { testDatabase } from '../../../test/database.ts'
import type { Client } from '../../../test/house.ts'
import { type InformingStage, informingStage } from '../../../test/informing.ts'
import { sql } from '../../platform/db.ts'
import { getFigures } from './contract/figures.ts'

const { db } = testDatabase()

describe('an information from a lead to the province', () => {
  let stage: InformingStage
  let cityCopy = ''

  beforeAll(async () => {
    stage = await informingStage(db)
  })

  test('a draft from a lead begins with its words, credits who heard it, and takes the lead out of the pool', async () => {
    const draft = { id: stage.id, committeeId: stage.place.county, leadIds: [stage.lead] }
    expect((await stage.editor.post('/api/informations', draft)).json()).toEqual({ id: stage.id })
    expect((await stage.editor.post('/api/informations', draft)).json()).toEqual({ id: stage.id })
    expect((await stage.editor.get(`/api/informations/${stage.id}`)).json()).toMatchObject({
      title: '老码头的路灯不亮，晚上摔过人',
      body: '老码头的路灯不亮，晚上摔过人',
      opinions: [{ opinionId: stage.opinion, leadId: stage.lead }],
      credits: [{ personId: stage.memberId, part: 'heard' }],
      mayEdit: true,
    })
    expect((await stage.editor.get(`/api/leads/${stage.lead}`)).json()).toMatchObject({
      state: 'taken',
      targetId: stage.id,
    })
  })

  test('the neighbour and the city above see nothing of it', async () => {
    for (const client of [stage.neighbour, stage.city]) {
      expect((await client.get(`/api/informations/${stage.id}`)).status).toBe(404)
      expect((await client.get('/api/informations')).json()).toMatchObject({ total: 0 })
    }
  })

  test('saving is version-checked, and who comes second gets both texts', async () => {
    const { version } = z
      .object({ version: z.number() })
      .parse((await stage.editor.get(`/api/informations/${stage.id}`)).json())
    const text = { title: '关于老旧码头照明的建议', body: '一、现状\n路灯不亮。', category: 'society' }
    const put = (client: Client, body: object) => client.send('PUT', `/api/informations/${stage.id}`, body)
    expect((await put(stage.editor, { ...text, version })).json()).toEqual({ version: version + 1 })
    const second = await put(stage.editor, { ...text, title: '别的标题', version })
    expect(second.status).toBe(409)
    expect(second.json()).toMatchObject({
      error: { detail: { version: version + 1, title: text.title, body: text.body } },
    })
  })

  test('members are credited by part; somebody of another 政协 is not', async () => {
    const credits = [
      { personId: stage.memberId, part: 'heard' },
      { personId: stage.writerId, part: 'wrote' },
    ]
    const other = await makeMember(db, stage.place.otherCounty, '钱外人')
    const send = (given: object[]) =>
      stage.editor.send('PUT', `/api/informations/${stage.id}/credits`, { credits: given })
    expect((await send([{ personId: other, part: 'heard' }])).status).toBe(400)
    expect((await send(credits)).json()).toEqual({ id: stage.id })
  })

  test('the editor submits; another hand signs, the editor may not, with the reason', async () => {
    const { editor, step, id } = stage
    expect((await step(editor, id, { step: 'submit' })).json()).toMatchObject({
      state: 'submitted',
    })
    const asked = { of: 'information:sign' }
    for (const client of [stage.leader, stage.signer])
      expect((await client.get(`/api/todos?${new URLSearchParams(asked)}`)).json()).toMatchObject({
        rows: [{ recordId: id, kind: 'sign', path: `/staff/information/${id}` }],
      })
    const own = await step(editor, id, { step: 'sign' })
    expect([own.status, own.json()]).toMatchObject([
      409,
      { error: { message: '您写过这一份，要由另一位签发' } },
    ])
    expect((await step(stage.leader, id, { step: 'sendBack', words: '再补一个数' })).json()).toMatchObject({
      state: 'draft',
    })
    expect((await step(editor, id, { step: 'submit' })).json()).toMatchObject({
      state: 'submitted',
    })
    expect((await step(stage.leader, id, { step: 'sign' })).json()).toMatchObject({
      state: 'signed',
    })
    for (const client of [stage.leader, stage.signer])
      expect((await client.get(`/api/todos?${new URLSearchParams(asked)}`)).json()).toMatchObject({
        total: 0,
      })
    expect(await stage.duties(stage.writerId)).toMatchObject([{ sign: 1 }, { sign: -1 }, { sign: 1 }])
  })

  test('issuing gives the next number, adopts it at its level, credits duty, and tells who spoke', async () => {
    expect((await stage.step(stage.signer, stage.id, { step: 'issue' })).json()).toEqual({
      state: 'issued',
      issue: '〔2026〕第 1 期',
    })
    expect((await stage.editor.get(`/api/informations/${stage.id}`)).json()).toMatchObject({
      issue: '〔2026〕第 1 期',
      issuedOn: '2026-09-21',
      signedBy: '高一帆',
      adoptions: [{ level: 'county', label: '本级采用', adoptedOn: '2026-09-21', isNoted: false }],
    })
    expect((await stage.duties(stage.memberId)).at(-1)).toEqual({
      kind: 'info_adopted',
      facts: { level: 'county' },
      sign: 1,
    })
    expect((await stage.editor.get(`/api/opinions/${stage.opinion}/leads`)).json()).toMatchObject({
      rows: [{ outcome: '写进了社情民意信息，临湖县政协采用' }],
    })
  })

  test('sent up it is a copy that the city owns: received there, asked about there, edited there alone', async () => {
    expect((await stage.step(stage.editor, stage.id, { step: 'send' })).json()).toMatchObject({
      state: 'issued',
    })
    expect((await stage.step(stage.editor, stage.id, { step: 'send' })).json()).toMatchObject({
      error: { message: '已经报送过，一份只报一次' },
    })
    const inbox = z
      .looseObject({ rows: z.array(z.looseObject({ id: z.string() })) })
      .parse((await stage.city.get('/api/informations?state=received')).json())
    expect(inbox).toMatchObject({
      total: 1,
      rows: [{ originName: '临湖县', title: '关于老旧码头照明的建议' }],
    })
    cityCopy = inbox.rows[0]?.id ?? ''
    expect((await stage.city.get('/api/todos')).json()).toMatchObject({
      rows: [{ title: '看看下级报来的信息：关于老旧码头照明的建议' }],
    })
    expect((await stage.editor.get(`/api/informations/${cityCopy}`)).status).toBe(404)
    expect((await stage.city.get(`/api/informations/${cityCopy}`)).json()).toMatchObject({
      origin: { committeeName: '临湖县', issue: '〔2026〕第 1 期', isWithdrawn: false },
      byline: '政协临湖县委员会供稿',
      credits: [],
    })
    expect((await stage.editor.get(`/api/informations/${stage.id}`)).json()).toMatchObject({
      sent: { committeeName: '试市', said: '收到了，还没有定' },
    })
  })

  test('the city issues its copy: the county reads 市采用, its members have it in the ledger, who spoke reads it', async () => {
    for (const one of ['adopt', 'submit']) await stage.step(stage.city, cityCopy, { step: one })
    await stage.step(stage.citySigner, cityCopy, { step: 'sign' })
    expect((await stage.step(stage.city, cityCopy, { step: 'issue' })).json()).toEqual({
      state: 'issued',
      issue: '〔2026〕第 1 期',
    })
    expect((await stage.editor.get(`/api/informations/${stage.id}`)).json()).toMatchObject({
      adoptions: [{ label: '本级采用' }, { label: '市采用', adoptedOn: '2026-09-21' }],
      sent: { said: '采用了，〔2026〕第 1 期' },
    })
    expect((await stage.duties(stage.writerId)).at(-1)).toEqual({
      kind: 'info_adopted',
      facts: { level: 'city' },
      sign: 1,
    })
    expect((await stage.editor.get(`/api/opinions/${stage.opinion}/leads`)).json()).toMatchObject({
      rows: [{ outcome: '写进了社情民意信息，试市政协采用' }],
    })
  })

  test('where the nation is not on the system, adoption is noted by hand, once, and can be taken back', async () => {
    const adoption = {
      id: newId(),
      level: 'nation',
      adoptedOn: '2026-09-20',
      publication: '全国政协信息专报',
    }
    const url = `/api/informations/${stage.id}/adoptions`
    expect((await stage.editor.post(url, adoption)).json()).toEqual({ id: adoption.id })
    expect((await stage.editor.post(url, { ...adoption, id: newId() })).status).toBe(409)
    expect((await stage.editor.post(url, { ...adoption, id: newId(), level: 'county' })).status).toBe(400)
    expect((await stage.duties(stage.memberId)).at(-1)).toEqual({
      kind: 'info_adopted',
      facts: { level: 'nation' },
      sign: 1,
    })
    expect((await stage.editor.send('DELETE', `${url}/${adoption.id}`)).json()).toEqual({ id: adoption.id })
    expect((await stage.duties(stage.memberId)).at(-1)).toEqual({
      kind: 'info_adopted',
      facts: { level: 'nation' },
      sign: -1,
    })
  })

  test('figures count each 政协’s own, in division order, and each opens to its records', async () => {
    const figures = getFigures.reply.parse((await stage.province.get('/api/informations/figures')).json())
    expect(
      figures.rows.map((row) => [
        row.name,
        row.values['collected'],
        row.values['received'],
        row.values['issued'],
        row.values['city'],
      ]),
    ).toEqual([
      ['试省', 0, 0, 0, 0],
      ['试市', 1, 1, 1, 1],
      ['临湖县', 1, 0, 1, 1],
      ['湘北县', 0, 0, 0, 0],
    ])
    const records = `/api/informations/figures/records?unitId=${stage.place.county}&code=city`
    expect((await stage.province.get(records)).json()).toMatchObject({
      total: 1,
      rows: [{ id: stage.id, committeeName: '临湖县', adopted: '市采用', isOwn: false }],
    })
    const collected = `/api/informations/figures/records?unitId=${stage.place.county}&code=collected`
    const unissued = newId()
    await stage.editor.post('/api/informations', {
      id: unissued,
      committeeId: stage.place.county,
      title: '没编发的题目',
      body: '正文',
    })
    expect((await stage.province.get(collected)).text).not.toContain('没编发的题目')
    expect((await stage.editor.get(collected)).text).toContain('没编发的题目')
    await stage.step(stage.editor, unissued, { step: 'decline', words: '不用' })
    expect((await stage.neighbour.get(records)).status).toBe(404)
    expect(
      (await stage.editor.get('/api/informations/figures?from=2026-10-01&until=2026-09-01')).status,
    ).toBe(400)
  })

  test('the issue is a document with its number, its text and who signed it', async () => {
    const reply = await stage.editor.get(`/api/informations/${stage.id}/document`)
    expect([reply.status, reply.headers['content-type']]).toEqual([
      200,
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ])
    expect(decodeURIComponent(String(reply.headers['content-disposition']))).toContain(
      '社情民意信息〔2026〕第1期关于老旧码头照明的建议.docx',
    )
    expect((await stage.neighbour.get(`/api/informations/${stage.id}/document`)).status).toBe(404)
  })

  test('withdrawn, what the county adopted is taken back everywhere; the city keeps its copy and is told', async () => {
    expect((await stage.step(stage.editor, stage.id, { step: 'withdraw' })).status).toBe(400)
    expect(
      (await stage.step(stage.editor, stage.id, { step: 'withdraw', words: '数字有误' })).json(),
    ).toMatchObject({
      state: 'withdrawn',
    })
    expect((await stage.editor.get(`/api/informations/${stage.id}`)).json()).toMatchObject({
      issue: '〔2026〕第 1 期',
      adoptions: [{ label: '市采用' }],
    })
    const { rows } = await sql`
      select kind, sum(sign)::int as stands from duties where person_id = ${stage.writerId} and source_id = ${stage.id} group by kind order by kind`.execute(
      db,
    )
    expect(rows).toEqual([
      { kind: 'info_adopted', stands: 0 },
      { kind: 'info_filed', stands: 0 },
    ])
    expect((await stage.city.get(`/api/informations/${cityCopy}`)).json()).toMatchObject({
      origin: { isWithdrawn: true },
    })
  })

  test('the list finds by words in Chinese, by state and by adoption', async () => {
    const { editor, id } = stage
    const of = async (query: string) => (await editor.get(`/api/informations?${query}`)).json()
    expect(await of(`search=${encodeURIComponent('码头照明')}`)).toMatchObject({ total: 1, rows: [{ id }] })
    expect(await of('state=withdrawn')).toMatchObject({ total: 1, rows: [{ id }] })
    expect(await of('state=issued')).toMatchObject({ total: 0 })
    expect(await of('adopted=city')).toMatchObject({ total: 1 })
    expect((await editor.get('/api/informations/export')).status).toBe(200)
  })
})
