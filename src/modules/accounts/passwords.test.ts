import { describe, expect, test } from 'vitest'
import { TooMany } from '../../platform/errors.ts'
import { hashPassword, isPassword, passwordProblem } from './passwords.ts'

describe('passwords', () => {
  test('a hash knows its password in any width of letters, and no other', async () => {
    const known = await hashPassword('bridge-over-2026')
    expect(known).toContain('$argon2id$v=19$m=19456,t=2,p=1$')
    expect([
      await isPassword(known, 'bridge-over-2026'),
      await isPassword(known, 'ｂridge-over-2026'),
      await isPassword(known, 'bridge-over-2027'),
      await isPassword(null, 'bridge-over-2026'),
    ]).toEqual([true, true, false, false])
  })

  test('why a password can’t be taken is said in words', () => {
    expect(
      [
        'short-1',
        'onlyletters',
        '1234567890',
        'my-wenxm-2026',
        'aaaaaaaaa1',
        'bridge-over-2026',
        '长桥卧波未云何龙2',
      ].map((password) => passwordProblem(password, 'wenxm')),
    ).toEqual([
      '密码至少 10 位',
      '密码要有字母，也要有数字',
      '密码要有字母，也要有数字',
      '密码里不要带登录名',
      '密码里相同的字符太多，容易被猜到',
      null,
      '密码至少 10 位',
    ])
  })

  test('in a storm those who would wait long are told their place in line, and the others get their turn', async () => {
    const known = await hashPassword('bridge-over-2026')
    const answers = await Promise.all(
      Array.from({ length: 140 }, () =>
        isPassword(known, 'bridge-over-2026').catch((error: unknown) => error),
      ),
    )
    const refused = answers.filter((answer) => answer instanceof TooMany)
    expect(refused.length).toBeGreaterThan(0)
    expect(answers.filter((answer) => answer === true)).toHaveLength(140 - refused.length)
    expect(refused[0]?.message).toMatch(
      /^正在登录的人很多，您前面有 \d+ 位。请过 \d+ 秒再按一次，填的都还在。$/,
    )
  })
})
