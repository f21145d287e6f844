import type pg from 'pg'

/** What stands in every table, ours and the queue's, as the database writes it: one text a table, by name. */
export const tableTexts = async (owner: pg.Client): Promise<Map<string, string>> => {
  const { rows: tables } = await owner.query<{ name: string }>(
    `select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'm') and n.nspname in ('public', 'graphile_worker') order by 1`,
  )
  const texts = new Map<string, string>()
  for (const { name } of tables) {
    const { rows } = await owner.query<{ text: string | null }>(
      `select string_agg(t::text, E'\\n') as text from ${name} t`,
    )
    texts.set(name, rows[0]?.text ?? '')
  }
  return texts
}
