import { availableParallelism } from 'node:os'
import { hash, verify } from '@node-rs/argon2'
import { TooMany } from '../../platform/errors.ts'

/** OWASP's parameters for argon2id, the library's own default: 19 MiB, two passes, one lane; about 25 ms of one core. */
const cost = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 }

/** Half the cores hash at most, so that a storm of sign-ins leaves the rest to everybody else. */
const lanes = Math.max(1, Math.floor(availableParallelism() / 2))
/** About 25 hashes a second and lane: who would wait longer than this is told the place in line instead. */
const longestWaitMs = 5_000
const oneHashMs = 40

let working = 0
const waiting: (() => void)[] = []

/** Runs a hash when a lane is free. Throws TooMany with the place in line when the wait would be long. */
const inLine = async <T>(work: () => Promise<T>): Promise<T> => {
  if (working < lanes) working += 1
  else await queue()
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else working -= 1
  }
}

/** A lane that becomes free is handed over, not given back. */
const queue = (): Promise<void> => {
  const waitMs = (waiting.length * oneHashMs) / lanes
  if (waitMs > longestWaitMs) {
    const seconds = Math.ceil(waitMs / 1000)
    throw new TooMany(
      seconds,
      `正在登录的人很多，您前面有 ${waiting.length} 位。请过 ${seconds} 秒再按一次，填的都还在。`,
    )
  }
  return new Promise((resolve) => waiting.push(resolve))
}

export const hashPassword = (password: string): Promise<string> =>
  inLine(() => hash(password.normalize('NFKC'), cost))

/** Whether the password is this one; without a known hash the same work is done, so that the time says nothing. */
export const isPassword = async (known: string | null, password: string): Promise<boolean> => {
  const isSame = await inLine(async () => verify(known ?? (await nobodys()), password.normalize('NFKC')))
  return known !== null && isSame
}

let nobody: Promise<string> | null = null
const nobodys = (): Promise<string> => (nobody ??= hash('nobody has this password', cost))

/** Why a password can't be taken, in words, or null. Assumed: 10 characters with letters and digits (等保三级 complexity). */
export const passwordProblem = (password: string, login: string): string | null => {
  if (Array.from(password).length < 10) return '密码至少 10 位'
  if (password.length > 200) return '密码最多 200 位'
  if (!/\p{L}/u.test(password) || !/\d/.test(password)) return '密码要有字母，也要有数字'
  if (password.toLowerCase().includes(login.toLowerCase())) return '密码里不要带登录名'
  if (new Set(password).size < 5) return '密码里相同的字符太多，容易被猜到'
  return null
}
