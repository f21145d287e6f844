import { collectDefaultMetrics, register } from 'prom-client'
import { sql } from './db.ts'
import { weakSettingsOf } from './durability.ts'
import { Unavailable } from './errors.ts'
import type { App } from './house.ts'

/**
 * /livez: the process answers. /readyz: the database does, within a second; `health` is warn, with words, where it is set so
 * that answered writes may be lost. /metrics: Prometheus text, no personal data.
 */
export const health = (app: App): void => {
  app.get('/livez', { schema: { hide: true } }, () => ({ ok: true }))
  app.get('/readyz', { schema: { hide: true } }, async () => {
    const answered = await Promise.race([
      sql`select 1`.execute(app.house.db).then(
        () => true,
        () => false,
      ),
      new Promise<false>((resolve) => setTimeout(() => resolve(false), 1_000).unref()),
    ])
    if (!answered) throw new Unavailable('数据库还没准备好。')
    const warnings = await weakSettingsOf(app.house.db)
    return { ok: true, health: warnings.length > 0 ? 'warn' : 'ok', warnings }
  })
  if (!register.getSingleMetric('process_cpu_seconds_total')) collectDefaultMetrics()
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) => {
    reply.type(register.contentType)
    return register.metrics()
  })
}
