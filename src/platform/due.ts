/** Due within so many working days is marked △. (look.md) */
export const soonDays = 2

/** 还剩 2 个工作日, 今天到期, 逾期 3 个工作日 from working days left (negative is overdue). */
export const dueWords = (daysLeft: number): string =>
  daysLeft < 0 ? `逾期 ${-daysLeft} 个工作日` : daysLeft === 0 ? '今天到期' : `还剩 ${daysLeft} 个工作日`

/** ▲ once late, △ from two working days before; null before that. */
export const dueMark = (daysLeft: number): 'late' | 'due' | null =>
  daysLeft < 0 ? 'late' : daysLeft <= soonDays ? 'due' : null
