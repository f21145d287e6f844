import { v7 as newId } from 'uuid'
import { sql, type Database } from '../src/platform/db.ts'
import type { House } from '../src/platform/house.ts'
import { seedCalendar } from '../src/platform/calendar.ts'
import { makeMember, makeOpinion, makeProvince, makeStaff, makeVenue } from './builders.ts'
import { type Client, clientOf, testApp } from './house.ts'

/** What one press asks of a department. */
export interface Asked {
  id: string
  departmentId: string
  part: 'host' | 'cohost' | 'separate'
}

/** A county with a studio, its office, and three departments of which two have people. */
export const handingStage = async (db: Database, house: House) => {
  await seedCalendar(db)
  const place = await makeProvince(db)
  const app = await testApp(house)
  const studio = await makeVenue(db, place.county)
  const officeId = await makeStaff(db, place.county)
  const office = await clientOf(app, officeId)
  const system = await clientOf(app, await makeStaff(db, place.province, 'system'))
  const member = await clientOf(app, await makeMember(db, place.county), 'member')
  const city = await clientOf(app, await makeStaff(db, place.city))
  const add = async (name: string) => {
    const reply = await office.post('/api/departments', {
      committeeId: place.county,
      name,
      openFrom: '2022-01-01',
    })
    const { id }: { id: string } = JSON.parse(reply.text)
    return id
  }
  const lightsId = await add('城市管理局')
  const roadsId = await add('交通运输局')
  const healthId = await add('卫生健康局')
  const lights = await clientOf(app, await makeStaff(db, lightsId, 'department', '许知远'))
  const roads = await clientOf(app, await makeStaff(db, roadsId, 'department', '罗一川'))
  const ask = (opinion: string, departments: Asked[]) =>
    office.post('/api/assignments', {
      id: newId(),
      recordType: 'opinion',
      recordId: opinion,
      words: '请查看路灯，修好后答复反映人',
      departments,
    })
  const step = (client: Client, id: string, body: Record<string, unknown>) =>
    client.post(`/api/assignments/${id}/steps`, body)
  const stateOf = async (opinion: string) =>
    (await sql<{ state: string }>`select state from opinions where id = ${opinion}`.execute(db)).rows[0]
      ?.state
  const todosOf = async (client: Client) => {
    const list: { rows: { kind: string; title: string; dueOn: string | null }[] } = JSON.parse(
      (await client.get('/api/todos')).text,
    )
    return list.rows.map(({ kind, title, dueOn }) => ({ kind, title, dueOn }))
  }
  /** One accepted item handed to the department of lights, signed for. */
  const signed = async () => {
    const opinion = await makeOpinion(db, studio, { state: 'accepted' })
    const id = newId()
    await ask(opinion, [{ id, departmentId: lightsId, part: 'host' }])
    await step(lights, id, { step: 'sign' })
    return { opinion, id }
  }
  const people = { office, system, member, city, lights, roads }
  return {
    place,
    studio,
    officeId,
    lightsId,
    roadsId,
    healthId,
    ...people,
    ask,
    step,
    stateOf,
    todosOf,
    signed,
  }
}

export type HandingStage = Awaited<ReturnType<typeof handingStage>>
