import type { Database } from '../src/platform/db.ts'
import type { House } from '../src/platform/house.ts'
import { convene, makeCampaign, makeMember, makeProvince, makeStaff, makeVenue, settle } from './builders.ts'
import { clientOf, testApp } from './house.ts'

/** A county studio with its convener, under a campaign of the province: where activities, leave and own activities are tried. */
export const studioStage = async (db: Database, house: House) => {
  const place = await makeProvince(db)
  const app = await testApp(house)
  const campaignId = await makeCampaign(db, place.province)
  const venueId = await makeVenue(db, place.county)
  const convenerId = await makeMember(db, place.county, '陈一诺')
  await convene(db, convenerId, venueId)
  return { place, app, campaignId, venueId, convenerId, convener: await clientOf(app, convenerId) }
}

/** The same with one member who sits there, on the phone, and the county's office. */
export const residentStage = async (db: Database, house: House) => {
  const stage = await studioStage(db, house)
  const memberId = await makeMember(db, stage.place.county, '周小禾')
  await settle(db, memberId, stage.venueId)
  return {
    ...stage,
    memberId,
    member: await clientOf(stage.app, memberId, 'member'),
    office: await clientOf(stage.app, await makeStaff(db, stage.place.county)),
  }
}

/** So many members of a county who sit in a studio, in the order they were made; at most a hundred. */
export const makeResidents = async (
  db: Database,
  of: { countyId: string; venueId: string },
  count: number,
): Promise<string[]> => {
  const ids: string[] = []
  for (let index = 0; index < count; index += 1) {
    const name = `委员${'甲乙丙丁戊己庚辛壬癸'[index % 10]}${Math.floor(index / 10)}`
    const id = await makeMember(db, of.countyId, name)
    await settle(db, id, of.venueId)
    ids.push(id)
  }
  return ids
}
