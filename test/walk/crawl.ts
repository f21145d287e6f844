import { type Tx, sql } from '../../src/platform/db.ts'
import type { Player } from './cast.ts'
import type { Entry } from './entry.ts'
import { expected } from './entry.ts'
import { type Stage, send } from './stage.ts'

/** May change while somebody reads: when a session was last seen, and who read what. */
const living = ['sessions', 'audit']

/** Count and digest of every table's rows. */
const picture = async (tx: Tx): Promise<Map<string, string>> => {
  const { rows: tables } = await sql<{ name: string }>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`.execute(
    tx,
  )
  const seen = new Map<string, string>()
  for (const { name } of tables.filter((table) => !living.includes(table.name))) {
    const { rows } = await sql<{ digest: string }>`
      select count(*) || ' ' || coalesce(md5(string_agg(t::text, '' order by t::text)), '') as digest
      from ${sql.table(name)} t`.execute(tx)
    seen.set(name, rows[0]?.digest ?? '')
  }
  return seen
}

const onePerRole = (players: Player[]): Player[] => [
  ...new Map(players.map((player) => [player.role, player])).values(),
]

/** Reads everything that may be read, as one of each role that may; answers the tables that are not as they were. */
export const crawl = (
  stage: Stage,
  entries: Record<string, Entry | Entry[]>,
): Promise<{ asked: number; changed: string[] }> =>
  stage.held.undone(async (tx) => {
    const asks = []
    for (const endpoint of stage.endpoints.filter((one) => one.method === 'GET'))
      for (const entry of [entries[endpoint.key] ?? []].flat())
        for (const player of onePerRole(
          stage.cast.filter((one) => !one.disabled && expected(endpoint, entry, one) !== 'refused'),
        )) {
          const person = (name: string) => stage.cast.find((one) => one.name === name)?.personId ?? ''
          const ask = await entry.ask({ tx, world: stage.world, player, person, sheets: stage.sheets })
          asks.push({ endpoint, player, ask })
        }
    const before = await picture(tx)
    for (const { endpoint, player, ask } of asks) await send(stage.app, endpoint, player, ask)
    const after = await picture(tx)
    return {
      asked: asks.length,
      changed: [...after].filter(([name, digest]) => before.get(name) !== digest).map(([name]) => name),
    }
  })
