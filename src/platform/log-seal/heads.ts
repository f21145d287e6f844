import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { dayOf } from '../clock.ts'
import { type Tx, sql } from '../db.ts'

/** The newest seal at some instant: all that went before is fixed by its digest. */
export interface Head {
  no: number
  /** 64 hex digits */
  digest: string
}

/** The newest seal, for printed returns and the day's file; null before the first. */
export const findHead = async (tx: Tx): Promise<Head | null> => {
  const { rows } = await sql<Head>`
    select no, encode(digest, 'hex') as digest from seals order by no desc limit 1`.execute(tx)
  return rows[0] ?? null
}

const folderOf = (dataDir: string) => join(dataDir, 'seals')

/** Adds the head to the day's file outside the database (`seals/YYYY-MM-DD.txt`), on disk when it returns. */
export const keepHead = async (dataDir: string, head: Head, at: Date): Promise<void> => {
  const folder = folderOf(dataDir)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = await open(join(folder, `${dayOf(at)}.txt`), 'a', 0o600)
  try {
    await file.write(`${at.toISOString()} ${head.no} ${head.digest}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Every head that was put outside, oldest first. A line cut short by a power cut is passed over. */
export const keptHeads = (dataDir: string): Head[] => {
  const folder = folderOf(dataDir)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => /^\d{4}-\d\d-\d\d\.txt$/.test(name))
    .toSorted()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .flatMap((line) => {
      const [, no, digest] = /^\S+ (\d+) ([0-9a-f]{64})$/.exec(line) ?? []
      return no && digest ? [{ no: Number(no), digest }] : []
    })
}
