import { type Tx, sql } from '../../src/platform/db.ts'

/** What is needed to count by hand: rows as they lie, days as days in Shanghai. */
export interface Facts {
  units: { id: string; kind: string; committeeId: string; opens: string; closes: string | null }[]
  guides: { unitId: string; guideId: string; from: string; until: string | null }[]
  items: {
    id: string
    committeeId: string
    day: string
    number: string | null
    state: string
    about: string
    category: string | null
    channel: string
    persons: number
    mergedInto: string | null
    memberId: string | null
    hosts: string[]
  }[]
  steps: { id: string; no: number; step: string; from: string; day: string }[]
  clocks: { id: string; no: number; dueOn: string }[]
  grades: { id: string; round: number; grade: string }[]
  leads: {
    id: string
    opinionId: string
    kind: string
    state: string
    type: string | null
    targetId: string | null
  }[]
  outcomes: { leadId: string; what: string }[]
  directives: { type: string; id: string }[]
  daysOff: Map<string, string>
}

const day = (column: string) =>
  sql.raw(`to_char((${column} at time zone 'Asia/Shanghai')::date, 'YYYY-MM-DD')`)

export const fetchFacts = async (tx: Tx): Promise<Facts> => {
  const all = async <Row>(query: ReturnType<typeof sql<Row>>) => (await query.execute(tx)).rows
  const days = await all(sql<{ day: string; kind: string }>`select day::text as day, kind from calendar_days`)
  return {
    units: await all(
      sql`select id, kind, committee_id as "committeeId", lower(open_during)::text as opens, upper(open_during)::text as closes from units`,
    ),
    guides: await all(
      sql`select unit_id as "unitId", guide_id as "guideId", coalesce(lower(valid)::text, '0000-00-00') as "from", upper(valid)::text as until from guidances`,
    ),
    items: await all(
      sql`select o.id, o.committee_id as "committeeId", ${day('o.received_at')} as day, number, state, about, category, channel, persons,
        o.merged_into as "mergedInto", coalesce(p.merged_into, p.id) as "memberId",
        array(select w.venue_id::text from opinion_venues w where w.opinion_id = o.id) as hosts
        from opinions o left join people p on p.id = coalesce(o.handler_id, o.heard_by)`,
    ),
    steps: await all(
      sql`select record_id as id, no, step, from_state as "from", ${day('at')} as day from steps where record_type = 'opinion' order by no`,
    ),
    clocks: await all(
      sql`select opinion_id as id, step_no as no, due_on::text as "dueOn" from opinion_clocks`,
    ),
    grades: await all(
      sql`select r.record_id as id, r.round, g.grade from replies r join ratings g on g.reply_id = r.id`,
    ),
    leads: await all(
      sql`select id, opinion_id as "opinionId", kind, state, target_type as type, target_id as "targetId" from leads`,
    ),
    outcomes: await all(sql`select lead_id as "leadId", what from lead_outcomes where withdrawn_at is null`),
    directives: await all(
      sql`select record_type as type, record_id as id from directives where state <> 'withdrawn'`,
    ),
    daysOff: new Map(days.map((one) => [one.day, one.kind])),
  }
}

type Item = Facts['items'][number]
const within = (on: string, from: string, until: string | null) =>
  from <= on && (until === null || on < until)

/** Venues open that day, else the 政协. */
const placesOf = (facts: Facts, item: Item): string[] => {
  const open = item.hosts.filter((id) =>
    facts.units.some((unit) => unit.id === id && within(item.day, unit.opens, unit.closes)),
  )
  return open.length > 0 ? open : [item.committeeId]
}

const guideOf = (facts: Facts, id: string, on: string) =>
  facts.guides.find((one) => one.unitId === id && within(on, one.from, one.until))?.guideId

/** Everything above a place on a day, walked step by step: guide, the guide's 政协, whoever guides that. */
const above = (facts: Facts, placeId: string, on: string): string[] => {
  const found = [placeId]
  for (let at: string | undefined = placeId; at;) {
    const unit = facts.units.find((one) => one.id === at)
    const next: string | undefined =
      unit?.kind === 'special_committee' ? unit.committeeId : guideOf(facts, at, on)
    if (next) found.push(next)
    at = next
  }
  return found
}

/** The 政协 whose own level a place is of on a day. */
const homeOf = (facts: Facts, placeId: string, on: string): string | undefined => {
  const unit = facts.units.find((one) => one.id === placeId)
  if (unit?.kind === 'committee') return unit.id
  const guide = guideOf(facts, placeId, on)
  return facts.units.find((one) => one.id === guide)?.committeeId
}

export interface NaiveScope {
  unitId: string
  part: 'whole' | 'own'
  from: string
  until: string
  category: string | null
  channel: string | null
}

/** Places of an item that lie in a scope. */
export const placesIn = (facts: Facts, item: Item, { unitId, part }: NaiveScope): string[] =>
  placesOf(facts, item).filter(
    (placeId) =>
      above(facts, placeId, item.day).includes(unitId) &&
      (part === 'whole' || homeOf(facts, placeId, item.day) === unitId),
  )

export const itemsIn = (facts: Facts, scope: NaiveScope): Item[] =>
  facts.items.filter(
    (item) =>
      item.day >= scope.from &&
      item.day <= scope.until &&
      !['withdrawn', 'invalid'].includes(item.state) &&
      item.about === 'affairs' &&
      (scope.category === null || (item.category ?? 'none') === scope.category) &&
      (scope.channel === null || item.channel === scope.channel) &&
      placesIn(facts, item, scope).length > 0,
  )

const isWorkday = (facts: Facts, on: string) => {
  const said = facts.daysOff.get(on)
  const weekday = new Date(`${on}T00:00:00Z`).getUTCDay()
  return said === undefined ? weekday !== 0 && weekday !== 6 : said === 'workday'
}

const workingDays = (facts: Facts, since: string, until: string): number => {
  let count = 0
  for (let at = new Date(`${since}T00:00:00Z`); at.toISOString().slice(0, 10) < until;) {
    at = new Date(at.getTime() + 86_400_000)
    if (isWorkday(facts, at.toISOString().slice(0, 10))) count += 1
  }
  return count
}

const firstAnswer = (facts: Facts, id: string) =>
  facts.steps.find((one) => one.id === id && one.step === 'answer')
const inTime = (facts: Facts, id: string, step: { no: number; day: string } | undefined) => {
  const clock = facts.clocks.find((one) => one.id === id && one.no === step?.no)
  return step !== undefined && clock !== undefined && step.day <= clock.dueOn
}
const order = ['unsatisfied', 'partly', 'satisfied']

/** Which columns an item is in, by hand from the words of each column. */
export const marksOf = (facts: Facts, item: Item): Set<string> => {
  const marks = new Set(['received', 'persons'])
  const leads = facts.leads.filter((one) => one.opinionId === item.id)
  const turned = leads.filter((one) => one.kind === 'information' && one.state !== 'dropped')
  if (turned.length > 0) marks.add('turned')
  if (
    turned.some(
      (one) =>
        one.state === 'taken' &&
        facts.outcomes.some((out) => out.leadId === one.id && out.what.startsWith('adopted')),
    )
  )
    marks.add('adopted')
  const told = (type: string | null, id: string | null) =>
    facts.directives.some((one) => one.type === type && one.id === id)
  if (told('opinion', item.id) || leads.some((one) => one.state === 'taken' && told(one.type, one.targetId)))
    marks.add('directed')
  if (item.number === null) return marks
  marks.add('awaited')
  const own = facts.steps.filter((one) => one.id === item.id)
  const decided = own.find(
    (one) => one.from === 'recorded' && ['accept', 'pass', 'refuse', 'redirect', 'merge'].includes(one.step),
  )
  if (inTime(facts, item.id, decided)) marks.add('acceptedInTime')
  const isMerged = item.state === 'merged' && item.mergedInto !== null
  const mainId = isMerged && item.mergedInto ? item.mergedInto : item.id
  const answer = firstAnswer(facts, mainId)
  if (answer) marks.add('answered')
  if (answer && !isMerged) marks.add('days')
  if (inTime(facts, mainId, answer)) marks.add('answeredInTime')
  if (own.some((one) => one.step === 'reopen')) marks.add('reopened')
  const grades = facts.grades.filter((one) => one.id === item.id)
  const last = Math.max(0, ...grades.map((one) => one.round))
  const lowest = order.find((grade) => grades.some((one) => one.round === last && one.grade === grade))
  if (lowest) marks.add('rated').add(lowest)
  return marks
}

/** The figures of some items, and the ids behind each. */
export const countNaively = (facts: Facts, items: readonly Item[], codes: readonly string[]) => {
  const marked = items.map((item) => ({ item, marks: marksOf(facts, item) }))
  return Object.fromEntries(
    codes.map((code) => {
      const these = marked.filter(({ marks }) => marks.has(code)).map(({ item }) => item)
      const ids = these.map(({ id }) => id).sort()
      if (code === 'persons')
        return [code, { value: these.reduce((sum, { persons }) => sum + persons, 0), ids }]
      if (code !== 'days') return [code, { value: ids.length, ids }]
      const days = these
        .map((item) => workingDays(facts, item.day, firstAnswer(facts, item.id)?.day ?? item.day))
        .sort((a, b) => a - b)
      const low = days[Math.floor((days.length - 1) / 2)]
      const high = days[Math.ceil((days.length - 1) / 2)]
      return [code, { value: low === undefined || high === undefined ? null : (low + high) / 2, ids }]
    }),
  )
}
