import { v7 as newId } from 'uuid'
import { describe, expect, test } from 'vitest'
import { makeCampaign, makePerson, makeProvince } from '../../../test/builders.ts'
import { rolledBack, testDatabase } from '../../../test/database.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { digestOfReturn, verifyCodeOf } from './seal.ts'
import { sheetVerifications } from './verification.ts'

const { db } = testDatabase()

/** What each verification says, after a sealed return with one record behind column 1 was tampered with. */
const saidAfter = async (tamper: (tx: Tx, id: string) => Promise<unknown>): Promise<(string | null)[]> => {
  const said: (string | null)[] = []
  await rolledBack(db, async (tx) => {
    const place = await makeProvince(tx)
    const campaignId = await makeCampaign(tx, place.province)
    const id = newId()
    await sql`
      insert into returns (id, campaign_id, unit_id, committee_id, receiver_id, annex, version, state, counted_at, definitions_version,
        submitted_at, submitted_by, decided_at)
      values (${id}, ${campaignId}, ${place.county}, ${place.county}, ${place.city}, 2, 1, 'accepted', now(), '1', now(),
        ${await makePerson(tx, place.county)}, now())`.execute(tx)
    await sql`insert into return_rows (return_id, position, unit_id, label) values (${id}, 0, ${place.county}, '临湖县')`.execute(
      tx,
    )
    await sql`
      insert into return_cells (return_id, position, column_no, counted, record_ids)
      values (${id}, 0, 1, 1, ${[newId()]}::uuid[])`.execute(tx)
    const digest = await digestOfReturn(tx, id)
    await sql`update returns set digest = ${digest}, verify_code = ${verifyCodeOf(digest)} where id = ${id}`.execute(
      tx,
    )
    await tamper(tx, id)
    for (const { run } of sheetVerifications) said.push(await run(tx))
  })
  return said
}

describe('verifying sealed returns', () => {
  test('one that is as it was sealed passes', async () => {
    expect(await saidAfter(() => Promise.resolve())).toEqual([null, null])
  })

  test('a figure written over is named by its seal and by its records', async () => {
    const said = await saidAfter((tx, id) =>
      sql`update return_cells set counted = 9 where return_id = ${id}`.execute(tx),
    )
    expect(said).toEqual([
      '政协临湖县委员会第 1 版封存之后被改过',
      '政协临湖县委员会第 1 版“临湖县”第 1 栏：数是 9，记录有 1 条',
    ])
  })

  test('a record exchanged for another is named by the seal', async () => {
    const said = await saidAfter((tx, id) =>
      sql`update return_cells set record_ids = ${[newId()]}::uuid[] where return_id = ${id}`.execute(tx),
    )
    expect(said).toEqual(['政协临湖县委员会第 1 版封存之后被改过', null])
  })

  test('a digest made to fit leaves the printed code behind', async () => {
    const said = await saidAfter(async (tx, id) => {
      await sql`update returns set summary = '改过' where id = ${id}`.execute(tx)
      await sql`update returns set digest = ${await digestOfReturn(tx, id)} where id = ${id}`.execute(tx)
    })
    expect(said).toEqual(['政协临湖县委员会第 1 版的校验码被改过', null])
  })
})
