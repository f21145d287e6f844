import { randomUUID } from 'node:crypto'
import type { App } from '../src/platform/house.ts'
import type { Client } from './house.ts'

/** A file as a browser sends it. */
export interface SentFile {
  name: string
  content: Uint8Array
  mediaType?: string
}

/** Sends one file, with JSON beside it, as this person's browser does. */
export const uploadWith = async (
  app: App,
  client: Client,
  url: string,
  file: SentFile,
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
  const reply = await sendMultipart(app, url, form, {
    cookie: client.cookie,
    'idempotency-key': randomUUID(),
  })
  return { status: reply.statusCode, json: (): unknown => reply.json() }
}

/** Sends a page's own form with pictures, as a browser without script does: 303, or the page again. */
export const sendForm = (
  app: App,
  url: string,
  fields: Record<string, string>,
  pictures: readonly SentFile[] = [],
  from = '127.0.0.1',
) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  for (const { name, content, mediaType } of pictures)
    form.append('pics', new File([new Uint8Array(content)], name, { type: mediaType ?? '' }))
  return sendMultipart(app, url, form, {}, from)
}

const sendMultipart = async (
  app: App,
  url: string,
  form: FormData,
  headers: Record<string, string>,
  from = '127.0.0.1',
) => {
  const body = new Response(form)
  return app.inject({
    method: 'POST',
    url,
    remoteAddress: from,
    headers: {
      host: 'localhost',
      origin: 'http://localhost',
      'content-type': body.headers.get('content-type') ?? '',
      ...headers,
    },
    payload: Buffer.from(await body.arrayBuffer()),
  })
}
