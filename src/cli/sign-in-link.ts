import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Role, roleLabels, roles } from '../platform/actor.ts'
import { readConfig } from '../platform/config.ts'
import { openEstate } from '../estate.ts'
import { findPersonAs, linkFor } from '../sign-in-links.ts'

/** Prints a one-time sign-in link in demo mode, for people and scripts: the address alone on standard output. */
export const printSignInLink = async (rest: string[]): Promise<number> => {
  const { values } = parseArgs({ args: rest, options: { as: { type: 'string' }, unit: { type: 'string' } } })
  const role = roles.find((one) => one === values.as)
  if (!role) {
    process.stderr.write(
      `--as 后面写角色：${roles.map((one) => `${one}（${roleLabels[one]}）`).join('、')}\n`,
    )
    return 2
  }
  const config = readConfig(process.env)
  if (!config.demo) {
    process.stderr.write('一次性登录链接只在演示模式下有。正式环境请用 minqiao create-admin。\n')
    return 1
  }
  const estate = await openEstate(config, { fill: false, prepared: true })
  try {
    return await print(estate.house, config.dataDir, role, values.unit ?? null)
  } finally {
    await estate.close()
  }
}

const print = async (
  house: Parameters<typeof findPersonAs>[0],
  dataDir: string,
  role: Role,
  unit: string | null,
): Promise<number> => {
  const person = await findPersonAs(house, role, unit)
  if (!person) {
    process.stderr.write(`没有找到${unit ? `单位 ${unit} 的` : ''}${roleLabels[role]}。\n`)
    return 1
  }
  process.stdout.write(`${addressOf(dataDir)}${await linkFor(house, person)}\n`)
  return 0
}

/** The running server's address; without one, the default. */
const addressOf = (dataDir: string): string => {
  try {
    const mark: unknown = JSON.parse(readFileSync(join(dataDir, 'server.json'), 'utf8'))
    if (typeof mark === 'object' && mark !== null && 'url' in mark) return String(mark.url)
  } catch {
    return 'http://127.0.0.1:8080' // not running: the link works after the start
  }
  return 'http://127.0.0.1:8080'
}
