import type { Endpoint } from '../../src/platform/contract.ts'
import { canariesIn, mayShow } from './canaries.ts'
import type { Player } from './cast.ts'
import { type Ask, type Entry, expected } from './entry.ts'
import { type Reply, type Stage, auditMark, auditSince, send } from './stage.ts'

/** Sends one ask for every player and everybody else who may try; answers what was not as the policy is written. */
export const walkEntry = async (stage: Stage, endpoint: Endpoint, entry: Entry): Promise<string[]> => {
  const findings: string[] = []
  for (const player of stage.cast) findings.push(...(await tryAs(stage, endpoint, entry, player)))
  findings.push(...(await tryAnonymous(stage, endpoint, entry)))
  if (endpoint.method !== 'GET') findings.push(...(await tryForeign(stage, endpoint, entry)))
  return findings
}

const settingFor = async (
  stage: Stage,
  entry: Entry,
  player: Player,
  tx: Parameters<typeof auditMark>[0],
): Promise<Ask> =>
  entry.ask({
    tx,
    world: stage.world,
    player,
    person: (name) => stage.cast.find((one) => one.name === name)?.personId ?? '',
    sheets: stage.sheets,
  })

const tryAs = (stage: Stage, endpoint: Endpoint, entry: Entry, player: Player): Promise<string[]> =>
  stage.held.undone(async (tx) => {
    const ask = await settingFor(stage, entry, player, tx)
    const mark = await auditMark(tx)
    const reply = await send(stage.app, endpoint, player, ask)
    const told = (what: string) => `${player.name}: ${what}`
    if (player.disabled) {
      const wanted = endpoint.policy.who === 'anyone' ? 404 : 401
      return reply.status === wanted ? [] : [told(`is disabled and got ${reply.status}`)]
    }
    const wanted = expected(endpoint, entry, player)
    const good = wanted === 'refused' ? [403, 404].includes(reply.status) : reply.status === wanted
    const findings = good ? [] : [told(`should be ${wanted}, got ${reply.status} ${excerpt(reply)}`)]
    findings.push(...leaks(entry, player, reply).map(told))
    const audit = await auditSince(tx, mark)
    const kept = audit.map((row) =>
      row.person === player.personId ? `${row.endpoint} ${row.outcome}` : 'another',
    )
    const due = [
      ...(reply.status === 200 ? (entry.items?.(player) ?? []) : []),
      ...auditDue(endpoint, reply.status),
    ]
    if (kept.join() !== due.join()) findings.push(told(`audit [${kept.join()}] instead of [${due.join()}]`))
    return findings
  })

/** One row for each write, each export or reading in full, and each refusal of somebody known; nothing else. */
const auditDue = (endpoint: Endpoint, status: number): string[] => {
  if ([403, 404, 409].includes(status)) return [`${endpoint.key} refused`]
  if (status !== 200) return []
  if (endpoint.method !== 'GET') return [`${endpoint.key} done`]
  return endpoint.audited ? [`${endpoint.key} ${endpoint.audited}`] : []
}

/** Words of records that this reader may not see; in a refusal there may be none at all. */
const leaks = (entry: Entry, player: Player, reply: Reply): string[] => {
  const found = canariesIn(reply.body)
  const bad =
    reply.status === 200
      ? found.filter((one) => !mayShow(player, one) && one.reach !== entry.shows?.reach)
      : found
  return [...new Set(bad.map((one) => `shows ${one.reach} words of ${one.place} (${reply.status})`))]
}

const tryAnonymous = (stage: Stage, endpoint: Endpoint, entry: Entry): Promise<string[]> =>
  stage.held.undone(async (tx) => {
    const [player] = stage.cast
    if (!player) return ['nobody is on stage']
    const ask = await settingFor(stage, entry, player, tx)
    const mark = await auditMark(tx)
    const reply = await send(stage.app, endpoint, null, ask)
    const good = endpoint.policy.who === 'anyone' ? reply.status === 404 : reply.status === 401
    const findings = good ? [] : [`anonymous: got ${reply.status}`]
    if (canariesIn(reply.body).length > 0) findings.push('anonymous: is shown words of records')
    if ((await auditSince(tx, mark)).length > 0) findings.push('anonymous: is in the audit log')
    return findings
  })

/** From another site, and as a plain form would send it: refused whoever is signed in, and nothing is written. */
const tryForeign = async (stage: Stage, endpoint: Endpoint, entry: Entry): Promise<string[]> => {
  const findings: string[] = []
  const player =
    stage.cast.find((one) => !one.disabled && expected(endpoint, entry, one) === 200) ?? stage.cast[0]
  if (!player) return findings
  for (const [name, headers, wanted] of [
    ['another site', { origin: 'https://elsewhere.example' }, [403]],
    ['a null origin', { origin: 'null' }, [403]],
    ['plain text without a key', { 'content-type': 'text/plain', 'idempotency-key': '' }, [400, 415]],
  ] as const)
    findings.push(
      ...(await stage.held.undone(async (tx) => {
        const ask = await settingFor(stage, entry, player, tx)
        const mark = await auditMark(tx)
        const { status } = await send(stage.app, endpoint, player, ask, headers)
        const done = (await auditSince(tx, mark)).filter((row) => row.outcome === 'done')
        const isRefused = wanted.some((one) => one === status)
        return isRefused && done.length === 0 ? [] : [`from ${name}: got ${status}`]
      })),
    )
  return findings
}

const excerpt = (reply: Reply): string => reply.body.toString('utf8').slice(0, 200)

/** Each entry of an endpoint must be let in for somebody: else nothing is proved. */
export const isEverAnswered = (stage: Stage, endpoint: Endpoint, all: Entry[]): boolean =>
  stage.cast.some(
    (player) => !player.disabled && all.some((entry) => expected(endpoint, entry, player) !== 'refused'),
  )
