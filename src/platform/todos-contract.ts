import { z } from 'zod'
import { Day, Id, Instant, Paging, endpoint, pageOf } from './contract.ts'
import { signedIn } from './policy.ts'

/** 一起办: the step that several to-dos of this kind can be answered by in one press. */
export const TogetherStep = z.object({ step: z.string(), label: z.string() })
export type TogetherStep = z.output<typeof TogetherStep>

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
  /** null where each is to be opened by itself */
  together: TogetherStep.nullable(),
})
export type Todo = z.output<typeof Todo>

/** One kind that can be answered together, and how many of it wait. */
export const TogetherCount = z.object({
  /** for the filter `of` */
  of: z.string(),
  /** what is asked, in words */
  label: z.string(),
  count: z.number().int(),
  together: TogetherStep,
})
export type TogetherCount = z.output<typeof TogetherCount>

export const listTodos = endpoint({
  key: 'todos.list',
  method: 'GET',
  path: '/api/todos',
  summary: '等我办的事，先到期的在前',
  query: Paging.extend({ of: z.string().max(100).optional() }),
  reply: pageOf(Todo).extend({ together: z.array(TogetherCount) }),
  errors: [401],
  policy: signedIn,
})

/** Most to-dos in one press: they are done in one transaction, some ten statements each. */
export const mostTogether = 50

/** What came of one to-do: done; refused, with the obstacle in words; gone, since somebody had done it before. */
export const TodoOutcome = z.object({
  id: Id,
  /** null where it is not the reader's */
  title: z.string().nullable(),
  outcome: z.enum(['done', 'refused', 'gone']),
  /** where the record stands now, or why it was not done */
  words: z.string(),
})
export type TodoOutcome = z.output<typeof TodoOutcome>

export const takeTogether = endpoint({
  key: 'todos.takeTogether',
  method: 'POST',
  path: '/api/todos/together',
  summary: '几件同一种的事一起办：一件一个结果，办不了的不影响别的',
  body: z.object({
    ids: z
      .array(Id)
      .min(1, '先勾选要办的')
      .max(mostTogether, `一次最多 ${mostTogether} 件，请分几次办`)
      .refine((ids) => new Set(ids).size === ids.length, '有一件选了两次'),
    /** what the reader saw on the button: it must be the step of their kind */
    step: z.string().max(60),
  }),
  /** in the order asked */
  reply: z.object({ rows: z.array(TodoOutcome) }),
  errors: [400, 401],
  policy: signedIn,
})
