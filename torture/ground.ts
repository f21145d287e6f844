import { openSession } from '../src/modules/accounts/index.ts'
import { openEstate } from '../src/estate.ts'
import { dayOf } from '../src/platform/clock.ts'
import { sql } from '../src/platform/db.ts'
import type { Config } from '../src/platform/config.ts'
import {
  makeActivity,
  makeMember,
  makePerson,
  makeProvince,
  makeVenue,
  convene,
  settle,
} from '../test/builders.ts'

/** One studio that is worked in: its convener's cookie, and people to tick at activities of today. */
export interface Studio {
  venueId: string
  /** on its poster */
  token: string
  cookie: string
  activityIds: string[]
  personIds: string[]
}

/** Lays the least world that attendances, posts and opinions need; answers the studios. */
export const layGround = async (
  config: Config,
  size: { studios: number; activities: number; members: number },
): Promise<Studio[]> => {
  const estate = await openEstate(config, { fill: false })
  const { db } = estate.house
  const now = new Date()
  try {
    return await db.transaction().execute(async (tx) => {
      const place = await makeProvince(tx)
      const studios: Studio[] = []
      for (let n = 0; n < size.studios; n += 1) {
        const venueId = await makeVenue(tx, place.county, { name: `第 ${n + 1} 工作室` })
        const convener = await makePerson(tx, place.county, '顾清')
        await convene(tx, convener, venueId)
        const personIds: string[] = []
        for (let m = 0; m < size.members; m += 1) {
          const id = await makeMember(tx, place.county, `委员${n}之${m}`, '[2022-01-01,)')
          await settle(tx, id, venueId)
          personIds.push(id)
        }
        const activityIds: string[] = []
        for (let a = 0; a < size.activities; a += 1)
          activityIds.push(await makeActivity(tx, [venueId], { day: dayOf(now), title: `第 ${a + 1} 场` }))
        const token = await openSession(tx, convener, 'staff', '拷打', now)
        const { rows } = await sql<{ token: string }>`select token from venues where id = ${venueId}`.execute(
          tx,
        )
        studios.push({
          venueId,
          token: rows[0]?.token ?? '',
          personIds,
          activityIds,
          cookie: `mq_staff=${token}`,
        })
      }
      return studios
    })
  } finally {
    await estate.close()
  }
}
