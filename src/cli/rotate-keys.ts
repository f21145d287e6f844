import { parseArgs } from 'node:util'
import { openEstate } from '../estate.ts'
import { modules } from '../modules.ts'
import { readConfig } from '../platform/config.ts'
import { addKey } from '../platform/crypto.ts'
import { resealAll } from '../platform/rotation.ts'

/** The columns of all slices that hold sealed text. */
export const sealedColumns = modules.flatMap((module) => module.sealed ?? [])

/**
 * Puts a new key into the key file and seals everything under it, beside living servers. `--reseal` makes no key: it goes on
 * with a rotation that was cut off, or that began with a key file put in place by hand.
 */
export const rotateKeys = async (rest: string[]): Promise<number> => {
  const { values } = parseArgs({ args: rest, options: { reseal: { type: 'boolean', default: false } } })
  const config = readConfig(process.env)
  const estate = await openEstate(config, { fill: false, prepared: true })
  try {
    if (!values.reseal)
      process.stdout.write(
        `新密钥 ${addKey({ dataDir: config.dataDir, env: process.env })} 已写进密钥文件，从现在起用它加密。\n`,
      )
    const rows = await resealAll(estate.house, sealedColumns)
    process.stdout.write(`重新加密了 ${rows} 行，没有旧密钥加密的内容了。\n`)
    process.stdout.write('请把新的密钥文件另存一份。旧密钥留着：以前的备份和已经发出的回执链接要靠它打开。\n')
    return 0
  } finally {
    await estate.close()
  }
}
