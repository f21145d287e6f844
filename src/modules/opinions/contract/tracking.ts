import { z } from 'zod'
import { endpoint } from '../../../platform/contract.ts'
import { anyone } from '../../../platform/policy.ts'

/** For who gave number and query code: the link is sealed, and ends with the code. */
export const getTrackedPicture = endpoint({
  key: 'opinions.trackedPicture',
  method: 'GET',
  path: '/api/track/:link/pictures/:no',
  summary: '反映人在查进度里看自己发来的照片；只认查进度的链接，浏览器不留',
  params: z.object({ link: z.string().max(400), no: z.coerce.number().int().min(1).max(99) }),
  query: z.object({ size: z.enum(['whole', 'small']).default('whole') }),
  reply: z.unknown(),
  gives: 'file',
  errors: [404],
  policy: anyone,
})
