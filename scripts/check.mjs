// npm run check: format → lint → types → architecture → dead code → generated files → tests.
// npm test (--journeys): that, the browser journeys and the short torture. The last line counts them all.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findBrowser } from './find-browser.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const bin = (name) => join(root, 'node_modules', '.bin', name)
const node = process.execPath
const scratch = mkdtempSync(join(tmpdir(), 'minqiao-check-'))
const count = { passed: 0, failed: 0, skipped: 0 }

const run = (command, args, environment = {}) =>
  new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...environment },
    })
    child.on('exit', (code) => resolve(code ?? 1))
  })

const step = async (name, command, args, environment) => {
  const began = Date.now()
  console.log(`\n── ${name}`)
  const code = await run(command, args, environment)
  console.log(`   ${code === 0 ? 'ok' : 'FAILED'}  ${((Date.now() - began) / 1000).toFixed(1)} s`)
  count[code === 0 ? 'passed' : 'failed'] += 1
}

const tests = async (name, config, environment) => {
  const report = join(scratch, `${name}.json`)
  console.log(`\n── ${name}`)
  const args = [
    'run',
    ...(config ? ['--config', config] : []),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]
  const code = await run(bin('vitest'), args, environment)
  try {
    const result = JSON.parse(readFileSync(report, 'utf8'))
    count.passed += result.numPassedTests
    count.failed += result.numFailedTests + (code !== 0 && result.numFailedTests === 0 ? 1 : 0)
    count.skipped += result.numPendingTests + result.numTodoTests
  } catch {
    console.log(`   ${name} gave no report`)
    count.failed += 1
  }
}

const withJourneys = process.argv.includes('--journeys')
await step('format', bin('oxfmt'), ['--check', 'src', 'test', 'bench', 'torture', 'scripts', 'bin'])
await step('lint', bin('oxlint'), ['--type-aware', '--deny-warnings', 'src', 'test', 'bench', 'torture'])
await step('types', bin('tsc'), ['--noEmit'])
await step('architecture', bin('depcruise'), [
  'src',
  '--config',
  '.dependency-cruiser.cjs',
  '--output-type',
  'err',
])
await step('dead code', bin('knip'), [])
await step('build', node, ['scripts/build.mjs'])
await step('weight of the faces', node, ['scripts/web-weight.mjs'])
await step('database types up to date', node, ['bin/minqiao.mjs', 'generate-types', '--check'])
await step('processes up to date', node, ['bin/minqiao.mjs', 'processes', '--check'])
await tests('tests', null)
if (withJourneys) {
  const browser = await findBrowser()
  if (!browser) console.log('没有浏览器，也装不上：浏览器里的流程这次都跳过。')
  await tests('journeys', 'vitest.journeys.config.ts', browser ? { MINQIAO_BROWSER: browser } : {})
}
if (withJourneys) await step('torture, short', node, ['scripts/torture.mjs', '--short'])
rmSync(scratch, { recursive: true, force: true })
console.log(
  `\n${count.passed} passed, ${count.failed} failed${count.skipped > 0 ? `, ${count.skipped} skipped` : ''}`,
)
process.exit(count.failed > 0 ? 1 : 0)
