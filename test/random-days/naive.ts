import { type Tx, sql } from '../../src/platform/db.ts'

/**
 * The count written again from domain.md C25, in plain loops over plainly fetched rows: it shares no SQL and no code with
 * what is tested. Slow and obvious on purpose.
 */
export interface Facts {
  campaign: {
    issuerId: string
    heldOn: string
    collectiveFrom: string
    collectiveUntil: string
    ownFrom: string
    ownUntil: string
    uploadDueOn: string
  }
  units: {
    id: string
    kind: string
    level: string
    committeeId: string
    from: string | null
    until: string | null
  }[]
  guidances: { unitId: string; guideId: string; from: string | null; until: string | null }[]
  studios: string[]
  people: { id: string; mergedInto: string | null }[]
  mandates: { personId: string; from: string | null; until: string | null }[]
  residencies: { venueId: string; personId: string; from: string | null; until: string | null }[]
  activities: { id: string; state: string; day: string }[]
  hosts: { activityId: string; venueId: string }[]
  kinds: { activityId: string; kindNo: number }[]
  attendances: { activityId: string; personId: string; role: string; state: string }[]
  ownActivities: { personId: string; onDay: string; state: string }[]
  leaves: { personId: string; state: string }[]
  opinions: { id: string; state: string; venueId: string }[]
  deeds: { id: string; state: string; venueId: string }[]
  posts: { id: string; venueId: string; state: string; words: string; day: string; pictures: number }[]
}

const fetch = async <T>(tx: Tx, statement: ReturnType<typeof sql<T>>): Promise<T[]> =>
  (await statement.execute(tx)).rows

export const fetchFacts = async (tx: Tx, campaignId: string): Promise<Facts> => {
  const range = (column: string) =>
    sql`lower(${sql.ref(column)})::text as "from", upper(${sql.ref(column)})::text as "until"`
  const [campaign] = await fetch(
    tx,
    sql<Facts['campaign']>`
    select committee_id as "issuerId", held_on as "heldOn", collective_from as "collectiveFrom", collective_until as "collectiveUntil",
      own_from as "ownFrom", own_until as "ownUntil", upload_due_on as "uploadDueOn" from campaigns where id = ${campaignId}`,
  )
  if (!campaign) throw new Error('no campaign')
  return {
    campaign,
    units: await fetch(
      tx,
      sql<
        Facts['units'][number]
      >`select id, kind, level, committee_id as "committeeId", ${range('open_during')} from units`,
    ),
    guidances: await fetch(
      tx,
      sql<
        Facts['guidances'][number]
      >`select unit_id as "unitId", guide_id as "guideId", ${range('valid')} from guidances`,
    ),
    studios: (await fetch(tx, sql<{ id: string }>`select id from venues where kind = 'studio'`)).map(
      ({ id }) => id,
    ),
    people: await fetch(tx, sql<Facts['people'][number]>`select id, merged_into as "mergedInto" from people`),
    mandates: await fetch(
      tx,
      sql<Facts['mandates'][number]>`select person_id as "personId", ${range('valid')} from mandates`,
    ),
    residencies: await fetch(
      tx,
      sql<
        Facts['residencies'][number]
      >`select venue_id as "venueId", person_id as "personId", ${range('valid')} from residencies`,
    ),
    activities: await fetch(
      tx,
      sql<Facts['activities'][number]>`
      select id, state, to_char(begins_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day from activities where campaign_id = ${campaignId}`,
    ),
    hosts: await fetch(
      tx,
      sql<
        Facts['hosts'][number]
      >`select activity_id as "activityId", venue_id as "venueId" from activity_hosts`,
    ),
    kinds: await fetch(
      tx,
      sql<
        Facts['kinds'][number]
      >`select activity_id as "activityId", kind_no as "kindNo" from activity_kinds`,
    ),
    attendances: await fetch(
      tx,
      sql<
        Facts['attendances'][number]
      >`select activity_id as "activityId", person_id as "personId", role, state from attendances`,
    ),
    ownActivities: await fetch(
      tx,
      sql<Facts['ownActivities'][number]>`
      select person_id as "personId", on_day as "onDay", state from own_activities where campaign_id = ${campaignId}`,
    ),
    leaves: await fetch(
      tx,
      sql<
        Facts['leaves'][number]
      >`select person_id as "personId", state from leaves where campaign_id = ${campaignId}`,
    ),
    opinions: await fetch(
      tx,
      sql<Facts['opinions'][number]>`
      select o.id, o.state, v.venue_id as "venueId" from opinions o, opinion_venues v where v.opinion_id = o.id and o.campaign_id = ${campaignId}`,
    ),
    deeds: await fetch(
      tx,
      sql<Facts['deeds'][number]>`
      select o.id, o.state, v.venue_id as "venueId" from deeds o, deed_venues v where v.deed_id = o.id and o.campaign_id = ${campaignId}`,
    ),
    posts: await fetch(
      tx,
      sql<Facts['posts'][number]>`
      select p.id, p.venue_id as "venueId", p.state, p.words, to_char(p.uploaded_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day,
        (select count(*) from post_pictures i where i.post_id = p.id) as pictures from posts p where p.campaign_id = ${campaignId}`,
    ),
  }
}

/** A row to be counted: the studios of a unit and those below, or 本级 alone, of one annex. */
export interface NaiveRow {
  unitId: string
  part: 'whole' | 'own'
  annex: 1 | 2
}

/** What stands in a cell: the things counted, each once. `late` is beside column 16. */
export interface NaiveCells {
  columns: Map<number, Set<string>>
  late: Set<string>
  leave: Set<string>
  none: Set<string>
}

const holds = (dated: { from: string | null; until: string | null }, day: string) =>
  (dated.from === null || dated.from <= day) && (dated.until === null || day < dated.until)

export const countNaively = (facts: Facts, row: NaiveRow): NaiveCells => {
  const { campaign } = facts
  const D = campaign.heldOn
  const unitOf = new Map(facts.units.map((unit) => [unit.id, unit]))
  const rootOf = new Map(facts.people.map((person) => [person.id, person.mergedInto ?? person.id]))
  const root = (id: string) => rootOf.get(id) ?? id
  const guideOf = (id: string) => facts.guidances.find((one) => one.unitId === id && holds(one, D))?.guideId

  // As of: studios open on D.
  const isOpenStudio = (id: string) => {
    const unit = unitOf.get(id)
    return unit !== undefined && holds(unit, D) && facts.studios.includes(id)
  }
  // Row: the one 归口 on D decides.
  const standsInRow = (venueId: string): boolean => {
    if (!isOpenStudio(venueId)) return false
    const guideId = guideOf(venueId)
    const guide = guideId === undefined ? undefined : unitOf.get(guideId)
    if (!guide) return false
    const annex = guide.kind === 'special_committee' && guide.level === 'province' ? 1 : 2
    if (annex !== row.annex) return false
    if (row.part === 'own') return guide.committeeId === row.unitId
    let above: string | undefined = guide.id
    while (above !== undefined) {
      if (above === row.unitId) return true
      const unit = unitOf.get(above)
      above = unit && unit.kind !== 'committee' ? unit.committeeId : guideOf(above)
    }
    return false
  }
  const venues = facts.units.filter((unit) => standsInRow(unit.id)).map((unit) => unit.id)

  const serving = new Set(
    facts.mandates.filter((mandate) => holds(mandate, D)).map((mandate) => root(mandate.personId)),
  )
  const counting = facts.activities.filter(
    (activity) =>
      activity.state !== 'cancelled' &&
      activity.day >= campaign.collectiveFrom &&
      activity.day <= campaign.collectiveUntil,
  )
  const cameTo = (activityId: string) =>
    facts.attendances
      .filter((one) => one.activityId === activityId && one.role === 'attendee' && one.state === 'standing')
      .map((one) => root(one.personId))
      .filter((person) => serving.has(person))
  const hostsOf = (activityId: string) =>
    facts.hosts.filter((host) => host.activityId === activityId).map((host) => host.venueId)

  const together = new Set<string>()
  for (const activity of counting)
    if (hostsOf(activity.id).some(isOpenStudio))
      for (const person of cameTo(activity.id)) together.add(person)
  const alone = new Set(
    facts.ownActivities
      .filter(
        (one) => one.state === 'standing' && one.onDay >= campaign.ownFrom && one.onDay <= campaign.ownUntil,
      )
      .map((one) => root(one.personId)),
  )
  const away = new Set(
    facts.leaves.filter((one) => one.state === 'approved').map((one) => root(one.personId)),
  )

  const cells = new Map<number, Set<string>>()
  for (let column = 1; column <= 16; column += 1) cells.set(column, new Set())
  const put = (column: number, id: string) => cells.get(column)?.add(id)
  const late = new Set<string>()
  const leave = new Set<string>()
  const none = new Set<string>()

  for (const venueId of venues) {
    put(1, venueId)
    for (const residency of facts.residencies) {
      if (residency.venueId !== venueId || !holds(residency, D)) continue
      const person = root(residency.personId)
      if (!serving.has(person)) continue
      put(2, person)
      if (together.has(person)) put(4, person)
      else if (alone.has(person)) put(5, person)
      else if (away.has(person)) leave.add(person)
      else none.add(person)
    }
    for (const activity of counting) {
      if (!hostsOf(activity.id).includes(venueId) || cameTo(activity.id).length === 0) continue
      put(3, venueId)
      for (const kind of facts.kinds) if (kind.activityId === activity.id) put(5 + kind.kindNo, venueId)
    }
    for (const opinion of facts.opinions)
      if (opinion.venueId === venueId && opinion.state !== 'withdrawn') put(14, opinion.id)
    for (const deed of facts.deeds)
      if (deed.venueId === venueId && deed.state === 'recorded') put(15, deed.id)
    const posts = facts.posts.filter(
      (post) =>
        post.venueId === venueId &&
        post.state === 'published' &&
        post.words.trim() !== '' &&
        post.pictures > 0,
    )
    if (posts.length > 0) put(16, venueId)
    if (posts.length > 0 && posts.every((post) => post.day > campaign.uploadDueOn)) late.add(venueId)
  }
  return { columns: cells, late, leave, none }
}
