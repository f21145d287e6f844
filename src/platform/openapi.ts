import { z } from 'zod'
import type { Endpoint } from './contract.ts'

const registered = new Map<string, Endpoint>()

/** Keeps the endpoint for the walk and the published contract; a key or a route may be taken once. */
export const register = (endpoint: Endpoint): void => {
  const other = registered.get(endpoint.key)
  if (other && other !== endpoint) throw new Error(`two endpoints are called ${endpoint.key}`)
  registered.set(endpoint.key, endpoint)
}

export const listEndpoints = (): Endpoint[] =>
  [...registered.values()].toSorted((a, b) => (a.key < b.key ? -1 : 1))

const Problem = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    fields: z.array(z.object({ path: z.string(), message: z.string() })),
    detail: z.record(z.string(), z.unknown()).nullable(),
    requestId: z.string(),
  }),
})
export type Problem = z.output<typeof Problem>

const shapeOf = (shape: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: 'any', target: 'draft-7' })
  return schema
}

/** JSON schemas of an endpoint, for the published contract and for writing replies. */
export const jsonSchemaOf = (endpoint: Endpoint) => ({
  summary: endpoint.summary,
  operationId: endpoint.key,
  tags: [endpoint.key.split('.')[0] ?? 'other'],
  params: shapeOf(endpoint.params, 'input'),
  querystring: shapeOf(endpoint.query, 'input'),
  ...(endpoint.method === 'GET' || endpoint.takes === 'upload'
    ? {}
    : { body: shapeOf(endpoint.body, 'input') }),
  response: endpoint.gives === 'file' ? {} : { 200: shapeOf(endpoint.reply, 'output') },
})

/** The documented refusals of an endpoint, for the published contract alone: Fastify compiles a writer for each schema it is given. */
export const refusalsOf = (operationId: string): Record<string, unknown> =>
  Object.fromEntries((registered.get(operationId)?.errors ?? []).map((status) => [status, problemShape]))

const problemShape = shapeOf(Problem, 'output')
