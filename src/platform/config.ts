import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'

const switchWord = z.enum(['on', 'off'])

const Environment = z.object({
  PORT: z.coerce.number('应是 0 到 65535 的数').int().min(0).max(65535).default(8080),
  HOST: z.string().default('127.0.0.1'),
  MINQIAO_DATA: z.string().min(1, '不能为空').default('.data'),
  MINQIAO_DEMO: switchWord.optional(),
  MINQIAO_BASE_URL: z.url('应是完整的网址').optional(),
  MINQIAO_SMS_URL: z.url('应是完整的网址').optional(),
  MINQIAO_SMS_TEMPLATE: z.string().default('{"phone":"{phone}","text":"{text}","reference":"{reference}"}'),
  MINQIAO_SMS_SIGNATURE: z.string().default(''),
  MINQIAO_TRUSTED_PROXIES: z.coerce.number('应是代理的层数').int().min(0).max(5).default(0),
  MINQIAO_LOG: z.enum(['fatal', 'error', 'warn', 'info', 'debug']).default('info'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, '应以 postgres:// 开头')
    .optional(),
  DATABASE_OWNER_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, '应以 postgres:// 开头')
    .optional(),
})

export interface Config {
  port: number
  host: string
  dataDir: string
  /** visible demo mode: banner, one-time sign-in links, synthetic province */
  demo: boolean
  baseUrl: string | null
  sms: { url: string; template: string; signature: string } | null
  trustedProxies: number
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug'
  /** null: the embedded database */
  databaseUrl: string | null
  databaseOwnerUrl: string | null
}

/** Reads and checks the environment; a wrong value stops the start and names the variable. `X_FILE` gives X from a file. */
export const readConfig = (environment: NodeJS.ProcessEnv): Config => {
  const parsed = Environment.safeParse(withFiles(environment))
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new Error(`环境变量 ${issue?.path.join('.') ?? ''} 不对：${issue?.message ?? ''}`)
  }
  const env = parsed.data
  return {
    port: env.PORT,
    host: env.HOST,
    dataDir: resolve(env.MINQIAO_DATA),
    demo: env.MINQIAO_DEMO ? env.MINQIAO_DEMO === 'on' : env.DATABASE_URL === undefined,
    baseUrl: env.MINQIAO_BASE_URL ?? null,
    sms: env.MINQIAO_SMS_URL
      ? { url: env.MINQIAO_SMS_URL, template: env.MINQIAO_SMS_TEMPLATE, signature: env.MINQIAO_SMS_SIGNATURE }
      : null,
    trustedProxies: env.MINQIAO_TRUSTED_PROXIES,
    logLevel: env.MINQIAO_LOG,
    databaseUrl: env.DATABASE_URL ?? null,
    databaseOwnerUrl: env.DATABASE_OWNER_URL ?? env.DATABASE_URL ?? null,
  }
}

const withFiles = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv => {
  const known = Object.keys(Environment.shape)
  const read = { ...environment }
  for (const name of known) {
    const file = environment[`${name}_FILE`]
    if (!file) continue
    try {
      read[name] = readFileSync(file, 'utf8').trim()
    } catch {
      throw new Error(`环境变量 ${name}_FILE 指的文件读不了：${file}`)
    }
  }
  return read
}
