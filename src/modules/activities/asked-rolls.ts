import { beginningOf } from '../../platform/beginning.ts'
import { type Tx, sql } from '../../platform/db.ts'
import type { Job } from '../../platform/jobs.ts'
import { type NewTodo, closeManyTodos, openTodos } from '../../platform/todos.ts'

const recordType = 'activity'
const kind = 'activity.roll'

/** Assumed: an activity that ended longer ago is not asked about any more. */
const mostDays = 30
const mostInOneRun = 500

/** Whether the convener of `a` is asked who was there. */
export const isAskedForRoll = sql<boolean>`exists (
  select from todos w where w.record_type = ${sql.lit(recordType)} and w.record_id = a.id and w.kind = ${sql.lit(kind)}
    and w.closed_at is null)`

/** Planned, over, of no campaign or of one that still runs, and nobody on the list of `a`. */
const wantsRoll = (now: Date) => sql<boolean>`(
  a.state = 'planned' and a.ends_at <= ${now} and a.ends_at > ${now}::timestamptz - make_interval(days => ${mostDays})
  and not exists (select from campaigns c where c.id = a.campaign_id and c.state <> 'issued')
  and not exists (select from attendances t where t.activity_id = a.id and t.state in ('standing', 'pending')))`

/**
 * A planned activity that has ended and on whose list nobody stands counts nowhere: the convener of its first host is asked who was
 * there, in the to-dos, for as long as that is so. Returns how many were asked anew, and of how many it is asked no more.
 * (domain.md C25)
 */
export const askForRolls = async (tx: Tx, now: Date): Promise<{ asked: number; ended: number }> => {
  const { rows: over } = await sql<{ id: string }>`
    select a.id from activities a where ${isAskedForRoll} and not ${wantsRoll(now)}`.execute(tx)
  await endAsking(
    tx,
    over.map(({ id }) => id),
    now,
  )
  const { rows } = await sql<{ id: string; committeeId: string; title: string; hostId: string }>`
    select a.id, a.committee_id as "committeeId", a.title, h.venue_id as "hostId"
    from activities a join activity_hosts h on h.activity_id = a.id and h.position = 1
    where ${wantsRoll(now)} and not ${isAskedForRoll}
    order by a.ends_at, a.id limit ${mostInOneRun}`.execute(tx)
  await openTodos(
    tx,
    rows.map(({ id, committeeId, title, hostId }): NewTodo => ({
      committeeId,
      recordType,
      recordId: id,
      kind,
      title: `记下谁到了：${beginningOf(title)}。没有开展的，请取消`,
      path: `/staff/activities/${id}/roll`,
      to: { unitId: hostId, role: 'convener' },
      dueOn: null,
    })),
    now,
  )
  return { asked: rows.length, ended: over.length }
}

/** Of these activities nobody is asked any more: somebody is on the list, or the asking has no sense. */
export const endAsking = (tx: Tx, activityIds: string[], now: Date): Promise<void> =>
  activityIds.length === 0
    ? Promise.resolve()
    : closeManyTodos(tx, { recordType, recordIds: activityIds, kinds: [kind] }, now)

/** What has ended is asked about each hour. */
export const activityJobs: Job[] = [
  {
    name: 'activities.rolls',
    cron: '20 * * * *',
    work: async (house) => {
      await house.db.transaction().execute((tx) => askForRolls(tx, house.clock()))
    },
  },
]
