import type { Client } from 'pg'
import { inPieces, payloads } from '../scripts.ts'

/** Columns of text that hold codes, ids or digests which the platform itself writes: all others hold what people typed. */
const codes = new Set(
  (
    'state kind record_type source_type target_type owner_type ended_as what level role code token face part mode channel purpose media_type ' +
    'sha256 thumbnail_sha256 key reply scope endpoint outcome request_id bucket login password_hash template track step from_state to_state ' +
    'record_id severity activity_type studio_kind dictionary gender category number month post document_version definitions_version ' +
    'check_code verify_code grade outcome contact_kind counted_from grounds status matter scope_id path log text_digest name_pinyin ' +
    'name_initials cause about code_token redirected_to successor source last_error error no'
  ).split(' '),
)
/** `about` and the like are codes in one table and words in another. */
const wordsAfterAll = ['activities.about', 'venues.about', 'duty_slots.about', 'directives.post']
/** Logs hold no words and take no change; what the platform keeps for itself is shown to nobody. */
const closed = new Set(
  'steps audit duties seals sealed_rows schema_migrations idempotency rate_counters settings sign_in_tries'.split(
    ' ',
  ),
)

/** Columns of which the stage has no row with words: not tried by this test. A new one that is not here fails it. */
export const withoutRows = (
  'address_rules.note adoptions.publication calendar_days.name check_explanations.words directives.follow_up divisions.name ' +
  'divisions.parent_code issue_counters.publication lead_outcomes.words own_activity_versions.place own_activity_versions.words ' +
  'post_pictures.caption ratings.why remarks.body return_checks.sentence return_checks.words return_lines.reason terms.name todos.title'
).split(' ')

/** What was stored where, and the columns that took nothing. */
export interface Stored {
  columns: string[]
  refused: string[]
  /** no row of the stage has words there */
  empty: string[]
  payloads: number
}

/**
 * Puts payloads into every text column that holds people's words, another piece into each row, as much as the column takes;
 * as the owner of the database, past every check of ours: what a page does with a word is tried, not whether it came in.
 */
export const storeEverywhere = async (owner: Client): Promise<Stored> => {
  const { rows: columns } = await owner.query<{ table: string; column: string }>(
    `select c.table_name as table, c.column_name as column from information_schema.columns c
       join information_schema.tables t on t.table_name = c.table_name and t.table_schema = 'public' and t.table_type = 'BASE TABLE'
     where c.table_schema = 'public' and c.data_type = 'text' and c.is_generated = 'NEVER' order by 1, 2`,
  )
  const stored: Stored = { columns: [], refused: [], empty: [], payloads: 0 }
  const used = new Set<string>()
  for (const { table, column } of columns) {
    const place = `${table}.${column}`
    if (closed.has(table) || (codes.has(column) && !wordsAfterAll.includes(place))) continue
    const took = await fill(owner, table, column, stored.columns.length)
    for (const payload of took ?? []) used.add(payload)
    if (took === null) stored.refused.push(place)
    else if (took.length > 0) stored.columns.push(place)
    else stored.empty.push(place)
  }
  stored.payloads = used.size
  return stored
}

/** Pieces that fit a column of so many characters: many payloads joined where there is room, else one each. */
const piecesOf = (most: number): string[] =>
  most >= 1_000 ? inPieces(most) : payloads.filter((payload) => payload.length <= most)

/** Fills one column of every row, empty ones too where they may; null when it takes no words at all, else what it took. */
const fill = async (owner: Client, table: string, column: string, turn: number): Promise<string[] | null> => {
  for (const most of [4_000, 1_900, 900, 300, 100, 60, 40, 20]) {
    const all = piecesOf(most)
    const pieces = [...all.slice(turn % all.length), ...all.slice(0, turn % all.length)]
    const took =
      (await put(owner, table, column, pieces, 'true')) ?? (await put(owner, table, column, pieces, 'held'))
    if (took !== null)
      return Array.from({ length: Math.min(took, pieces.length) }, (_, at) =>
        (pieces[(at + 1) % pieces.length] ?? '').split('\n'),
      ).flat()
  }
  return null
}

/** How many rows took their piece; null when one could not: too long for this column, or no place for words. */
const put = async (
  owner: Client,
  table: string,
  column: string,
  pieces: string[],
  which: 'true' | 'held',
): Promise<number | null> => {
  await owner.query('begin')
  try {
    const { rowCount } = await owner.query(
      `with numbered as (
         select ctid as place, row_number() over () as no from (select ctid, "${column}" is not null as held from "${table}") t where ${which})
       update "${table}" t set "${column}" = ($1::text[])[1 + n.no % cardinality($1::text[])] from numbered n where t.ctid = n.place`,
      [pieces],
    )
    await owner.query('commit')
    return rowCount ?? 0
  } catch {
    await owner.query('rollback')
    return null
  }
}
