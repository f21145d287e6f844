import { expect, test } from 'vitest'
import { z } from 'zod'
import { testDatabase } from './database.ts'
import { clientWith, testApp, testHouse } from './house.ts'

const { db } = testDatabase()

const Published = z.object({
  openapi: z.string(),
  paths: z.record(
    z.string(),
    z.record(z.string(), z.object({ operationId: z.string(), responses: z.record(z.string(), z.unknown()) })),
  ),
})

test('the published contract names every refusal that an endpoint documents', async () => {
  const anybody = clientWith(await testApp(testHouse(db)), '')
  const { paths } = Published.parse((await anybody.get('/api/openapi.json')).json())
  expect(Object.keys(paths['/api/campaigns/{id}']?.get?.responses ?? {})).toEqual([
    '200',
    '401',
    '403',
    '404',
  ])
})
