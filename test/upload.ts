import { randomUUID } from 'node:crypto'
import type { App } from '../src/platform/house.ts'
import type { Client } from './house.ts'

/** Sends one file, with JSON beside it, as this person's browser does. */
export const uploadWith = async (
  app: App,
  client: Client,
  url: string,
  file: { name: string; content: Uint8Array; mediaType?: string },
  data: unknown = {},
): Promise<{ status: number; json: () => unknown }> => {
  const form = new FormData()
  form.set('data', JSON.stringify(data))
  form.set(
    'file',
    new File([new Uint8Array(file.content)], file.name, {
      type: file.mediaType ?? 'application/octet-stream',
    }),
  )
  const body = new Response(form)
  const reply = await app.inject({
    method: 'POST',
    url,
    headers: {
      host: 'localhost',
      origin: 'http://localhost',
      cookie: client.cookie,
      'idempotency-key': randomUUID(),
      'content-type': body.headers.get('content-type') ?? '',
    },
    payload: Buffer.from(await body.arrayBuffer()),
  })
  return { status: reply.statusCode, json: (): unknown => reply.json() }
}
