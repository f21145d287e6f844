import type { StateKind } from '../../../web/ui/marks.tsx'

/** How near a last day is: 今天到期, 还剩 2 天, 逾期 3 天; △ from two days before, ▲ after. */
export const dueWords = (
  dueOn: string,
  today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10),
): { kind: StateKind; words: string } => {
  const days = Math.round((Date.parse(dueOn) - Date.parse(today)) / 86_400_000)
  if (days < 0) return { kind: 'late', words: `逾期 ${-days} 天` }
  if (days === 0) return { kind: 'due', words: '今天到期' }
  return { kind: days <= 2 ? 'due' : 'doing', words: `还剩 ${days} 天` }
}
