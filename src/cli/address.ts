import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../platform/config.ts'

/** The site's address as people reach it: the configured one, the running server's, else where it will be. */
export const addressOf = (config: Config): string => {
  if (config.baseUrl) return config.baseUrl.replace(/\/$/, '')
  const otherwise = `http://127.0.0.1:${config.port}`
  try {
    const mark: unknown = JSON.parse(readFileSync(join(config.dataDir, 'server.json'), 'utf8'))
    if (typeof mark === 'object' && mark !== null && 'url' in mark) return String(mark.url)
  } catch {
    return otherwise // not running: the link works after the start
  }
  return otherwise
}
