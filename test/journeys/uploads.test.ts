import { existsSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, inject, test } from 'vitest'

/** The server's own memory is looked at from outside, where the system lets one. */
const canLook = existsSync('/proc/self/status')

describe.skipIf(!canLook)('uploads and the memory of the server', () => {
  const post = (files: Uint8Array<ArrayBuffer>[], what: string): Promise<Response> => {
    const form = new FormData()
    for (const [name, value] of Object.entries({ key: crypto.randomUUID(), what, tell: 'code' }))
      form.set(name, value)
    for (const content of files) form.append('pics', new File([content], '图.jpg'))
    return fetch(`${inject('site')}/c/430102/say`, {
      method: 'POST',
      body: form,
      redirect: 'manual',
      headers: { origin: inject('site') },
    })
  }
  const rssMegabytes = (): number => {
    const { pid }: { pid: number } = JSON.parse(readFileSync(join(inject('dataDir'), 'server.json'), 'utf8'))
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024
  }
  const photo = async (megabytes: number) => {
    const plain = await sharp({ create: { width: 4_000, height: 3_000, channels: 3, background: '#789' } })
      .jpeg()
      .toBuffer()
    return new Uint8Array(Buffer.concat([plain, Buffer.alloc(megabytes * 1_000_000 - plain.length)]))
  }

  test('forty forms of three pictures of 6 MB, ten at once, take turns; after the first ten they add no more than 100 MB', async () => {
    const large = await photo(6)
    const round = async (no: number) =>
      Promise.all(
        Array.from(
          { length: 10 },
          async (_, at) => (await post([large, large, large], `第 ${no} ${at} 件`)).status,
        ),
      )
    const statuses = await round(0) // libraries are loaded and heaps have grown to a day's work
    const before = rssMegabytes()
    let most = before
    const watch = setInterval(() => {
      most = Math.max(most, rssMegabytes())
    }, 20)
    for (const no of [1, 2, 3]) statuses.push(...(await round(no)))
    clearInterval(watch)
    process.stdout.write(`uploads: ${before.toFixed(0)} MB before, at most ${most.toFixed(0)} MB\n`)
    expect(statuses.filter((status) => status !== 303 && status !== 503)).toEqual([])
    expect([statuses.filter((status) => status === 303).length >= 10, most - before <= 100]).toEqual([
      true,
      true,
    ])
  }, 120_000)

  test('somebody who sends a byte at a time keeps nobody waiting', async () => {
    const { hostname, port } = new URL(inject('site'))
    const sockets = Array.from({ length: 50 }, () => connect(Number(port), hostname))
    for (const socket of sockets)
      socket.write(
        `POST /c/430102/say HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 20000000\r\n\r\n--x\r\nContent-Disposition: form-data; name="pics"; filename="a.jpg"\r\n\r\n`,
      )
    const drip = setInterval(() => sockets.forEach((socket) => socket.write('a')), 200)
    const began = Date.now()
    const reply = await post([await photo(2)], `旁人照样交 ${crypto.randomUUID()}`)
    const seconds = (Date.now() - began) / 1_000
    clearInterval(drip)
    for (const socket of sockets) socket.destroy()
    expect([reply.status, seconds < 5]).toEqual([303, true])
  })
})
