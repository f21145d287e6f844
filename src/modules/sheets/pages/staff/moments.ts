import { type Moment, asDay, asDayTime } from '../../../../web/ui/staff/index.ts'
import type { Sheet } from '../../contract.ts'

/** The head of a return across the page: what happened, whose turn it is, what is to come; five at most. */
export const momentsOf = (sheet: Sheet): Moment[] => {
  const to = sheet.receiverName ?? '上级'
  const past = (sheet.standing?.history ?? []).slice(-3).map((step, at): Moment => ({
    key: `${at} ${step.step}`,
    state: step.toState === 'returned' ? 'back' : 'done',
    title: step.step === 'submit' ? '首次提交' : step.step === 'accept' ? '接受，已封存' : step.label,
    when: asDayTime(step.at),
    ...(step.by ? { who: step.by } : {}),
  }))
  const state = sheet.standing?.state
  if (state === 'accepted') return past
  if (state === 'submitted')
    return [
      ...past,
      { key: 'now', state: 'now', title: `${to}接受或退回`, who: '等对方办' },
      { key: 'seal', state: 'next', title: '封存', who: '接受后自动封存' },
    ]
  return [
    ...past,
    {
      key: 'now',
      state: 'now',
      title: state === 'returned' ? '改好再提交' : '核对后提交',
      who: `${asDay(sheet.returnDueOn)} 24 点截止`,
    },
    { key: 'accept', state: 'next', title: `${to}接受` },
    { key: 'seal', state: 'next', title: '封存', who: '接受后自动封存' },
  ]
}
