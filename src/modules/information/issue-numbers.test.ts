import { v7 as newId } from 'uuid'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { informingStage } from '../../../test/informing.ts'
import { sql } from '../../platform/db.ts'

const { db } = testDatabase()

test('twelve issued at once, each pressed twice, get twelve numbers without gap or double', async () => {
  const stage = await informingStage(db)
  const ids = Array.from({ length: 12 }, () => newId())
  for (const one of ids) {
    await stage.editor.post('/api/informations', {
      id: one,
      committeeId: stage.place.county,
      title: '同时编发',
      body: '正文',
    })
    await stage.step(stage.editor, one, { step: 'submit' })
    await stage.step(stage.leader, one, { step: 'sign' })
  }
  const replies = await Promise.all(
    [...ids, ...ids].map((one) => stage.step(stage.signer, one, { step: 'issue' })),
  )
  expect(replies.filter((reply) => reply.status === 200)).toHaveLength(12)
  const { rows } = await sql<{ no: number }>`
    select issue_no as no from informations where committee_id = ${stage.place.county} and issue_no is not null order by 1`.execute(
    db,
  )
  expect(rows.map((row) => row.no)).toEqual(Array.from({ length: 12 }, (_, at) => at + 1))
})
