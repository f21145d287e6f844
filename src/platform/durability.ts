import { type Tx, sql } from './db.ts'
import type { House } from './house.ts'

/** Settings of PostgreSQL under which an answered write may be lost: how each should stand, and what happens otherwise. */
export const durability = [
  { name: 'fsync', isSafe: (value: string) => value === 'on', otherwise: '断电会丢已存上的内容，请设为 on' },
  {
    name: 'full_page_writes',
    isSafe: (value: string) => value === 'on',
    otherwise: '断电会损坏数据，请设为 on',
  },
  {
    name: 'synchronous_commit',
    isSafe: (value: string) => value !== 'off' && value !== 'local',
    otherwise: '断电会丢刚存上的内容，请设为 on',
  },
] as const

/** What of these settings is not safe in this connection, in words; empty when all is well. */
export const weakSettings = async (tx: Tx): Promise<string[]> => {
  const { rows } = await sql<{ name: string; value: string }>`
    select name, current_setting(name) as value from unnest(${durability.map(({ name }) => name)}::text[]) s(name)`.execute(
    tx,
  )
  return rows.flatMap(({ name, value }) => {
    const demand = durability.find((one) => one.name === name)
    return demand && !demand.isSafe(value) ? [`${name} = ${value}：${demand.otherwise}`] : []
  })
}

/** They change with a restart of the database at most: looked at once a minute. */
const keptMs = 60_000
const kept = new WeakMap<House['db'], { at: number; words: Promise<string[]> }>()

/** The same, at most a minute old: for pages and probes that ask all the time. */
export const weakSettingsOf = (db: House['db']): Promise<string[]> => {
  const known = kept.get(db)
  if (known && Date.now() - known.at < keptMs) return known.words
  const words = weakSettings(db)
  kept.set(db, { at: Date.now(), words })
  words.catch(() => kept.delete(db))
  return words
}
