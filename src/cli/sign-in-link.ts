import { parseArgs } from 'node:util'
import { type Role, roleLabels, roles } from '../platform/actor.ts'
import { readConfig } from '../platform/config.ts'
import { type Tx, sql } from '../platform/db.ts'
import { openEstate } from '../estate.ts'
import { addressOf } from './address.ts'
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
    if (!(await isPrepared(estate.house.db))) {
      process.stderr.write(
        '这里还没有数据。启动时设过 MINQIAO_DATA、PORT 的，这条命令前面也要带上同样的设置。\n',
      )
      return 1
    }
    return await print(estate.house, role, values.unit ?? null)
  } finally {
    await estate.close()
  }
}

const isPrepared = async (tx: Tx): Promise<boolean> => {
  const { rows } = await sql<{ there: boolean }>`select to_regclass('grants') is not null as there`.execute(
    tx,
  )
  return rows[0]?.there === true
}

const print = async (
  house: Parameters<typeof findPersonAs>[0],
  role: Role,
  unit: string | null,
): Promise<number> => {
  const person = await findPersonAs(house, role, unit)
  if (!person) {
    process.stderr.write(`没有找到${unit ? `单位 ${unit} 的` : ''}${roleLabels[role]}。\n`)
    return 1
  }
  process.stdout.write(`${addressOf(house.config)}${await linkFor(house, person)}\n`)
  return 0
}
