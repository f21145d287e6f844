import { resolve } from 'node:path'
import { openEstate } from '../estate.ts'
import { Damaged, checkBackup, restore } from '../platform/backup/index.ts'
import { readConfig } from '../platform/config.ts'

/** Restores a backup into an empty database; the whole file is checked before any database is opened. */
export const restoreBackup = async ([file]: string[]): Promise<number> => {
  if (!file) {
    process.stderr.write('写法：minqiao restore 文件名\n')
    return 2
  }
  const path = resolve(file)
  const manifest = await checkBackup(path).catch((error: unknown) => {
    if (error instanceof Damaged) throw new Error(`这份备份是坏的，没有恢复：${error.message}`)
    throw error
  })
  const estate = await openEstate(readConfig(process.env), { fill: false })
  try {
    await restore(estate.house, estate.ownerUrl, path, manifest)
    const rows = manifest.tables.reduce((total, table) => total + table.rows, 0)
    process.stdout.write(
      `恢复好了：${manifest.tables.length} 张表 ${rows} 行，各表与备份逐一核对一致。请再运行 minqiao verify。\n` +
        '这份备份以后“按本人要求删除”过的，备份里还有：请照登记的编号，在意见页面上再删一次。\n',
    )
    return 0
  } finally {
    await estate.close()
  }
}
