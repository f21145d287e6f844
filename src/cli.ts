import { commands } from './cli/commands.ts'

const [name = 'help', ...rest] = process.argv.slice(2)
const command = commands.find((one) => one.name === name)

if (!command) {
  const lines = commands.map((one) => `  minqiao ${one.usage.padEnd(52)} ${one.about}`)
  process.stdout.write(`民桥\n\n${lines.join('\n')}\n`)
  process.exitCode = name === 'help' || name === '--help' ? 0 : 2
} else {
  try {
    process.exitCode = (await command.run(rest)) ?? 0
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
}
