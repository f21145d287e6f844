import pg from 'pg'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { openEstate } from '../estate.ts'
import { type Config, readConfig } from '../platform/config.ts'
import { durability } from '../platform/durability.ts'
import { logs } from '../platform/log-seal/index.ts'

/** One thing looked at: `bad` must be put right, `warn` should be known. */
export interface Finding {
  level: 'ok' | 'warn' | 'bad'
  words: string
}

/** Looks at what could lose or falsify data, and says what to do. Answers 1 when something must be put right. */
export const examine = async (): Promise<number> => {
  const config = readConfig(process.env)
  const estate = await openEstate(config, { fill: false, prepared: true })
  const client = new pg.Client({ connectionString: estate.url })
  try {
    await client.connect()
    const findings = [
      ...(await examineServer(client)),
      examineRoles(estate.url, estate.ownerUrl),
      ...(await examineSeals(client)),
      ...examineFolder(config),
      ...examineProxies(config),
    ]
    const signs = { ok: '好  ', warn: '注意', bad: '不行' }
    for (const { level, words } of findings) process.stdout.write(`${signs[level]}  ${words}\n`)
    return findings.some((finding) => finding.level === 'bad') ? 1 : 0
  } finally {
    await client.end()
    await estate.close()
  }
}

/** Settings under which an answered write may be lost, the server's version and clock, and the planner's JIT. */
export const examineServer = async (client: pg.Client): Promise<Finding[]> => {
  const { rows } = await client.query<Record<(typeof durability)[number]['name'] | 'jit', string> & Server>(
    `select current_setting('fsync') as fsync, current_setting('full_page_writes') as full_page_writes,
       current_setting('synchronous_commit') as synchronous_commit, current_setting('jit') as jit,
       current_setting('server_version_num')::int as version, current_setting('server_version') as "versionWords",
       extract(epoch from clock_timestamp())::float8 * 1000 as now`,
  )
  const [server] = rows
  if (!server) return [{ level: 'bad', words: '数据库没有回答' }]
  const apartSeconds = Math.abs(Date.now() - server.now) / 1000
  return [
    finding(server.version >= 150_000, `PostgreSQL ${server.versionWords}`, '请用 15 或更新的版本'),
    ...durability.map(({ name, isSafe, otherwise }) =>
      finding(isSafe(server[name]), `${name} = ${server[name]}`, otherwise),
    ),
    finding(server.jit === 'off', `jit = ${server.jit}`, '本系统每个会话自己会关掉它', 'warn'),
    finding(apartSeconds < 5, `时钟与数据库相差 ${apartSeconds.toFixed(1)} 秒`, '请校准两边的时间'),
  ]
}

interface Server {
  version: number
  versionWords: string
  now: number
}

const examineRoles = (url: string, ownerUrl: string): Finding =>
  finding(
    new URL(url).username !== new URL(ownerUrl).username,
    '程序用的数据库角色与所有者分开',
    '这是较弱的形式：日志只靠触发器守着。请给程序单独一个角色（DATABASE_URL），所有者放在 DATABASE_OWNER_URL',
    'warn',
  )

/** Rows that have waited more than a minute for their seal: the sealer stands still, or they were put in behind its back. */
export const examineSeals = async (client: pg.Client): Promise<Finding[]> => {
  const { rows } = await client.query<{ log: string; waiting: number }>(
    logs
      .map(
        (log) => `select '${log}' as log, count(*) as waiting from ${log} l
          where l.at < now() - interval '1 minute' and not exists (
            select from sealed_rows r where r.log = '${log}' and r.row_id = l.id)`,
      )
      .join(' union all '),
  )
  const waiting = rows.reduce((total, row) => total + row.waiting, 0)
  return [
    finding(
      waiting === 0,
      `超过一分钟没有封存的日志：${waiting} 行`,
      '请看服务是否在运行；运行着还这样，请运行 minqiao verify',
    ),
  ]
}

/**
 * Behind a proxy every visitor comes from the proxy's address unless the number of proxies is named: limits by address and
 * networks of roles would then hold for all together. A base URL, or a listener beyond this machine, speaks of a proxy.
 */
export const examineProxies = (config: Config): Finding[] => {
  const isFronted = config.baseUrl !== null || !['127.0.0.1', '::1', 'localhost'].includes(config.host)
  if (!isFronted || config.trustedProxies > 0) return []
  return [
    {
      level: 'warn',
      words:
        'MINQIAO_TRUSTED_PROXIES 没有设：前面有 nginx 一类代理时，请设为代理的层数（通常是 1），不然所有人看起来都来自同一个地址，限次和限定网络会一起失灵',
    },
  ]
}

const examineFolder = (config: Config): Finding[] => {
  const keys = join(config.dataDir, 'keys.json')
  if (process.env.MINQIAO_KEYS_FILE || !existsSync(keys) || process.platform === 'win32') return []
  return [
    finding(
      (statSync(keys).mode & 0o077) === 0,
      '密钥文件只有本用户能读',
      `别的用户也能读 ${keys}，请 chmod 600`,
    ),
  ]
}

const finding = (good: boolean, words: string, otherwise: string, level: Finding['level'] = 'bad'): Finding =>
  good ? { level: 'ok', words } : { level, words: `${words}：${otherwise}` }
