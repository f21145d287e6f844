import { createServer } from 'node:http'

/** The one fake of a short-message provider: takes what the adapter sends, drops repeats by reference, fails when told. */
export interface FakeProvider {
  url: string
  /** taken, in order, each reference once */
  taken: { phone: string; text: string; reference: string }[]
  /** the next `times` hand-overs are answered 503 */
  fail: (times: number) => void
  stop: () => Promise<void>
}

/** Starts the fake on a free port of this machine, for development and tests. */
export const startFakeProvider = async (): Promise<FakeProvider> => {
  const taken: FakeProvider['taken'] = []
  let failures = 0
  const server = createServer((request, reply) => {
    let text = ''
    request.on('data', (chunk) => (text += String(chunk)))
    request.on('end', () => {
      if (failures > 0) {
        failures -= 1
        reply.writeHead(503).end()
        return
      }
      const sms: FakeProvider['taken'][number] = JSON.parse(text)
      if (!taken.some(({ reference }) => reference === sms.reference)) taken.push(sms)
      reply.writeHead(200).end('{}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/`,
    taken,
    fail: (times) => {
      failures = times
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
