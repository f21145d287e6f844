import { type IncomingHttpHeaders, type Server, createServer, request as ask } from 'node:http'
import type { AddressInfo } from 'node:net'

/** How often each mishap befalls a request, 0 to 1; together at most 1. */
export interface Mishaps {
  /** the server has done it and answered, and the answer is lost on its way */
  replyLost: number
  /** the request never arrives */
  requestLost: number
  /** the request arrives twice, at once */
  doubled: number
}

/** The network of R5 (quality.md): a tenth of answers lost after the commit, a twentieth of requests, a twentieth doubled. */
export const poorNetwork: Mishaps = { replyLost: 0.1, requestLost: 0.05, doubled: 0.05 }

export interface FaultyProxy {
  url: string
  /** how often each has happened */
  count: Record<keyof Mishaps | 'passed', number>
  stop: () => Promise<void>
}

interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

/** Stands between clients and a server and spoils what goes through; `dice` gives the next number from 0 to 1. */
export const faultyProxy = async (
  target: string,
  mishaps: Mishaps = poorNetwork,
  dice: () => number = Math.random,
): Promise<FaultyProxy> => {
  const count = { passed: 0, replyLost: 0, requestLost: 0, doubled: 0 }
  const server: Server = createServer((incoming, outgoing) => {
    const pieces: Buffer[] = []
    incoming.on('data', (piece: Buffer) => pieces.push(piece))
    incoming.on('end', () => {
      const body = Buffer.concat(pieces)
      const forward = () =>
        pass(target, incoming.method ?? 'GET', incoming.url ?? '/', withAddress(incoming.headers), body)
      const fate = fateOf(mishaps, dice())
      count[fate] += 1
      if (fate === 'requestLost') {
        outgoing.destroy()
        return
      }
      const twin = fate === 'doubled' ? forward().catch(() => null) : null
      void forward()
        .then(async (answer) => {
          await twin
          if (fate === 'replyLost') outgoing.destroy()
          else outgoing.writeHead(answer.status, headersOf(answer)).end(answer.body)
        })
        .catch(() => outgoing.destroy())
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port }: AddressInfo = addressOf(server)
  return {
    url: `http://127.0.0.1:${port}`,
    count,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

const fateOf = (mishaps: Mishaps, dice: number): keyof Mishaps | 'passed' => {
  if (dice < mishaps.replyLost) return 'replyLost'
  if (dice < mishaps.replyLost + mishaps.requestLost) return 'requestLost'
  return dice < mishaps.replyLost + mishaps.requestLost + mishaps.doubled ? 'doubled' : 'passed'
}

const pass = (
  target: string,
  method: string,
  url: string,
  headers: IncomingHttpHeaders,
  body: Buffer,
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const outgoing = ask(`${target}${url}`, { method, headers, timeout: 20_000, agent: false }, (reply) => {
      const pieces: Buffer[] = []
      reply.on('data', (piece: Buffer) => pieces.push(piece))
      reply.on('error', reject)
      reply.on('end', () =>
        resolve({ status: reply.statusCode ?? 502, headers: reply.headers, body: Buffer.concat(pieces) }),
      )
    })
    outgoing.on('timeout', () => outgoing.destroy(new Error('no answer')))
    outgoing.on('error', reject)
    outgoing.end(body)
  })

/** Says, as a proxy does, where a request came from: a client of ours may speak for a whole market. */
const withAddress = (headers: IncomingHttpHeaders): IncomingHttpHeaders => ({
  ...headers,
  'x-forwarded-for': headers['x-forwarded-for'] ?? '127.0.0.1',
})

/** The answer's own headers; its length is told anew. */
const headersOf = ({ headers, body }: Answer): IncomingHttpHeaders => {
  const { 'transfer-encoding': _, connection: __, ...rest } = headers
  return { ...rest, 'content-length': String(body.length) }
}

const addressOf = (server: Server): AddressInfo => {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port')
  return address
}
