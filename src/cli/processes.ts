import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { modules } from '../modules.ts'
import { roleLabels } from '../platform/actor.ts'
import { type Process, type Taker, stateLabel } from '../platform/process.ts'
import { packageRoot } from '../platform/root.ts'

/** Writes docs/processes.md from every process.ts; `--check` only compares. */
export const writeProcesses = async (rest: string[]): Promise<number> => {
  const file = join(packageRoot(), 'docs', 'processes.md')
  const text = describeAll()
  if (!rest.includes('--check')) writeFileSync(file, text)
  else if (readFileSync(file, 'utf8') !== text) {
    process.stderr.write('docs/processes.md 与 process.ts 不一致，请运行 npx minqiao processes\n')
    return 1
  }
  return 0
}

const describeAll = (): string => {
  const tables = modules.flatMap((module) => module.processes ?? [])
  return `# 流程一览\n\n由各模块的 process.ts 生成，不要手改：\`npx minqiao processes\`。\n\n${tables.map(describe).join('\n')}`
}

const describe = (table: Process<string, string, never>): string => {
  const states = Object.entries(table.states).map(([code, state]) => `${state.label}（${code}）`)
  const together = Object.values(table.waits).map((wait) => wait?.together)
  const steps = Object.entries(table.steps).map(([code, rule]) => {
    const from = rule.from.map((state) => stateLabel(table, state)).join('、')
    const by = rule.by.map(takerLabel).join('、')
    const notes = [
      rule.words === 'required' ? '要写理由' : '',
      rule.unless ? '有前提' : '',
      rule.override ? `可由${takerLabel(rule.override)}写明理由越过` : '',
      together.includes(code) ? '待办里几件可以一起办' : '',
      rule.source ?? '',
    ]
    return `| ${rule.label}（${code}） | ${from} | ${stateLabel(table, rule.to)} | ${by} | ${notes.filter(Boolean).join('；')} |`
  })
  return `## ${table.label}（${table.record}）\n\n状态：${states.join('、')}。起于“${stateLabel(table, table.initial)}”。\n\n| 步骤 | 从 | 到 | 谁 | 说明 |\n|---|---|---|---|---|\n${steps.join('\n')}\n`
}

const takerLabels: Record<Taker, string> = {
  ...roleLabels,
  clock: '到时自动',
  author: '写的人',
  owner: '本人',
  handler: '承办的委员',
  speaker: '反映人',
}

const takerLabel = (taker: Taker): string => takerLabels[taker]
