import { torture } from './run.ts'

const short = process.argv.includes('--short')
const times = short ? 1 : Number(process.argv[process.argv.indexOf('--kills') + 1]) || 20
const began = Date.now()
const outcome = await torture({
  application: times,
  database: times,
  log: (line) => process.stdout.write(`${line}\n`),
})
const { lost, doubled, half, ...figures } = outcome
process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`)
for (const [name, found] of Object.entries({ lost, doubled, half }))
  process.stdout.write(
    `${name}: ${found.length}${found.length > 0 ? `\n  ${found.slice(0, 20).join('\n  ')}` : ''}\n`,
  )
process.stdout.write(`${((Date.now() - began) / 1000).toFixed(0)} s\n`)
const sound = outcome.seals.endsWith('as they were') && outcome.indexes.endsWith('clean')
process.exit(lost.length + doubled.length + half.length > 0 || !sound ? 1 : 0)
