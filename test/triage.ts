import { v7 as newId } from 'uuid'
import { expect } from 'vitest'
import { seedCalendar } from '../src/platform/calendar.ts'
import { type Database, sql } from '../src/platform/db.ts'
import { convene, makeMember, makeProvince, makeStaff, makeVenue, settle } from './builders.ts'
import { formClient } from './forms.ts'
import { type Client, clientOf, testApp, testHouse } from './house.ts'

interface Said {
  id: string
  /** the progress page */
  page: () => Promise<string>
  link: string
}

/** A county whose studio has a member and a convener, two of its office, and a citizen who speaks. */
export const triageStage = async (db: Database) => {
  await seedCalendar(db)
  const place = await makeProvince(db)
  const app = await testApp(testHouse(db, '2026-09-21T10:00:00+08:00'))
  const studio = await makeVenue(db, place.county)
  const memberId = await makeMember(db, place.county, '周小禾')
  await settle(db, memberId, studio)
  const convenerId = await makeMember(db, place.county, '陈一诺')
  await convene(db, convenerId, studio)
  const { rows } = await sql<{ token: string }>`select token from venues where id = ${studio}`.execute(db)
  const door = `/o/${rows[0]?.token}`
  const citizen = formClient(app)
  const convener = await clientOf(app, convenerId)
  const member = await clientOf(app, memberId, 'member')
  const office = await clientOf(app, await makeStaff(db, place.county))
  const second = await clientOf(app, await makeStaff(db, place.county, 'office', '顾清'))

  const say = async (what: string, path = door): Promise<Said> => {
    const sent = await citizen.send(path, { key: newId(), what, tell: 'sms', tel: '19900000147' })
    expect([what, sent.status]).toEqual([what, 303])
    const receipt = await citizen.open(sent.location ?? '')
    const [, link = ''] = /href="(\/track\/[\w-]+)"/.exec(receipt.text) ?? []
    const { rows } = await sql<{ id: string }>`select id from opinions where words = ${what}`.execute(db)
    return { id: rows[0]?.id ?? '', link, page: async () => (await citizen.open(link)).text }
  }
  const step = (client: Client, id: string, body: Record<string, unknown>) =>
    client.post(`/api/opinions/${id}/steps`, body)
  const standing = async (id: string) =>
    (
      await sql<{ state: string; dueOn: string | null; todos: unknown }>`
      select state, due_on as "dueOn", (select coalesce(json_agg(json_build_object('kind', t.kind, 'path', t.path)), '[]') from todos t
        where t.record_id = o.id and t.closed_at is null) as todos from opinions o where id = ${id}`.execute(
        db,
      )
    ).rows[0]
  /** What the speaker was told by SMS, by number of the item. */
  const told = async (id: string) =>
    (
      await sql<{ what: string }>`
      select b.variables ->> 'what' as what from outbox b join opinions o on o.number = b.variables ->> 'number'
      where o.id = ${id} order by b.created_at, what`.execute(db)
    ).rows.map((row) => row.what)
  /** A reply of the studio, out. */
  const answer = async (id: string, body: string) => {
    const reply = newId()
    await convener.post('/api/replies', { id: reply, recordType: 'opinion', recordId: id, body })
    expect((await office.post(`/api/replies/${reply}/steps`, { step: 'publish', version: 1 })).status).toBe(
      200,
    )
    return reply
  }
  const add = async (name: string) => {
    const reply = await office.post('/api/departments', {
      committeeId: place.county,
      name,
      openFrom: '2022-01-01',
    })
    const { id }: { id: string } = JSON.parse(reply.text)
    return { id, people: await clientOf(app, await makeStaff(db, id, 'department')) }
  }
  return {
    place,
    app,
    studio,
    memberId,
    door,
    citizen,
    convener,
    member,
    office,
    second,
    say,
    step,
    standing,
    told,
    answer,
    add,
  }
}

export type TriageStage = Awaited<ReturnType<typeof triageStage>>

/** Which of the words a text lacks. */
export const missing = (text: string, ...words: string[]) => words.filter((one) => !text.includes(one))
