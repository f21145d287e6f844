import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { type InformingStage, informingStage } from '../../../test/informing.ts'
import { sql } from '../../platform/db.ts'

const { db } = testDatabase()

describe('informations of one matter', () => {
  let stage: InformingStage

  beforeAll(async () => {
    stage = await informingStage(db)
  })

  test('several are merged into one, split again, and never into one that left the desk', async () => {
    const { editor, step } = stage
    const [first, second, gone] = [newId(), newId(), newId()]
    const make = (one: string, title: string) =>
      editor.post('/api/informations', {
        id: one,
        committeeId: stage.place.county,
        title,
        body: '正文',
      })
    await make(first, '甲')
    await make(second, '乙')
    await make(gone, '丙')
    await sql`update informations set state = 'issued' where id = ${gone}`.execute(db)
    expect((await step(editor, first, { step: 'merge' })).status).toBe(400)
    expect((await step(editor, first, { step: 'merge', mergeInto: gone })).status).toBe(404)
    expect((await step(editor, first, { step: 'merge', mergeInto: second })).json()).toMatchObject({
      state: 'merged',
    })
    expect((await editor.get(`/api/informations/${second}`)).json()).toMatchObject({
      merged: [{ id: first, title: '甲' }],
    })
    expect((await editor.get(`/api/informations/${first}`)).json()).toMatchObject({
      mergedInto: { id: second },
    })
    expect((await step(editor, first, { step: 'split' })).json()).toMatchObject({
      state: 'draft',
    })
    expect((await editor.get(`/api/informations/${second}`)).json()).toMatchObject({ merged: [] })
  })
})
