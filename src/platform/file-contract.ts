import { z } from 'zod'
import { IdParams, endpoint } from './contract.ts'
import { anyone } from './policy.ts'

export const getFile = endpoint({
  key: 'files.get',
  method: 'GET',
  path: '/api/files/:id',
  summary: '一个文件：公开的图片谁都能看，其余照所属记录的规矩',
  params: IdParams,
  query: z.object({ size: z.enum(['whole', 'small']).default('whole') }),
  reply: z.unknown(),
  gives: 'file',
  errors: [404],
  policy: anyone,
})
