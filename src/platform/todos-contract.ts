import { z } from 'zod'
import { Day, Id, Instant, Paging, endpoint, pageOf } from './contract.ts'
import { signedIn } from './policy.ts'

export const Todo = z.object({
  id: Id,
  kind: z.string(),
  title: z.string(),
  /** address within the site where the deed is done */
  path: z.string(),
  recordType: z.string(),
  recordId: Id,
  dueOn: Day.nullable(),
  /** working days after today to the last day: 0 is today, negative is late */
  daysLeft: z.number().int().nullable(),
  openedAt: Instant,
})
export type Todo = z.output<typeof Todo>

export const listTodos = endpoint({
  key: 'todos.list',
  method: 'GET',
  path: '/api/todos',
  summary: '等我办的事，先到期的在前',
  query: Paging,
  reply: pageOf(Todo),
  errors: [401],
  policy: signedIn,
})
