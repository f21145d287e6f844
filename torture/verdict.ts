import type pg from 'pg'
import type { Entry } from './journal.ts'

/** What the journal and the database say of each other. */
export interface Verdict {
  asked: number
  acknowledged: number
  /** acknowledged only after more than one try */
  retried: number
  refused: number
  lost: string[]
  doubled: string[]
  half: string[]
}

/** Compares what clients were told with what the database holds; server logs are not asked. */
export const judge = async (client: pg.Client, entries: Entry[]): Promise<Verdict> => {
  const told = entries.flatMap((entry) => (entry.told ? [{ ...entry, told: entry.told }] : []))
  const good = told.filter((entry) => entry.told.status === 200)
  return {
    asked: entries.length,
    acknowledged: good.length,
    retried: good.filter((entry) => entry.told.tries > 1).length,
    refused: told.length - good.length,
    lost: [...(await lostAnswers(client, good)), ...(await lostRecords(client, good))],
    doubled: await doubles(client, good),
    half: await halves(client),
  }
}

type Good = Entry & { told: { body: string } }

/** An acknowledged write whose first answer is not kept as it was given. */
const lostAnswers = async (client: pg.Client, good: Good[]): Promise<string[]> => {
  const { rows } = await client.query<{ key: string; endpoint: string; reply: string }>(
    'select key, endpoint, reply from idempotency',
  )
  const kept = new Map(rows.map((row) => [`${row.endpoint} ${row.key}`, row.reply]))
  return good.flatMap((entry) => {
    const reply = kept.get(`${entry.endpoint} ${entry.key}`)
    if (reply === undefined) return [`${entry.kind} ${entry.recordId}: acknowledged, and not there`]
    return reply === entry.told.body
      ? []
      : [`${entry.kind} ${entry.recordId}: kept another answer than was given`]
  })
}

/** An acknowledged tick or draft whose record is missing, or an acknowledged step that is not in the log. */
const lostRecords = async (client: pg.Client, good: Good[]): Promise<string[]> => {
  const made = good.filter((entry) => entry.kind === 'tick' || entry.kind === 'draft')
  const { rows } = await client.query<{ id: string }>(
    `select i.id from unnest($1::uuid[]) i (id) where not exists (select from attendances a where a.id = i.id)
       and not exists (select from posts p where p.id = i.id)`,
    [made.map((entry) => entry.recordId)],
  )
  const taken = await stepCounts(client)
  const missing = [...wanted(good)].filter(([step, count]) => (taken.get(step) ?? 0) < count)
  return [
    ...rows.map((row) => `record ${row.id}: acknowledged, and not there`),
    ...missing.map(([step]) => `step ${step}: acknowledged, and not there`),
  ]
}

/** Steps that clients were told of, by record and step, with how often. */
const wanted = (good: Good[]): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const entry of good.filter((one) => one.kind !== 'tick' && one.kind !== 'draft')) {
    const step = `${entry.recordId} ${entry.kind}`
    counts.set(step, (counts.get(step) ?? 0) + 1)
  }
  return counts
}

const stepCounts = async (client: pg.Client): Promise<Map<string, number>> => {
  const { rows } = await client.query<{ step: string; times: number }>(
    "select record_id || ' ' || step as step, count(*)::int as times from steps group by 1",
  )
  return new Map(rows.map((row) => [row.step, row.times]))
}

/** A person on one list twice, a post twice, a step taken more often than was told, a duty counted twice. */
const doubles = async (client: pg.Client, good: Good[]): Promise<string[]> => {
  const { rows } = await client.query<{ what: string }>(
    `select 'person ' || person_id || ' twice at ' || activity_id as what from attendances
       where state in ('standing', 'pending') group by activity_id, person_id having count(*) > 1
     union all select 'post ' || title || ' twice' from posts group by title having count(*) > 1
     union all select 'duty of ' || source_id || ' counted ' || sum(sign) from duties group by source_type, source_id, person_id, kind
       having sum(sign) > 1`,
  )
  const told = wanted(good)
  const often = [...(await stepCounts(client))].filter(
    ([step, times]) => /(reverse|submit|takeBack)$/.test(step) && times > (told.get(step) ?? 0),
  )
  return [
    ...rows.map((row) => row.what),
    ...often.map(([step]) => `step ${step}: taken more often than told`),
  ]
}

/** A record whose state is not where its last step led, a gap in its steps, a duty without its record, an audit row short. */
const halves = async (client: pg.Client): Promise<string[]> => {
  const { rows } = await client.query<{ what: string }>(
    `with records as (select 'attendance' as type, id, state from attendances union all select 'post', id, state from posts),
       paths as (select record_type as type, record_id as id, count(*) as n, max(no) as top,
           (array_agg(to_state order by no desc))[1] as last from steps group by 1, 2)
     select r.type || ' ' || r.id || ': is ' || r.state || ', its last step led to ' || coalesce(p.last, 'nowhere') as what
       from records r left join paths p using (type, id) where p.last is distinct from r.state
     union all select p.type || ' ' || p.id || ': steps without a record' from paths p left join records r using (type, id)
       where r.id is null and p.type in ('attendance', 'post')
     union all select p.type || ' ' || p.id || ': a gap in its steps' from paths p where p.n <> p.top
     union all select 'attendance ' || a.id || ': is ' || a.state || ' with a duty of ' || coalesce(sum(d.sign), 0)
       from attendances a left join duties d on d.source_id = a.id group by a.id, a.state
       having coalesce(sum(d.sign), 0) <> case a.state when 'standing' then 1 else 0 end
     union all select endpoint || ': ' || count(*) || ' answers kept, ' ||
         (select count(*) from audit u where u.endpoint = i.endpoint and u.outcome = 'done') || ' in the audit log'
       from idempotency i group by endpoint
       having count(*) <> (select count(*) from audit u where u.endpoint = i.endpoint and u.outcome = 'done')`,
  )
  return rows.map((row) => row.what)
}
