import pg from 'pg'
import { openEstate } from '../estate.ts'
import { modules } from '../modules.ts'
import { readConfig } from '../platform/config.ts'
import { keptHeads, verifySeals } from '../platform/log-seal/index.ts'

/** Recomputes every seal: of the logs, then whatever the modules seal. Answers 1 and names the first thing that is wrong. */
export const verifyAll = async (): Promise<number> => {
  const config = readConfig(process.env)
  const estate = await openEstate(config, { fill: false, prepared: true })
  const client = new pg.Client({ connectionString: estate.ownerUrl })
  try {
    await client.connect()
    const began = Date.now()
    const verdict = await verifySeals(client, keptHeads(config.dataDir))
    const words = `日志封存：${verdict.seals} 号 ${verdict.rows} 行，${((Date.now() - began) / 1000).toFixed(1)} 秒`
    const problems = verdict.bad ? [verdict.bad] : []
    process.stdout.write(`${words}，${verdict.bad ? `不对：${verdict.bad}` : '全部一致'}\n`)
    if (verdict.pending > 0) process.stdout.write(`另有 ${verdict.pending} 行刚写下，等着封存。\n`)
    if (verdict.late > 0)
      process.stdout.write(
        `注意：${verdict.late} 行在自己的时间之后很久才封存，第一行是 ${verdict.firstLate}（演示数据和导入的历史会这样）。\n`,
      )
    for (const { name, run } of modules.flatMap((module) => module.verifications ?? [])) {
      const bad = await run(estate.house.db)
      process.stdout.write(`${name}：${bad ?? '全部一致'}\n`)
      if (bad) problems.push(bad)
    }
    return problems.length > 0 ? 1 : 0
  } finally {
    await client.end()
    await estate.close()
  }
}
