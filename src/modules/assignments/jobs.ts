import { dayOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import type { Job } from '../../platform/jobs.ts'
import { notifyMany } from '../../platform/notify/index.ts'
import { takeOverDissolved } from './departments.ts'
import { tellLeaders, tellLeadersAt, tellOfficeAt } from './rules.ts'

/** Each morning at 7:40: departments that are no more, and what has become overdue. */
export const assignmentJobs: Job[] = [
  {
    name: 'assignments.morning',
    cron: '40 23 * * *',
    work: async (house) => {
      const now = house.clock()
      await house.db.transaction().execute(async (tx) => {
        await takeOverDissolved(tx, now)
        await tellOverdue(tx, now)
      })
    },
  },
]

interface Overdue {
  committeeId: string
  level: number
  count: number
}

/**
 * Tells the office, in one message a day, how many assignments have become one and five working days overdue; leaders of the
 * latter where their 政协 has that switched on. What was told once is not told again; a missed morning is made good.
 */
export const tellOverdue = async (tx: Tx, now: Date): Promise<void> => {
  const today = dayOf(now)
  const { rows } = await sql<Overdue>`
    with late as (
      select a.id, a.committee_id, a.told_overdue,
        working_days_between(case a.state when 'assigned' then a.sign_due_on else a.answer_due_on end, ${today}::date) as days
      from assignments a
      where a.state in ('assigned', 'signed', 'objected', 'drafted')
        and case a.state when 'assigned' then a.sign_due_on else a.answer_due_on end < ${today}::date
    ), told as (
      update assignments a set told_overdue = case when l.days >= ${tellLeadersAt}::int then ${tellLeadersAt}::int else ${tellOfficeAt}::int end
      from late l where l.id = a.id and l.days >= ${tellOfficeAt}::int
        and l.told_overdue < case when l.days >= ${tellLeadersAt}::int then ${tellLeadersAt}::int else ${tellOfficeAt}::int end
      returning a.committee_id, a.told_overdue
    )
    select committee_id as "committeeId", told_overdue as level, count(*) as count from told group by 1, 2 order by 1, 2`.execute(
    tx,
  )
  await tell(tx, now, 'office', rows)
  const grave = rows.filter((row) => row.level >= tellLeadersAt)
  await tell(tx, now, 'leader', await whereLeadersAreTold(tx, today, grave))
}

const whereLeadersAreTold = async (tx: Tx, today: string, rows: Overdue[]): Promise<Overdue[]> => {
  const { rows: on } = await sql<{ id: string }>`
    select committee_id as id from settings where key = ${tellLeaders.key} and valid @> ${today}::date and value = '1'::jsonb
      and committee_id = any(${rows.map((row) => row.committeeId)}::uuid[])`.execute(tx)
  return rows.filter((row) => on.some((one) => one.id === row.committeeId))
}

/** One message to each who holds the role on the 政协 today. */
const tell = async (tx: Tx, now: Date, role: 'office' | 'leader', rows: Overdue[]) => {
  const today = dayOf(now)
  const committees = [...new Set(rows.map((row) => row.committeeId))]
  const { rows: people } = await sql<{ personId: string; committeeId: string }>`
    select distinct g.person_id as "personId", g.unit_id as "committeeId" from grants g
    where g.role = ${role} and g.unit_id = any(${committees}::uuid[]) and g.valid @> ${today}::date`.execute(
    tx,
  )
  await notifyMany(
    tx,
    people.map(({ personId, committeeId }) => ({
      personId,
      committeeId,
      cause: `assignments.overdue:${committeeId}:${today}`,
      title: '有交办的事逾期了',
      body: `${rows
        .filter((row) => row.committeeId === committeeId)
        .map((row) => `${row.count} 件逾期${row.level >= tellLeadersAt ? '满 5 个工作日' : ''}`)
        .join('，')}。`,
      path: '/staff/assignments?due=overdue',
    })),
    now,
  )
}
