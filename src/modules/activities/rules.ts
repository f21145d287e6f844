import { dayOf, startOf } from '../../platform/clock.ts'

/** An attendance code lives in slots of 30 seconds, shown as six digits. (design.md §3, Off line; U11) */
export const slotMs = 30_000
export const slotOf = (instant: Date): number => Math.floor(instant.getTime() / slotMs)

/** Assumed: doors open half an hour before the start; a code works from then to the end. */
export const doorsOpenMs = 30 * 60_000

/** What came off line must arrive within a day. */
export const queueHours = 24

/** Assumed: a phone's clock may be off by five minutes, ten slots. */
export const driftSlots = 10

export interface Span {
  beginsAt: string
  endsAt: string
}

/** First and last slot in which a code is shown. */
export const shownSlots = (span: Span): { first: number; last: number } => ({
  first: slotOf(new Date(Date.parse(span.beginsAt) - doorsOpenMs)),
  last: slotOf(new Date(Date.parse(span.endsAt) - 1)),
})

/** Slots a code may belong to: on line this one or the last; from the queue those about its hour that lie inside the activity. */
export const slotsToTry = (span: Span, given: { queued: boolean; happenedAt: Date; now: Date }): number[] => {
  if (!given.queued) {
    const shown = shownSlots(span)
    const current = slotOf(given.now)
    return [current, current - 1].filter((slot) => slot >= shown.first && slot <= shown.last + 1)
  }
  const inside = {
    first: slotOf(new Date(span.beginsAt)),
    last: slotOf(new Date(Date.parse(span.endsAt) - 1)),
  }
  const about = slotOf(given.happenedAt)
  return Array.from({ length: 2 * driftSlots + 1 }, (_, index) => about - driftSlots + index).filter(
    (slot) => slot >= inside.first && slot <= inside.last,
  )
}

/** Why the queue's record comes too late, or null. */
export const lateArrival = (happenedAt: Date, now: Date): string | null =>
  now.getTime() - happenedAt.getTime() > queueHours * 3_600_000
    ? '离签到已过 24 小时，补传收不了。请找召集人补记到场。'
    : null

/** Where an activity stands against the clock: `today` from its day's first minute, `over` when it has ended. */
export const phaseOf = (span: Span, now: Date): 'ahead' | 'today' | 'over' => {
  if (now >= new Date(span.endsAt)) return 'over'
  return now < startOf(dayOf(new Date(span.beginsAt))) ? 'ahead' : 'today'
}

/** Why nobody can be ticked yet, or null: from the first minute of its day on. */
export const tickObstacle = (activity: { state: string; beginsAt: string }, now: Date): string | null => {
  if (activity.state === 'draft') return '方案还没有定下来，先定下方案再点名'
  if (activity.state === 'cancelled') return '活动已经取消'
  const day = dayOf(new Date(activity.beginsAt))
  return now < startOf(day) ? `还没到活动那天，${monthDay(day)}再点名` : null
}

/** 9月21日 */
export const monthDay = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`

const clock = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: 'numeric',
  minute: '2-digit',
  hour12: false,
})

/** 9月21日 9:00 */
export const dayAndTime = (instant: string): string => {
  const at = new Date(instant)
  return `${monthDay(dayOf(at))} ${clock.format(at).replace(/^0/, '')}`
}

export interface OwnWindow {
  ownFrom: string
  ownUntil: string
}

/** What to say of an own activity's day: null inside the window, else why it won't count. (A1.4, C25) */
export const ownDayNote = (onDay: string, window: OwnWindow): string | null =>
  onDay >= window.ownFrom && onDay <= window.ownUntil
    ? null
    : `${monthDay(onDay)}不在活动日前后（${monthDay(window.ownFrom)}至${monthDay(window.ownUntil)}）。记下了，算您的履职，但不计入这次活动日。`

/** 请假事由 as shipped, until an office writes its own dictionary. (B9) */
export const leaveReasons: readonly { code: string; label: string }[] = [
  { code: 'official', label: '公务' },
  { code: 'sick', label: '病假' },
  { code: 'personal', label: '事假' },
  { code: 'away', label: '外出' },
  { code: 'other', label: '其他' },
]

/** One opinion or deed a line; numbers and bullets at the start of a line are layout, not words. */
export const splitLines = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*(?:[-*·•]|\d{1,2}[.、)）．])\s*/, '').trim())
    .filter((line) => line !== '')

export type MemberStanding = 'collective' | 'own' | 'leave' | 'none'

export const standingLabels: Record<MemberStanding, string> = {
  collective: '参加集体活动',
  own: '自行开展',
  leave: '请假',
  none: '未参加',
}
