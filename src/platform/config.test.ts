import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'

/** The sentence with which a start ends. */
const refusal = (environment: Record<string, string>): string => {
  try {
    readConfig(environment)
    return 'started'
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

describe('configuration', () => {
  test.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['MINQIAO_DATA', ''],
    ['MINQIAO_DEMO', 'yes'],
    ['MINQIAO_BASE_URL', 'example'],
    ['MINQIAO_SMS_URL', 'sms'],
    ['MINQIAO_TRUSTED_PROXIES', '9'],
    ['MINQIAO_LOG', 'loud'],
    ['DATABASE_URL', 'mysql://a/b'],
    ['DATABASE_OWNER_URL', 'localhost'],
  ])('a wrong %s (%j) stops the start and is named', (name, value) => {
    expect(refusal({ [name]: value })).toMatch(new RegExp(`^环境变量 ${name} 不对：`))
  })

  test('nothing set is a demo on the embedded database', () => {
    expect(readConfig({})).toMatchObject({ demo: true, port: 8080, databaseUrl: null, host: '127.0.0.1' })
  })

  test('a database of one’s own is no demo unless asked for', () => {
    const url = 'postgres://minqiao@localhost/minqiao'
    expect([
      readConfig({ DATABASE_URL: url }).demo,
      readConfig({ DATABASE_URL: url, MINQIAO_DEMO: 'on' }).demo,
    ]).toEqual([false, true])
  })

  test('a secret may come from a file; one that is not there is named', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'minqiao-config-')), 'url')
    writeFileSync(file, 'postgres://secret@localhost/minqiao\n')
    expect([
      readConfig({ DATABASE_URL_FILE: file }).databaseUrl,
      refusal({ DATABASE_URL_FILE: `${file}x` }),
    ]).toEqual(['postgres://secret@localhost/minqiao', `环境变量 DATABASE_URL_FILE 指的文件读不了：${file}x`])
  })
})
