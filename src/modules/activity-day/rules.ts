import { addDays, dayOf, startOf } from '../../platform/clock.ts'

/** What a studio can be reminded of. */
export type Matter = 'post' | 'activity'

export const matterLabels: Record<Matter, string> = { post: '上传动态', activity: '开展活动' }

/** Never at night: nothing goes out from 21:00 to 8:00. (design.md, Light on people) */
export const quietFromHour = 21
export const quietUntilHour = 8

/** When a press now goes out: at once, or at the next 8:00 when it is night. */
export const sendingTime = (now: Date): Date => {
  const today = dayOf(now)
  const morning = new Date(startOf(today).getTime() + quietUntilHour * 3_600_000)
  const evening = new Date(startOf(today).getTime() + quietFromHour * 3_600_000)
  if (now < morning) return morning
  return now < evening ? now : new Date(morning.getTime() + 86_400_000)
}

/** The day that a press now counts for: once a day for a studio and matter. */
export const remindDayOf = (now: Date): string => dayOf(sendingTime(now))

/** The kinds of documents of the chain, in its order. (domain.md H6) */
export const documentKinds = ['plan', 'notice', 'publicity', 'brief', 'summary'] as const
export type DocumentKind = (typeof documentKinds)[number]

export const documentLabels: Record<DocumentKind, string> = {
  plan: '工作方案',
  notice: '活动通知',
  publicity: '宣传报道方案',
  brief: '活动小结',
  summary: '活动总结',
}

/** Who owes which document: a 政协 plans, notifies, publicises and sums up; a special committee and a studio write a brief. (通知四3, 四4) */
export const kindsOwedBy = (unitKind: string, isIssuer: boolean): readonly DocumentKind[] => {
  if (unitKind !== 'committee') return ['brief']
  return isIssuer ? ['publicity', 'summary'] : ['plan', 'notice', 'publicity', 'summary']
}

/** Assumed: the plan a week and the notice five days before the day, publicity with the notice; a studio's brief with its 动态, else with the return. */
export const dueDay = (
  kind: DocumentKind,
  dates: { heldOn: string; uploadDueOn: string; returnDueOn: string },
  unitKind: string,
): string => {
  if (kind === 'plan') return addDays(dates.heldOn, -7)
  if (kind === 'notice' || kind === 'publicity') return addDays(dates.heldOn, -5)
  return unitKind === 'venue' ? dates.uploadDueOn : dates.returnDueOn
}

/** The document that is asked for once this one has gone up. */
export const nextInChain: Partial<Record<DocumentKind, DocumentKind>> = { plan: 'notice', notice: 'summary' }
