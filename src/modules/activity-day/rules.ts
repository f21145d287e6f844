import { addDays, dayOf } from '../../platform/clock.ts'
import { afterQuietHours } from '../../platform/notify/quiet-hours.ts'

/** What a studio can be reminded of. */
export type Matter = 'post' | 'activity'

export const matterLabels: Record<Matter, string> = { post: '上传动态', activity: '开展活动' }

/** The day that a press now counts for, once a day for a studio and matter: at night it goes out at eight, and counts for then. */
export const remindDayOf = (now: Date): string => dayOf(afterQuietHours(now))

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

/** What the due days of the chain hang on. */
export interface ChainDates {
  heldOn: string
  uploadDueOn: string
  returnDueOn: string
  /** the day of Shanghai on which the campaign was issued */
  issuedOn: string
}

/**
 * Assumed: the plan a week and the notice five days before the day, publicity with the notice; a studio's brief with its 动态,
 * else with the return. Nothing is late before it was asked for: a campaign issued shortly before its day asks for all on the day of issue.
 */
export const dueDay = (kind: DocumentKind, dates: ChainDates, unitKind: string): string => {
  const due = (days: number) => {
    const day = addDays(dates.heldOn, days)
    return day < dates.issuedOn ? dates.issuedOn : day
  }
  if (kind === 'plan') return due(-7)
  if (kind === 'notice' || kind === 'publicity') return due(-5)
  return unitKind === 'venue' ? dates.uploadDueOn : dates.returnDueOn
}

/** The document that is asked for once this one has gone up. */
export const nextInChain: Partial<Record<DocumentKind, DocumentKind>> = { plan: 'notice', notice: 'summary' }
