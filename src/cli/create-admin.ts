import { parseArgs } from 'node:util'
import { openEstate } from '../estate.ts'
import { createAdministrator } from '../modules/accounts/index.ts'
import { readConfig } from '../platform/config.ts'
import { addressOf } from './address.ts'

const kinds = ['system', 'security', 'audit'] as const

/** Makes the first system, security or audit administrator, once each, and prints the link that sets password and second factor. */
export const createAdmin = async (rest: string[]): Promise<number> => {
  const { values } = parseArgs({
    args: rest,
    options: {
      as: { type: 'string' },
      name: { type: 'string' },
      login: { type: 'string' },
      unit: { type: 'string' },
    },
  })
  const { name, login } = values
  const kind = kinds.find((one) => one === values.as)
  if (!kind || !name || !login) {
    process.stderr.write(
      '写法：minqiao create-admin --as system|security|audit --name 姓名 --login 登录名 [--unit 代码]\n系统、安全、审计管理员要由三个不同的人担任。\n',
    )
    return 2
  }
  const config = readConfig(process.env)
  const estate = await openEstate(config, { fill: false })
  try {
    const path = await estate.house.db
      .transaction()
      .execute((tx) => createAdministrator(tx, estate.house, kind, name, login, values.unit ?? null))
    process.stdout.write(`${addressOf(config)}${path}\n`)
    return 0
  } finally {
    await estate.close()
  }
}
