import { v7 as newId } from 'uuid'
import type { House } from '../src/platform/house.ts'
import { sql } from '../src/platform/db.ts'
import { termsOf } from '../src/modules/opinions/terms.ts'
import { concerns } from '../src/seed/words-heard.ts'

const placesOf = [
  '老码头',
  '东塘村',
  '石渡镇',
  '莲湖小区',
  '青田街',
  '长桥路口',
  '白鹤市场',
  '芦汀卫生院',
  '学校门口',
  '渡口',
]
const added = [
  '请早点解决。',
  '反映过两次了。',
  '老人小孩都不方便。',
  '下雨天更厉害。',
  '邻居都这么说。',
  '去年就坏了。',
]
const states = [
  'recorded',
  'recorded',
  'accepted',
  'assigned',
  'answered',
  'closed',
  'closed',
  'closed',
  'closed',
  'refused',
]

/** Fills one county (430102) with as many items as asked, of words put together from places, concerns and more; once. */
export const fillOpinions = async (house: House, wanted: number): Promise<number> => {
  const { db } = house
  const { rows } = await sql<{ committeeId: string; venues: string[]; present: number }>`
    select c.id as "committeeId", array(select id from venues v where v.committee_id = c.id order by id) as venues,
      (select count(*) from opinions o where o.committee_id = c.id) as present
    from units c where c.code = '430102'`.execute(db)
  const [place] = rows
  if (!place) throw new Error('the demo has no county 430102')
  for (let at = place.present; at < wanted; at += 2_000)
    await insert(
      house,
      place,
      Array.from({ length: Math.min(2_000, wanted - at) }, (_, more) => at + more),
    )
  return wanted
}

const insert = async (
  { db }: House,
  place: { committeeId: string; venues: string[] },
  numbers: readonly number[],
) => {
  const items = numbers.map((no) => {
    const words = `${placesOf[no % 10]}：${concerns[(no * 7) % concerns.length]}${added[(no * 11) % 6]}第${no}户。`
    return {
      id: newId(),
      words,
      no,
      state: states[no % states.length],
      venue: place.venues[no % place.venues.length],
      ...termsOf(words),
    }
  })
  await db.transaction().execute(async (tx) => {
    await sql`
      insert into opinions (id, committee_id, words, channel, happened_at, received_at, number, state, counted_from, due_days, due_on,
        search, likeness)
      select id, ${place.committeeId}, words, 'venue_code', at, at, '2601-' || lpad((no + 10000)::text, 6, '0'), state,
        at::date, 3, at::date + 4, array_to_tsvector(array(select jsonb_array_elements_text(search))),
        array(select jsonb_array_elements_text(likeness)::int)
      from (select i.*, now() - make_interval(mins => no) as at from json_to_recordset(${JSON.stringify(items)}::json)
        i(id uuid, words text, no int, state text, search jsonb, likeness jsonb)) i`.execute(tx)
    await sql`
      insert into opinion_venues (opinion_id, venue_id)
      select id, venue from json_to_recordset(${JSON.stringify(items)}::json) i(id uuid, venue uuid)`.execute(
      tx,
    )
    await sql`
      insert into steps (record_type, record_id, track, no, step, from_state, to_state, committee_id, at)
      select 'opinion', id, 'main', 1, 'receive', '', 'recorded', ${place.committeeId}, now()
      from json_to_recordset(${JSON.stringify(items)}::json) i(id uuid)`.execute(tx)
  })
}
