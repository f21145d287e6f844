import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { v7 as newId } from 'uuid'
import type { Studio } from './ground.ts'
import type { Asked, Journal } from './journal.ts'

interface Answered {
  status: number
  body: string
}

type Send = () => Promise<Answered | null>

/** Speaks through a printed code until told to stop, as a browser does: the form is opened, and pressed again under its key. */
export const speak = async (
  url: string,
  studio: Studio,
  journal: Journal,
  isOver: () => boolean,
): Promise<void> => {
  const page = `${url}/o/${studio.token}`
  while (!isOver()) {
    const from = someAddress()
    const form = await reach(page, { headers: { 'x-forwarded-for': from } })
    const [, key] = /name="key" value="([\w-]+)"/.exec(form?.body ?? '') ?? []
    if (!key) continue
    const tag = newId()
    const fields = {
      key,
      what: `${tag} 桥头的护栏松了三根`,
      tell: 'sms',
      tel: '199-0000-0147',
      name: '过路人',
    }
    await insist(journal, { key, kind: 'say', endpoint: 'opinions.say', recordId: tag }, () =>
      reach(page, {
        method: 'POST',
        redirect: 'manual',
        headers: {
          origin: url,
          'content-type': 'application/x-www-form-urlencoded',
          'x-forwarded-for': from,
        },
        body: new URLSearchParams(fields).toString(),
      }),
    )
  }
}

/** Records what was heard and types in letters until told to stop; each record bears its own id, sent again under it. */
export const listen = async (
  url: string,
  studio: Studio,
  journal: Journal,
  isOver: () => boolean,
): Promise<void> => {
  while (!isOver()) {
    const id = newId()
    const isLetter = Math.random() < 0.5
    const asked = isLetter
      ? { kind: 'letter' as const, endpoint: 'opinions.takeDown', path: '/api/opinions/taken-down' }
      : { kind: 'heard' as const, endpoint: 'opinions.record', path: '/api/opinions' }
    const body = isLetter ? letterOf(studio, id) : heardOf(studio, id)
    await insist(journal, { key: id, kind: asked.kind, endpoint: asked.endpoint, recordId: id }, () =>
      reach(`${url}${asked.path}`, {
        method: 'POST',
        headers: {
          cookie: studio.cookie,
          origin: url,
          'x-face': 'staff',
          'idempotency-key': id,
          'content-type': 'application/json',
        },
        body: JSON.stringify(body),
      }),
    )
  }
}

const letterOf = (studio: Studio, id: string) => ({
  id,
  venueId: studio.venueId,
  channel: 'letter',
  words: `${id} 信里说井盖松了`,
  happenedOn: '2026-09-01',
})

const heardOf = (studio: Studio, id: string) => ({
  venueId: studio.venueId,
  happenedAt: new Date().toISOString(),
  opinions: [{ id, words: `${id} 走访时听到路灯不亮` }],
})

/** Sends until there is an answer that is none of "come again"; what was wanted and told goes into the journal. */
const insist = async (journal: Journal, asked: Omit<Asked, 't'>, send: Send): Promise<void> => {
  journal.write({ t: 'asked', ...asked })
  for (let tries = 1; ; tries += 1) {
    const answer = await send()
    if (answer && answer.status < 500 && answer.status !== 429) {
      journal.write({ t: 'told', key: asked.key, ...answer, tries })
      return
    }
    await sleep(answer ? 500 : 20)
  }
}

/** What was answered, with where a press leads as its body; null when nothing came back. */
const reach = async (url: string, how: RequestInit): Promise<Answered | null> => {
  try {
    const reply = await fetch(url, { ...how, signal: AbortSignal.timeout(25_000) })
    const text = await reply.text()
    return { status: reply.status, body: reply.headers.get('location') ?? text }
  } catch {
    return null // lost on its way: the same goes out again
  }
}

/** One of many phones: the proxy in front of the server is trusted for it. */
const someAddress = (): string => `10.${randomInt(256)}.${randomInt(256)}.${1 + randomInt(254)}`
