import { dayOf } from '../../platform/clock.ts'
import { type PublicEvent, asDay, asTime, asWeekday } from '../ui/public/index.ts'
import type { OpenActivity } from './activities.ts'

/** An activity as a line of a studio's page: the day large, kinds, time and place, whether it is still to come. */
export const eventOf = (activity: OpenActivity, now: Date): PublicEvent => {
  const day = dayOf(new Date(activity.beginsAt))
  return {
    id: activity.id,
    to: `/a/${activity.id}`,
    dayOfMonth: String(Number(day.slice(8))),
    under: `${Number(day.slice(5, 7))}月 ${asWeekday(day).replace('星期', '周')}`,
    title: activity.title,
    note: [
      `${asTime(activity.beginsAt)}—${asTime(activity.endsAt)}`,
      placeOf(activity),
      activity.kinds.join('、'),
    ]
      .filter(Boolean)
      .join('，'),
    state: stateOf(activity, now),
  }
}

/** Where it is, in words. */
export const placeOf = (activity: OpenActivity): string =>
  [activity.place, activity.mode === 'online' ? '线上' : activity.mode === 'both' ? '线上线下都有' : '']
    .filter(Boolean)
    .join('，')

/** When it is, in words: 9月21日 星期一 9:00—11:30. */
export const timeOf = (activity: OpenActivity, now: Date): string => {
  const day = dayOf(new Date(activity.beginsAt))
  return `${asDay(day, now)} ${asWeekday(day)} ${asTime(activity.beginsAt)}—${asTime(activity.endsAt)}`
}

export const stateOf = (activity: OpenActivity, now: Date): NonNullable<PublicEvent['state']> => {
  if (new Date(activity.endsAt) <= now) return { kind: 'done', words: '已结束' }
  const come = activity.mode === 'online' ? '在线上开展' : '来就行'
  if (new Date(activity.beginsAt) <= now) return { kind: 'doing', words: `正在进行，${come}` }
  return { kind: 'todo', words: `还没开始，${come}` }
}
