import { createHash, hash } from 'node:crypto'

/** The logs that are sealed: what happened to records, who asked what, what counts as duty. */
export const logs = ['steps', 'audit', 'duties'] as const
export type Log = (typeof logs)[number]

/** The list of columns that new seals run over; an old seal keeps the list that it was made with. */
export const columnsVersion = 1

/** As text that neither the session's time zone nor the server's version changes: instants in microseconds, days, hex. */
const instant = (column: string) => `(extract(epoch from l.${column}) * 1000000)::bigint`
const hex = (column: string) => `encode(l.${column}, 'hex')`
const plain = (column: string) => `l.${column}`

const versions: Record<number, Record<Log, string[]>> = {
  1: {
    steps: [
      ...['id', 'record_type', 'record_id', 'track', 'no', 'step', 'from_state', 'to_state'].map(plain),
      ...['committee_id', 'actor_person_id', 'overridden'].map(plain),
      hex('words_digest'),
      instant('at'),
    ],
    audit: [
      plain('id'),
      instant('at'),
      ...['request_id', 'actor_person_id', 'session_id', 'endpoint', 'record_id', 'outcome', 'status'].map(
        plain,
      ),
    ],
    duties: [
      ...['id', 'person_id', 'organiser_id', 'committee_id', 'mandate_id', 'kind'].map(plain),
      "to_char(l.on_day, 'YYYY-MM-DD')",
      ...['campaign_id', 'source_type', 'source_id', 'round', 'sign', 'facts'].map(plain),
      instant('at'),
    ],
  },
}

/**
 * SQL for the text that a row's digest runs over, the row being `l`: each column with its length before it, so that no
 * two rows share a text; null is a bare colon. Throws on a version that this program does not know.
 */
export const textOf = (log: Log, version: number): string => {
  const columns = versions[version]
  if (!columns) throw new Error(`封存所用的列版本 ${version} 比这个程序新`)
  const parts = columns[log].map((column) => `octet_length((${column})::text), ':', (${column})::text`)
  return `concat('${log}', ${parts.join(', ')})`
}

/** sha256 over a row's text, 64 hex digits. */
export const rowDigest = (text: string): string => hash('sha256', text, 'hex')

/** The digest that the first seal follows. */
export const beginning = Buffer.alloc(32)

/** sha256(previous ‖ digests in order), 32 bytes. */
export const sealDigest = (previous: Buffer, digests: Iterable<string>): Buffer => {
  const chain = createHash('sha256').update(previous)
  for (const digest of digests) chain.update(digest, 'hex')
  return chain.digest()
}
