import { v7 as newId } from 'uuid'
import { addDays, dayOf, startOf } from '../platform/clock.ts'
import { type Tx, sql } from '../platform/db.ts'
import type { House } from '../platform/house.ts'
import { draftReply, stepReply } from '../modules/assignments/index.ts'
import { assign, stepAssignment } from '../modules/assignments/assigning/commands.ts'
import { askExtension } from '../modules/assignments/assigning/extensions.ts'
import { recordDirective, stepDirective } from '../modules/assignments/directives/commands.ts'
import { opinionAssignable } from '../modules/opinions/assignable.ts'
import { stepItem } from '../modules/opinions/commands.ts'
import { findIntake, receive } from '../modules/opinions/index.ts'
import { actorFor } from './actor.ts'
import { type DemoDepartment, livelyCounty } from './departments.ts'
import type { Plan } from './plan.ts'

const all = [opinionAssignable]

/** How far an assignment of the demo has come, with how many days ago it was handed over, and what was said. */
const courses: [daysAgo: number, words: string, until: Reached][] = [
  [1, '人民路小学门口没有斑马线，早上送孩子的车一辆接一辆，孩子过不去马路。', 'assigned'],
  [3, '河边步道的灯坏了一排，晚上散步的老人看不见台阶。', 'assigned'],
  [4, '小区门口的垃圾中转站夏天味道大，开不了窗。', 'objected'],
  [9, '巷子口的下水井盖响了半年，夜里车一过就吵醒人。', 'signed'],
  [36, '菜市场后面的公厕一直锁着，摊主只能跑到车站去。', 'signed'],
  [12, '公交车下午六点就没有了，厂里下班的人回不了村。', 'contributed'],
  [15, '老街的违规停车把消防通道堵了，报过几次没人管。', 'extension'],
  [18, '环卫工人的休息点没有热水，冬天手都冻裂了。', 'drafted'],
  [28, '广场舞的音响晚上十点还在放，楼上有高三的孩子。', 'answered'],
  [33, '路边的共享单车堆成山，盲道都占了。', 'answered'],
]

type Reached = 'assigned' | 'objected' | 'signed' | 'contributed' | 'extension' | 'drafted' | 'answered'

/** Matters of the lively county handed to its departments, one or two in every state, through the same commands as on any day. */
export const handOut = async (
  tx: Tx,
  house: House,
  plan: Plan,
  offices: ReadonlyMap<string, string>,
  departments: readonly DemoDepartment[],
): Promise<void> => {
  const studio = plan.studios.find((one) => one.code.startsWith(livelyCounty) && one.conveners.length > 0)
  const officer = studio && offices.get(studio.committeeId)
  const [first, second] = departments
  if (!studio || !officer || !first?.personId || !second?.personId) return
  const { rows } = await sql<{ token: string }>`select token from venues where id = ${studio.id}`.execute(tx)
  const target = await findIntake(tx, rows[0]?.token ?? '', house.clock())
  if (target.kind !== 'open') return
  const now = house.clock()
  for (const [daysAgo, words, until] of courses) {
    const on = startOf(addDays(dayOf(now), -daysAgo)).getTime()
    const at = (hours: number) => new Date(Math.min(on + hours * 3_600_000, now.getTime()))
    const said = {
      words,
      speaker: { name: null, phone: null, place: null },
      tellsBySms: false,
      pictures: [],
      limits: [],
    }
    const { opinionId } = await receive(tx, house, target.door, said, at(9))
    const office = (hours: number) => actorFor(tx, officer, at(hours))
    await stepItem(tx, await office(10), opinionId, { step: 'accept' })
    await handOver(tx, { opinionId, until, office, host: first, cohost: second, at })
  }
  await direct(tx, await actorFor(tx, officer, now))
}

interface Handing {
  opinionId: string
  until: Reached
  office: (hours: number) => ReturnType<typeof actorFor>
  host: DemoDepartment
  cohost: DemoDepartment
  at: (hours: number) => Date
}

const handOver = async (tx: Tx, { opinionId, until, office, host, cohost, at }: Handing) => {
  const [id, other] = [newId(), newId()]
  const isJoint = until === 'contributed' || until === 'drafted'
  await assign(tx, await office(11), all, {
    id: newId(),
    recordType: 'opinion',
    recordId: opinionId,
    words: '请到现场看一看，能马上办的马上办，办不了的说明原因，按期写出答复。',
    departments: [
      { id, departmentId: host.id, part: 'host' },
      ...(isJoint ? [{ id: other, departmentId: cohost.id, part: 'cohost' as const }] : []),
    ],
  })
  const department = async (one: DemoDepartment, hours: number) => actorFor(tx, one.personId ?? '', at(hours))
  const step = async (
    one: DemoDepartment,
    of: string,
    hours: number,
    taken: Parameters<typeof stepAssignment>[4],
  ) => stepAssignment(tx, await department(one, hours), all, of, taken)
  if (until === 'assigned') return
  if (until === 'objected') {
    await step(host, id, 33, { step: 'object', words: '中转站由街道管，建议交街道办事处。' })
    return
  }
  await step(host, id, 34, { step: 'sign' })
  if (isJoint) {
    await step(cohost, other, 35, { step: 'sign' })
    await step(cohost, other, 82, { step: 'contribute', opinion: '我局配合调整线路和站点，下周起试行。' })
  }
  if (until === 'extension')
    await askExtension(tx, await department(host, 105), all, id, {
      id: newId(),
      until: addDays(dayOf(at(105)), 40),
      words: '划线要等交警部门会签，材料已经报上去。',
    })
  if (until !== 'drafted' && until !== 'answered') return
  const reply = newId()
  await draftReply(tx, await department(host, 129), all, {
    id: reply,
    recordType: 'opinion',
    recordId: opinionId,
    assignmentId: id,
    body: '我们到现场看过，和您反映的一样。已经安排人整治，从这周起每天早晚各巡查一次；再有反复，请打我们的值班电话。',
    contactKind: 'phone',
    outcome: 'solved',
  })
  await stepReply(tx, await department(host, 130), all, reply, { step: 'submit', version: 1 })
  if (until === 'answered')
    await stepReply(tx, await office(154), all, reply, { step: 'publish', version: 1 })
}

/** Two 批示 on what was handed over: one followed up, one not yet. */
const direct = async (tx: Tx, officer: Awaited<ReturnType<typeof actorFor>>) => {
  const { rows } = await sql<{ id: string }>`
    select record_id as id from assignments where state in ('signed', 'answered') and record_type = 'opinion'
    order by assigned_at limit 2`.execute(tx)
  for (const [index, row] of rows.entries()) {
    const id = newId()
    await recordDirective(tx, officer, all, {
      id,
      recordType: 'opinion',
      recordId: row.id,
      leader: '石磊',
      post: '区委副书记',
      level: 'county',
      givenOn: addDays(dayOf(officer.now), -3),
      words: index === 0 ? '请城管局专题研究，月底前解决。' : '反映的问题要举一反三，请有关部门一并排查。',
    })
    if (index === 1)
      await stepDirective(tx, officer, all, id, { step: 'follow', followUp: '已经排查 12 处，全部整改。' })
  }
}
