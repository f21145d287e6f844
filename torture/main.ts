import { overPoorNetwork } from './proxy-run.ts'
import { torture } from './run.ts'
import { uploadsUnderWatch } from './uploads.ts'

const given = (name: string): number | null => {
  const at = process.argv.indexOf(name)
  return at < 0 ? null : Number(process.argv[at + 1]) || 0
}
const short = process.argv.includes('--short')
const kills = short ? 1 : (given('--kills') ?? 20)
const proxySeconds = given('--proxy') ?? (short ? 5 : 600)
const alone = process.argv.includes('--proxy') || process.argv.includes('--uploads')
const log = (line: string) => process.stdout.write(`${line}\n`)
const began = Date.now()
let isSound = true

/** Prints figures, and each list of what was found wrong. */
const report = (found: object) => {
  const lists = Object.entries(found).filter((entry): entry is [string, string[]] => Array.isArray(entry[1]))
  const figures = Object.fromEntries(Object.entries(found).filter(([, value]) => !Array.isArray(value)))
  log(JSON.stringify(figures, null, 2))
  for (const [name, list] of lists) {
    if (list.length > 0) isSound = false
    log(`${name}: ${list.length}${list.length > 0 ? `\n  ${list.slice(0, 20).join('\n  ')}` : ''}`)
  }
}

if (!alone) {
  const outcome = await torture({
    application: kills,
    database: kills,
    immediate: short ? 1 : Math.ceil(kills / 2),
    log,
  })
  report(outcome)
  isSound &&= outcome.seals.endsWith('as they were') && outcome.indexes.endsWith('clean')
}
if (!process.argv.includes('--uploads')) {
  log(`a poor network for ${proxySeconds} s`)
  report(await overPoorNetwork(proxySeconds, log))
}
if (!process.argv.includes('--proxy')) {
  log('huge and hostile files')
  report(await uploadsUnderWatch())
}
log(`${((Date.now() - began) / 1000).toFixed(0)} s`)
process.exit(isSound ? 0 : 1)
