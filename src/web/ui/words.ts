const chinaMs = 8 * 3_600_000

/** 3020 → 「3,020」; digits half-width, thousands by comma. */
export function inThousands(count: number): string {
  const [whole = '', part] = String(count).split('.')
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (part ? `.${part}` : '')
}

/** '2026-09-21' or an instant → 「9月21日」, with the year only when it is not this one. Days are China's. */
export function asDay(at: string, now = new Date()): string {
  const day = inChina(at)
  const year =
    day.getUTCFullYear() === new Date(now.getTime() + chinaMs).getUTCFullYear()
      ? ''
      : `${day.getUTCFullYear()}年`
  return `${year}${day.getUTCMonth() + 1}月${day.getUTCDate()}日`
}

/** An instant → 「8:16」, 24 hours, China's. */
export function asTime(at: string): string {
  const time = inChina(at)
  return `${time.getUTCHours()}:${String(time.getUTCMinutes()).padStart(2, '0')}`
}

/** An instant → 「9月21日 8:16」. */
export function asDayTime(at: string, now = new Date()): string {
  return `${asDay(at, now)} ${asTime(at)}`
}

/** '2026-09-21' → 「星期一」. */
export function asWeekday(at: string): string {
  return `星期${'日一二三四五六'.charAt(inChina(at).getUTCDay())}`
}

function inChina(at: string): Date {
  return /^\d{4}-\d\d-\d\d$/.test(at)
    ? new Date(`${at}T00:00:00Z`)
    : new Date(Date.parse(at.replace(/([+-]\d\d)$/, '$1:00')) + chinaMs)
}
