import { createServer } from 'node:http'

/** The one fake of a short-message provider: takes what the adapter sends, drops repeats by reference, fails when told. */
export interface FakeProvider {
  url: string
  /** taken, in order, each reference once */
  taken: { phone: string; text: string; reference: string }[]
  /** how often a reference came again and was dropped */
  repeats: () => number
  /** the next `times` hand-overs are answered 503 */
  fail: (times: number) => void
  /** how often it was asked, whatever it answered */
  asked: () => number
  /** this share of hand-overs, 0 to 1, is taken and not answered: the connection breaks */
  loseAnswers: (share: number) => void
  /** this share is taken and never answered: the caller waits until its own timeout */
  hang: (share: number) => void
  stop: () => Promise<void>
}

/** Starts the fake on a free port of this machine, for development and tests. */
export const startFakeProvider = async (): Promise<FakeProvider> => {
  const taken: FakeProvider['taken'] = []
  const references = new Set<string>()
  let failures = 0
  let repeats = 0
  let lost = 0
  let hung = 0
  let asked = 0
  const server = createServer((request, reply) => {
    let text = ''
    request.on('data', (chunk) => (text += String(chunk)))
    request.on('end', () => {
      asked += 1
      if (failures > 0) {
        failures -= 1
        reply.writeHead(503).end()
        return
      }
      const sms: FakeProvider['taken'][number] = JSON.parse(text)
      if (references.has(sms.reference)) repeats += 1
      else taken.push(sms)
      references.add(sms.reference)
      if (Math.random() < hung) return
      if (Math.random() < lost) reply.destroy()
      else reply.writeHead(200).end('{}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/`,
    taken,
    repeats: () => repeats,
    asked: () => asked,
    hang: (share) => {
      hung = share
    },
    loseAnswers: (share) => {
      lost = share
    },
    fail: (times) => {
      failures = times
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
