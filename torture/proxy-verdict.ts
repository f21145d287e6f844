import type pg from 'pg'
import type { Entry } from './journal.ts'

/** What speakers and clerks were told against what the database holds. */
export interface ProxyVerdict {
  asked: number
  acknowledged: number
  retried: number
  /** told that it is in, and it is not */
  lost: string[]
  /** in more than once */
  doubled: string[]
  /** told that it failed, and it is in */
  wronged: string[]
  /** in, with a step, a duty, a receipt or a to-do missing or twice */
  half: string[]
}

interface Row {
  tag: string
  items: number
  half: string | null
}

/** Compares journal and database; each thing said bears a tag of its own in its words. Server logs are not asked. */
export const judgeProxy = async (client: pg.Client, entries: Entry[]): Promise<ProxyVerdict> => {
  const { rows } = await client.query<Row>(
    `with said as (select o.*, split_part(o.words, ' ', 1) as tag from opinions o)
     select tag, count(*)::int as items, max(case
       when (select count(*) from steps s where s.record_type = 'opinion' and s.record_id = said.id) <> 1 then 'steps'
       when (select count(*) from opinion_venues v where v.opinion_id = said.id) <> 1 then 'studio'
       when channel = 'visit' and number is not null then 'a receipt for what was heard'
       when channel <> 'visit' and (number is null or query_digest is null or due_on is null) then 'receipt'
       when channel = 'venue_code' and not exists (select from opinion_speakers p where p.opinion_id = said.id) then 'speaker'
       when number is not null and (select count(*) from todos t where t.record_id = said.id and t.closed_at is null) <> 1 then 'to-do'
       when heard_by is not null and (select coalesce(sum(sign), 0) from duties d where d.source_id = said.id) <> 1 then 'duty'
     end) as half
     from said group by tag`,
  )
  const there = new Map(rows.map((row) => [row.tag, row]))
  const told = entries.flatMap((entry) => (entry.told ? [{ ...entry, told: entry.told }] : []))
  const good = told.filter((entry) => isTaken(entry.told.status))
  const { rows: twice } = await client.query<{ number: string }>(
    'select number from opinions where number is not null group by committee_id, number having count(*) > 1',
  )
  return {
    asked: entries.length,
    acknowledged: good.length,
    retried: good.filter((entry) => entry.told.tries > 1).length,
    lost: good
      .filter((entry) => !there.has(entry.recordId))
      .map((entry) => `${entry.kind} ${entry.recordId}: acknowledged, and not there`),
    doubled: [
      ...rows.filter((row) => row.items > 1).map((row) => `${row.tag}: there ${row.items} times`),
      ...twice.map((row) => `number ${row.number}: given twice`),
    ],
    wronged: told
      .filter((entry) => !isTaken(entry.told.status) && there.has(entry.recordId))
      .map((entry) => `${entry.kind} ${entry.recordId}: told ${entry.told.status}, and it is there`),
    half: rows.flatMap((row) => (row.half ? [`${row.tag}: ${row.half}`] : [])),
  }
}

const isTaken = (status: number): boolean => status === 200 || status === 303
