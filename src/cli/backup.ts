import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { openEstate } from '../estate.ts'
import { backup } from '../platform/backup/index.ts'
import { readConfig } from '../platform/config.ts'

/** Writes a backup of everything but the keys into a new file; may run beside a living server. */
export const writeBackup = async ([file]: string[]): Promise<number> => {
  if (!file) {
    process.stderr.write('写法：minqiao backup 文件名\n')
    return 2
  }
  const path = resolve(file)
  if (existsSync(path)) {
    process.stderr.write(`${path} 已经在了，请换一个名字。\n`)
    return 1
  }
  const estate = await openEstate(readConfig(process.env), { fill: false, prepared: true })
  try {
    const manifest = await backup(estate.house, estate.ownerUrl, path)
    const rows = manifest.tables.reduce((total, table) => total + table.rows, 0)
    const files = manifest.members.filter((member) => member.name.startsWith('files/')).length
    process.stdout.write(`备份好了：${path}\n${manifest.tables.length} 张表 ${rows} 行，${files} 个文件。\n`)
    process.stdout.write('密钥不在里面：请另外保管数据文件夹里的 keys.json，没有它，电话等内容打不开。\n')
    if (manifest.missing.length === 0) return 0
    process.stderr.write(
      `有 ${manifest.missing.length} 个文件在存放处找不到，第一个是 ${manifest.missing[0]}。\n`,
    )
    return 1
  } finally {
    await estate.close()
  }
}
