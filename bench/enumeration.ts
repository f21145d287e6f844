import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { gatherStatistics, openEstate } from '../src/estate.ts'
import { buildApp } from '../src/app.ts'
import { readConfig } from '../src/platform/config.ts'
import { sql } from '../src/platform/db.ts'
import type { App, House } from '../src/platform/house.ts'
import { hashPassword } from '../src/modules/accounts/passwords.ts'
import { countyScale, fill } from '../src/seed/demo.ts'

/**
 * Whether time tells who has an account (quality.md S12): sign-in with a known name and a wrong password beside an unknown
 * name, and a code asked for a known phone beside an unknown one, in turns; medians over `--tries` of each (1,000), status and
 * page compared to the letter. Ends with 1 when a pair differs by more than 5 ms or in what is answered.
 *
 *   npm run build && node dist/enumeration.js --tries 1000
 */
const { values } = parseArgs({ options: { tries: { type: 'string', default: '1000' } } })
const tries = Number(values.tries)
const mostMs = 5

const dataDir = mkdtempSync(join(tmpdir(), 'minqiao-enumeration-'))
const estate = await openEstate(
  readConfig({ MINQIAO_DATA: dataDir, MINQIAO_DEMO: 'on', MINQIAO_LOG: 'warn' }),
  {
    fill: false,
  },
)
let failed = false
/** Moves on three hours with each pair, so that locks and limits stay what they are for one honest try. */
let clock = Date.parse('2026-03-02T09:00:00+08:00')
try {
  await fill(estate.house, countyScale)
  await gatherStatistics(estate.ownerUrl)
  const house: House = { ...estate.house, clock: () => new Date(clock) }
  const app = await buildApp(house)
  const known = await someoneKnown(house)
  process.stdout.write(
    `${''.padEnd(26)}${'known'.padStart(12)}${'unknown'.padStart(12)}${'apart'.padStart(12)}   target ${mostMs} ms\n`,
  )
  failed = !(await compare('sign-in, wrong password', (isKnown) =>
    post(app, '/sign-in', {
      login: isKnown ? known.login : 'nobody',
      password: 'not-this-one-1',
      code: '000000',
    }),
  ))
  failed =
    !(await compare('code for a phone', (isKnown) =>
      post(app, '/m/sign-in', { phone: isKnown ? known.phone : '19800000000' }),
    )) || failed
  await app.close()
} finally {
  await estate.close()
  rmSync(dataDir, { recursive: true, force: true })
}
process.exit(failed ? 1 : 0)

/** Asks both in turns, each pair in changing order; prints the medians and whether every answer was the same. */
async function compare(what: string, ask: (isKnown: boolean) => Promise<string>): Promise<boolean> {
  const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] }
  let different = 0
  for (let n = -20; n < tries; n += 1) {
    clock += 3 * 3_600_000
    const answers = new Set<string>()
    for (const who of n % 2 === 0 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)) {
      const start = performance.now()
      const answer = await ask(who === 'known')
      answers.add(answer)
      if (n >= 0) times[who].push(performance.now() - start) // the first ones warm up
    }
    if (answers.size > 1) different += 1
  }
  const [known, unknown] = [median(times.known), median(times.unknown)]
  const apart = Math.abs(known - unknown)
  const cells = [known, unknown, apart].map((ms) => `${ms.toFixed(2)} ms`.padStart(12)).join('')
  process.stdout.write(
    `${what.padEnd(26)}${cells}   ${different === 0 ? 'same answers' : `${different} ANSWERS DIFFER`}\n`,
  )
  return different === 0 && apart <= mostMs
}

function median(times: number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
}

/** Status and page of a form without what was typed and without the form's own key. */
async function post(app: App, path: string, fields: Record<string, string>): Promise<string> {
  const reply = await app.inject({
    method: 'POST',
    url: path,
    headers: {
      host: 'localhost',
      origin: 'http://localhost',
      'content-type': 'application/x-www-form-urlencoded',
    },
    payload: new URLSearchParams(fields).toString(),
  })
  const typed = Object.values(fields).join('|')
  return `${reply.statusCode} ${reply.body.replace(/value="[^"]*"|nonce="[^"]*"/g, '').replace(new RegExp(typed, 'g'), '')}`
}

/** A clerk with login and password, and a serving member with a mobile. */
async function someoneKnown(house: House): Promise<{ login: string; phone: string }> {
  const known = { login: 'clerk', phone: '19900009999' }
  const hash = await hashPassword('bridge-over-2026')
  await sql`
    update accounts set login = ${known.login}, password_hash = ${hash}, totp_sealed = ${house.keyring.seal('NOBODYHASTHISSECRETATALLANYWHERE')}
    where person_id = (select a.person_id from accounts a join grants g on g.person_id = a.person_id
      where g.role = 'office' order by a.person_id limit 1)`.execute(house.db)
  await sql`
    update people set phone_sealed = ${house.keyring.seal(known.phone)}, phone_index = ${house.keyring.blindIndex(known.phone)}
    where id = (select person_id from mandates where valid @> '2026-03-02'::date and valid @> '2026-07-31'::date order by person_id limit 1)`.execute(
    house.db,
  )
  return known
}
