import { createHash, type Hash } from 'node:crypto'
import type pg from 'pg'
import { type Log, beginning, columnsVersion, logs, rowDigest, textOf } from './columns.ts'
import type { Head } from './heads.ts'

/** What a verification found: `bad` names the first thing that is wrong, null when nothing is. */
export interface Verdict {
  rows: number
  seals: number
  bad: string | null
  /** committed within the last minute, not sealed yet: as it should be */
  pending: number
  /** sealed more than ten minutes after their own time: imported history, or rows put in behind the back */
  late: number
  firstLate: string | null
}

const batch = 5_000

/** seal, position, log, row, its digest in hex, its text, whether it was sealed late: an array is quicker to read */
type Row = [number, number, Log, number, string, string | null, boolean | null]

interface Seal {
  no: number
  rows: number
  previous: Buffer
  digest: Buffer
}

/**
 * Recomputes every seal from the log rows themselves, in one snapshot, streamed; then looks for rows in no seal, and
 * compares the heads that were put outside. The client's transaction is its own: call on a connection of no other use.
 */
export const verifySeals = async (client: pg.Client, heads: Head[]): Promise<Verdict> => {
  await client.query('begin isolation level repeatable read read only')
  try {
    await client.query(
      "set local statement_timeout = 0; set local work_mem = '128MB'; set local cursor_tuple_fraction = 1",
    )
    return await verifyWithin(client, heads)
  } finally {
    await client.query('rollback')
  }
}

/** The same, inside a transaction that the caller holds. */
export const verifyWithin = async (client: pg.Client, heads: Head[]): Promise<Verdict> => {
  const chain = await walkChain(client, heads)
  const loose = chain.bad ? { bad: null, pending: 0 } : await findLoose(client)
  return { ...chain, bad: chain.bad ?? loose.bad, pending: loose.pending }
}

const walkChain = async (client: pg.Client, heads: Head[]): Promise<Omit<Verdict, 'pending'>> => {
  const tally = { rows: 0, seals: 0, late: 0, firstLate: null as string | null }
  const { rows: seals } = await client.query<Seal>('select no, rows, previous, digest from seals order by no')
  const links = brokenLink(seals, heads)
  await client.query(`declare chain no scroll cursor for ${await chainSql(client)}`)
  const fetch = { text: `fetch ${batch} from chain`, rowMode: 'array' as const }
  let hash: Hash | null = null
  let count = 0
  /** Ends the seal that was passing by and begins the next; answers what is wrong with the one that ended. */
  const turn = (): string | null => {
    const seal = seals[tally.seals - 1]
    if (seal && hash) {
      if (count !== seal.rows)
        return `第 ${seal.no} 号封存应有 ${seal.rows} 行，现有 ${count} 行：有行被删去或添入`
      if (!hash.digest().equals(seal.digest)) return `第 ${seal.no} 号封存的摘要对不上：封存被改写过`
    }
    const broken = links.get(tally.seals + 1)
    if (broken) return broken
    tally.seals += 1
    hash = createHash('sha256').update(seals[tally.seals - 1]?.previous ?? beginning)
    count = 0
    return null
  }
  const take = ([no, position, log, id, digest, text, late]: Row): string | null => {
    while (no > tally.seals) {
      const bad = turn() ?? (seals[tally.seals - 1] ? null : `缺第 ${tally.seals} 号封存：被删去了`)
      if (bad) return bad
    }
    count += 1
    const name = () => `${log} 第 ${id} 行（第 ${no} 号封存第 ${position} 位）`
    if (position !== count) return `${name()}次序不对：前面有行被删去、添入或调换`
    if (text === null) return `${name()}被删去了`
    const computed = rowDigest(text)
    if (computed !== digest) return `${name()}被改过`
    hash?.update(computed, 'hex')
    tally.rows += 1
    if (late) {
      tally.late += 1
      tally.firstLate ??= `${log} 第 ${id} 行`
    }
    return null
  }
  for (;;) {
    const { rows } = await client.query<Row>(fetch)
    for (const row of rows) {
      const bad = take(row)
      if (bad) return { ...tally, bad }
    }
    if (rows.length === 0) break
  }
  await client.query('close chain')
  const open = tally.seals
  const bad = turn() ?? beyond(heads, seals.length)
  return { ...tally, seals: bad === null ? seals.length : open, bad }
}

/** What is wrong with the chain itself, by the number of the seal where it shows; one past the end stands there too. */
const brokenLink = (seals: Seal[], heads: Head[]): Map<number, string> => {
  const outside = new Map(heads.map((head) => [head.no, head.digest]))
  const broken = new Map<number, string>()
  const missing = seals.findIndex((seal, index) => seal.no !== index + 1)
  if (missing >= 0) broken.set(missing + 1, `缺第 ${missing + 1} 号封存：被删去了`)
  let previous: Buffer = beginning
  for (const seal of seals) {
    const kept = outside.get(seal.no)
    if (!seal.previous.equals(previous)) broken.set(seal.no, `第 ${seal.no} 号封存接不上前一号：封存被改写过`)
    else if (kept && kept !== seal.digest.toString('hex'))
      broken.set(seal.no, `第 ${seal.no} 号封存与库外留存的不一致：从这里或更早的地方被重写过`)
    previous = seal.digest
  }
  return broken
}

/** A head kept outside that the database has no seal for: the end was cut off. */
const beyond = (heads: Head[], seals: number): string | null => {
  const last = Math.max(0, ...heads.map((head) => head.no))
  return last > seals ? `库外留存到第 ${last} 号封存，库里只到第 ${seals} 号：末尾被截去了` : null
}

const chainSql = async (client: pg.Client): Promise<string> => {
  const { rows } = await client.query<{ v: number }>('select distinct columns_version as v from seals')
  const versions = rows.map((row) => row.v)
  const known = versions.length > 0 ? versions : [columnsVersion]
  const texts = known.flatMap((version) =>
    logs.map(
      (log) =>
        `select l.id, '${log}' as log, ${version} as version, ${textOf(log, version)} as text, l.at from ${log} l`,
    ),
  )
  return `
    select r.seal_no, r.position, r.log, r.row_id, encode(r.digest, 'hex'), t.text, t.at < z.at - interval '10 minutes'
    from sealed_rows r left join seals z on z.no = r.seal_no
      left join (${texts.join(' union all ')}) t on t.log = r.log and t.id = r.row_id and t.version = z.columns_version
    order by r.seal_no, r.position`
}

/** Rows in no seal: fresh ones wait, older ones and those below a row sealed long ago were put in behind the back. */
const findLoose = async (client: pg.Client): Promise<{ bad: string | null; pending: number }> => {
  let pending = 0
  for (const log of logs) {
    const { rows } = await client.query<{ id: number; old: boolean }>(`
      select l.id, l.at < now() - interval '1 minute' or exists (
          select from sealed_rows r join seals z on z.no = r.seal_no
          where r.log = '${log}' and r.row_id > l.id and z.at < now() - interval '1 minute') as old
      from ${log} l where not exists (select from sealed_rows r where r.log = '${log}' and r.row_id = l.id)
      order by 2 desc, 1 limit 1000`)
    const [first] = rows
    if (first?.old)
      return { bad: `${log} 第 ${first.id} 行一直没有封存：是绕过系统添入的，或封存停了`, pending }
    pending += rows.length
  }
  return { bad: null, pending }
}
