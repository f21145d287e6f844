import { Agent, request } from 'node:http'

/** One request as it is sent. */
export interface Asked {
  method: 'GET' | 'POST'
  url: string
  headers: Record<string, string>
  body: string
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

/** Sends it over a kept connection and reads the answer to its end; throws when it was refused. */
export const send = (asked: Asked): Promise<string> =>
  new Promise((resolve, reject) => {
    const sent = request(asked.url, { agent, method: asked.method, headers: asked.headers }, (reply) => {
      const parts: Buffer[] = []
      reply.on('data', (part: Buffer) => parts.push(part))
      reply.on('end', () => {
        const text = Buffer.concat(parts).toString()
        if (reply.statusCode === 200) resolve(text)
        else reject(new Error(`${asked.url} answered ${reply.statusCode}: ${text.slice(0, 300)}`))
      })
      reply.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(asked.body)
  })

export const closeClients = (): void => agent.destroy()

export const reading = (url: string, cookie: string): Asked => ({
  method: 'GET',
  url,
  headers: cookie ? { cookie } : {},
  body: '',
})

/** A write: same origin, its own key. */
export const writing = (
  site: string,
  path: string,
  asked: { cookie: string; key: string; body: unknown },
): Asked => {
  const body = JSON.stringify(asked.body)
  return {
    method: 'POST',
    url: `${site}${path}`,
    headers: {
      cookie: asked.cookie,
      origin: site,
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      'idempotency-key': asked.key,
    },
    body,
  }
}
