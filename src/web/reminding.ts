import { asDay, asTime } from './ui/words.ts'

/** What a press to remind did: it went out, or waits for eight. `who` is 437 家, 12 人. */
export const remindedWords = (who: string, sendAt: string): string =>
  Date.parse(sendAt) > Date.now() + 60_000
    ? `记下了，夜里不打扰，${dayWord(sendAt)} 8:00 提醒 ${who}`
    : `提醒了 ${who}，明天 8:00 后可再提醒`

/** A reminder that went out or will: when, and when the next may. */
export const lastReminded = (at: string): { said: string; next: string } =>
  isComing(at)
    ? { said: `${dayWord(at)} ${asTime(at)} 发出`, next: '已经记下' }
    : { said: `${dayWord(at)} ${asTime(at)} 已提醒`, next: '明天 8:00 后可再提醒' }

/** 今天, 昨天, 明天, else the day. */
export const dayWord = (at: string): string => {
  const days = chinaDay(Date.parse(at)) - chinaDay(Date.now())
  if (days === 0) return '今天'
  if (days === -1) return '昨天'
  return days === 1 ? '明天' : asDay(at)
}

/** Whether a reminder that went out at this instant, or will, still keeps the next one back today. */
export const isRemindedToday = (at: string): boolean =>
  isComing(at) || chinaDay(Date.parse(at)) === chinaDay(Date.now())

const isComing = (at: string): boolean => Date.parse(at) > Date.now()

const chinaDay = (ms: number): number => Math.floor((ms + 8 * 3_600_000) / 86_400_000)

/** From 21:00 to 8:00 a press waits until eight. */
export const isNight = (): boolean => {
  const hour = new Date(Date.now() + 8 * 3_600_000).getUTCHours()
  return hour >= 21 || hour < 8
}
