import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { v7 as newId } from 'uuid'
import type { Studio } from './ground.ts'
import type { Asked, Journal } from './journal.ts'

interface Request {
  kind: Asked['kind']
  endpoint: string
  path: string
  recordId: string
  body: unknown
}

/** Works in one studio until told to stop: ticks, takes back, writes posts; what was not answered is sent again under its key. */
export const work = async (
  url: string,
  studio: Studio,
  journal: Journal,
  isOver: () => boolean,
): Promise<void> => {
  const pairs = studio.activityIds.flatMap((activityId) =>
    studio.personIds.map((personId) => ({ activityId, personId })),
  )
  const standing: string[] = []
  const drafts: string[] = []
  const submitted: string[] = []
  const next = (): { request: Request; settled: () => void } | null => {
    const dice = Math.random()
    const back = standing[0]
    const draft = drafts[0]
    const sent = submitted[0]
    if (dice < 0.1 && back) return { request: stepOf('reverse', back), settled: () => standing.shift() }
    if (dice < 0.25 && draft)
      return {
        request: stepOf('submit', draft),
        settled: () => {
          drafts.shift()
          submitted.push(draft)
        },
      }
    if (dice < 0.32 && sent)
      return {
        request: stepOf('takeBack', sent),
        settled: () => {
          submitted.shift()
          drafts.push(sent)
        },
      }
    if (dice < 0.5) {
      const request = draftOf(studio.venueId)
      return { request, settled: () => drafts.push(request.recordId) }
    }
    const pair = pairs.pop()
    if (!pair) return null
    const request = tickOf(pair.activityId, pair.personId)
    return { request, settled: () => standing.push(request.recordId) }
  }
  while (!isOver()) {
    const chosen = next()
    if (!chosen) return
    if ((await ask(url, studio.cookie, journal, chosen.request)) === 200) chosen.settled()
  }
}

const tickOf = (activityId: string, personId: string): Request => {
  const recordId = newId()
  return {
    kind: 'tick',
    endpoint: 'activities.recordAttendances',
    path: `/api/activities/${activityId}/attendances`,
    recordId,
    body: { items: [{ id: recordId, personId }] },
  }
}

const draftOf = (venueId: string): Request => {
  const recordId = newId()
  return {
    kind: 'draft',
    endpoint: 'posts.draft',
    path: '/api/posts',
    recordId,
    body: { id: recordId, venueId, title: recordId, words: '来了三十位街坊。' },
  }
}

const stepOf = (kind: 'reverse' | 'submit' | 'takeBack', recordId: string): Request => ({
  kind,
  endpoint: kind === 'reverse' ? 'activities.stepAttendance' : 'posts.step',
  path: kind === 'reverse' ? `/api/attendances/${recordId}/steps` : `/api/posts/${recordId}/steps`,
  recordId,
  body: { step: kind, ...(kind === 'reverse' ? { words: '点错了' } : {}) },
})

/** Asks until there is an answer; no answer, or one that asks to try again, is tried again under the same key. */
const ask = async (url: string, cookie: string, journal: Journal, request: Request): Promise<number> => {
  const key = randomUUID()
  const { kind, endpoint, recordId } = request
  journal.write({ t: 'asked', key, kind, endpoint, recordId })
  for (let tries = 1; ; tries += 1) {
    const answer = await send(url, cookie, key, request)
    if (answer && answer.status < 500 && answer.status !== 429) {
      journal.write({ t: 'told', key, ...answer, tries })
      return answer.status
    }
    await sleep(100)
  }
}

const send = async (
  url: string,
  cookie: string,
  key: string,
  request: Request,
): Promise<{ status: number; body: string } | null> => {
  try {
    const reply = await fetch(`${url}${request.path}`, {
      method: 'POST',
      headers: {
        cookie,
        origin: url,
        'x-face': 'staff',
        'idempotency-key': key,
        'content-type': 'application/json',
      },
      body: JSON.stringify(request.body),
      signal: AbortSignal.timeout(15_000),
    })
    return { status: reply.status, body: await reply.text() }
  } catch {
    return null // killed before it answered: the same ask goes out again
  }
}
