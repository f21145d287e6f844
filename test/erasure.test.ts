import { v7 as newId } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '../src/platform/db.ts'
import { type CopiedStage, copiedStage, rare, who } from './copied.ts'
import { testDatabase } from './database.ts'
import { tableTexts } from './table-texts.ts'

const { db, owner } = testDatabase()

describe('what was said is erased wherever it was copied to', () => {
  let stage: CopiedStage

  const tablesWith = async (text: string): Promise<string[]> =>
    [...(await tableTexts(owner()))].flatMap(([name, all]) => (all.includes(text) ? [name] : []))

  beforeAll(async () => {
    stage = await copiedStage(db)
  })

  test('it stands in all these tables, and on a public page', async () => {
    expect(await tablesWith(rare)).toEqual([
      'public.assignments',
      'public.directives',
      'public.informations',
      'public.leads',
      'public.notices',
      'public.opinions',
      'public.public_answers',
      'public.ratings',
      'public.remarks',
      'public.replies',
      'public.reports',
      'public.todos',
    ])
    expect((await stage.citizen.open(`/answers/${stage.answer}`)).text).toContain(rare)
  })

  test('whoever erases is shown what was made from it, a copy of another 政协 without its title', async () => {
    const shown = await stage.office.get(`/api/opinions/${stage.opinion}/erasure?alsoWords=1`)
    const {
      derived,
    }: { derived: { label: string; title: string | null; stateLabel: string; effect: string }[] } =
      JSON.parse(shown.text)
    expect(derived.map(({ label, title, stateLabel, effect }) => [label, title, stateLabel, effect])).toEqual(
      [
        [
          '公开问答',
          `${rare}棚漏雨怎么办`,
          '已公开',
          '马上撤下，标题和问题删去，不能再公开；答复里照抄的原话删去',
        ],
        ['社情民意信息', '关于渡口候船设施的建议', '已编发', '照抄原话、写着反映人的地方换掉，其余照旧'],
        [
          '社情民意信息，报到试市政协的一份',
          null,
          '归收到的政协',
          '照抄原话、写着反映人的地方换掉，其余照旧',
        ],
        ['金点子专报', `${rare}棚漏雨`, '待筛选', '照抄原话、写着反映人的地方换掉，其余照旧'],
      ],
    )
    expect((await stage.city.get(`/api/opinions/${stage.opinion}/erasure`)).status).toBe(404)
  })

  test('what came from it meanwhile stops the press, and nothing has gone', async () => {
    const stopped = await stage.office.post(`/api/opinions/${stage.opinion}/erasure`, {
      alsoWords: true,
      seen: [stage.answer],
    })
    expect([stopped.status, stopped.text.includes('又有从这一条来的内容')]).toEqual([409, true])
    expect((await stage.office.get(`/api/opinions/${stage.opinion}`)).text).toContain(rare)
  })

  test('confirmed, it is found in no table, no search index and on no page; what others wrote of their own stays', async () => {
    const shown = await stage.office.get(`/api/opinions/${stage.opinion}/erasure?alsoWords=1`)
    const { derived }: { derived: { id: string }[] } = JSON.parse(shown.text)
    await stage.ok(
      stage.office.post(`/api/opinions/${stage.opinion}/erasure`, {
        alsoWords: true,
        seen: derived.map(({ id }) => id),
      }),
    )
    for (const text of [rare, who.name, '我母亲', '滑倒过两回'])
      expect([text, await tablesWith(text)]).toEqual([text, []])
    expect((await stage.citizen.open(`/answers/${stage.answer}`)).status).toBe(404)
    expect(
      (await stage.office.get(`/api/informations?search=${encodeURIComponent(rare)}`)).json(),
    ).toMatchObject({
      total: 0,
    })
    const { rows } = await sql<{ title: string; body: string; state: string }>`
      select title, body, state from informations order by state`.execute(db)
    const body = '有群众反映，［已按本人要求删除］。\n建议把全县渡口候船棚纳入年度养护计划。'
    expect(rows).toEqual([
      { title: '关于渡口候船设施的建议', body, state: 'issued' },
      { title: '关于渡口候船设施的建议', body, state: 'received' },
    ])
    const { rows: replies } = await sql<{ body: string }>`select distinct body from replies`.execute(db)
    expect(replies).toEqual([{ body: '［反映人］，您说“［已按本人要求删除］。”，棚顶已经换好。' }])
  })

  test('each change is a step or a note on its path, with digests alone; numbers, states and grades stay', async () => {
    const { rows } = await sql<{ type: string; step: string; to: string; who: boolean }>`
      select record_type as type, step, to_state as "to", actor_person_id is not null as who from steps where step = 'erase'
      order by record_type, who desc`.execute(db)
    expect(rows).toEqual([
      { type: 'information', step: 'erase', to: 'issued', who: true },
      { type: 'information', step: 'erase', to: 'received', who: false },
      { type: 'opinion', step: 'erase', to: 'answered', who: true },
      { type: 'public_answer', step: 'erase', to: 'withdrawn', who: true },
      { type: 'report', step: 'erase', to: 'filed', who: true },
    ])
    const kept = await sql`
      select o.number is not null as number, o.state, (select count(*) from ratings) as grades,
        (select count(*) from remarks where erased_at is not null) as remarks from opinions o where o.id = ${stage.opinion}`.execute(
      db,
    )
    expect(kept.rows).toEqual([{ number: true, state: 'answered', grades: 1, remarks: 3 }])
    expect((await stage.office.get(`/api/opinions/${stage.opinion}/public-answer`)).json()).toMatchObject({
      answerId: stage.answer,
    })
    expect((await stage.office.get(`/api/public-answers/${stage.answer}`)).json()).toMatchObject({
      question: '［已按本人要求删除］',
      findings: [],
    })
    const again = await stage.office.post(`/api/public-answers/${stage.answer}/steps`, { step: 'redraft' })
    expect([again.status, again.text.includes('已按反映人要求删去，不能再公开')]).toEqual([409, true])
  })

  test('only who spoke is erased: the words and what is public stay, a name written down elsewhere goes', async () => {
    const other = newId()
    await stage.takeDown(other, `我是${who.name}，桥头的护栏松了。`)
    const [leadId, draft] = [newId(), newId()]
    await stage.ok(
      stage.office.post(`/api/opinions/${other}/leads`, { leads: [{ id: leadId, kind: 'information' }] }),
    )
    await stage.ok(
      stage.office.post('/api/informations', {
        id: draft,
        committeeId: stage.place.county,
        leadIds: [leadId],
      }),
    )
    await stage.ok(stage.office.post(`/api/opinions/${other}/erasure`, { alsoWords: false, seen: [draft] }))
    const { rows } = await sql<{ words: string; body: string }>`
      select o.words, n.body from opinions o join informations n on n.id = ${draft} where o.id = ${other}`.execute(
      db,
    )
    const words = '我是［反映人］，桥头的护栏松了。'
    expect(rows).toEqual([{ words, body: words }])
    expect(await tablesWith(who.name)).toEqual([])
  })

  test('put back into the pool before, the words that a draft had taken over go all the same', async () => {
    const other = newId()
    await stage.takeDown(other, '驿道上的鸊鷉窝被人掏了三回没有人管')
    const [leadId, draft] = [newId(), newId()]
    await stage.ok(
      stage.office.post(`/api/opinions/${other}/leads`, { leads: [{ id: leadId, kind: 'information' }] }),
    )
    await stage.ok(
      stage.office.post('/api/informations', {
        id: draft,
        committeeId: stage.place.county,
        leadIds: [leadId],
      }),
    )
    await stage.ok(stage.office.send('DELETE', `/api/informations/${draft}/sources/${leadId}`))
    expect(await tablesWith('鸊鷉')).toEqual(['public.informations', 'public.opinions', 'public.todos'])
    await stage.ok(stage.office.post(`/api/opinions/${other}/erasure`, { alsoWords: true, seen: [draft] }))
    expect(await tablesWith('鸊鷉')).toEqual([])
  })
})
