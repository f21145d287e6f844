import { z } from 'zod'
import { Day, Id, Paging, endpoint, pageOf } from '../../platform/contract.ts'
import { allow } from '../../platform/policy.ts'

const By = z.enum(['venue', 'person', 'month'])

export const getServed = endpoint({
  key: 'rosters.served',
  method: 'GET',
  path: '/api/duty-figures',
  summary: '值班接待与咨询回复：人次、条数、场次，按工作室、委员或月份',
  query: z.object({ from: Day, until: Day, by: By.default('venue') }),
  reply: z.object({
    /** of all rows, each thing once */
    total: z.object({ persons: z.number().int(), items: z.number().int(), slots: z.number().int() }),
    rows: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        persons: z.number().int(),
        items: z.number().int(),
        slots: z.number().int(),
      }),
    ),
  }),
  errors: [400, 401, 403],
  policy: allow({
    office: 'committee',
    leader: 'committee',
    convener: 'venue',
    contact_group: 'unit',
    special_committee: 'unit',
  }),
})

export const listServed = endpoint({
  key: 'rosters.servedItems',
  method: 'GET',
  path: '/api/duty-figures/items',
  summary: '一个人次数后面的每一条',
  query: Paging.extend({ from: Day, until: Day, by: By.optional(), key: z.string().max(60).optional() }),
  reply: pageOf(
    z.object({
      id: Id,
      number: z.string().nullable(),
      words: z.string(),
      persons: z.number().int(),
      onDay: Day,
      venueName: z.string(),
      personName: z.string().nullable(),
      how: z.enum(['slot', 'answer']),
    }),
  ),
  errors: [400, 401, 403],
  policy: getServed.policy,
})
