import { followCode } from '../../venues/index.ts'
import { dayOf } from '../../../platform/clock.ts'
import { type Tx, sql } from '../../../platform/db.ts'

/** Where a public item comes in: whose list it joins, and what the code stood for. */
export interface IntakeDoor {
  /** the printed token, or null where the page was found without a code */
  token: string | null
  kind: 'person' | 'venue' | 'activity' | 'campaign' | 'committee' | 'platform'
  committeeId: string
  committeeName: string
  committeeShort: string
  committeeCode: string
  venueId: string | null
  venueName: string | null
  /** public token of the venue, to go back to its page */
  venueToken: string | null
  venuePhone: string
  venueHours: string
  personId: string | null
  personName: string | null
  activityId: string | null
  campaignId: string | null
}

/** What a token leads to: a door, its newer token, a code out of use, or nothing. */
export type IntakeTarget =
  | { kind: 'open'; door: IntakeDoor }
  | { kind: 'moved'; token: string }
  | { kind: 'revoked' }
  | { kind: 'unknown' }

/** Where a printed code leads today: a member's, an activity's or a campaign's, or the one on a venue's poster. (domain.md C13) */
export const findIntake = async (tx: Tx, token: string, now: Date): Promise<IntakeTarget> => {
  const today = dayOf(now)
  const { rows } = await sql<IntakeDoor & { state: string; successor: string | null; serves: boolean }>`
    select k.token, k.kind, k.state, k.successor, ${openColumns}, p.id as "personId", p.name as "personName",
      k.activity_id as "activityId", coalesce(k.campaign_id, a.campaign_id) as "campaignId",
      k.kind <> 'person' or exists (select from mandates m where m.person_id = p.id and m.committee_id = k.committee_id
        and m.valid @> ${today}::date) as serves
    from intake_codes k
      join units c on c.id = k.committee_id
      left join people p on p.id = k.person_id
      left join activities a on a.id = k.activity_id
      left join venues v on v.id = coalesce(k.venue_id,
        (select h.venue_id from activity_hosts h where h.activity_id = a.id order by h.position limit 1),
        (select r.venue_id from residencies r where r.person_id = p.id and r.valid @> ${today}::date order by r.venue_id limit 1))
      left join units u on u.id = v.id
    where k.token = ${token}`.execute(tx)
  const [row] = rows
  if (row) {
    if (row.state === 'redirects' && row.successor) return { kind: 'moved', token: row.successor }
    if (row.state !== 'open') return { kind: 'revoked' }
    const { state: _, successor: __, serves, ...door } = row
    return { kind: 'open', door: serves ? door : { ...door, personId: null, personName: null } }
  }
  return ofVenue(tx, token, today)
}

/** The way in without a code, by the 政协's code or id: its own list, or its 投诉建议 about the platform. Null when there is no such 政协. */
export const intakeOfCommittee = async (
  tx: Tx,
  code: string | null,
  kind: 'committee' | 'platform',
): Promise<IntakeDoor | null> => {
  const { rows } = await sql<IntakeDoor>`
    select null as token, ${kind} as kind, ${openColumns}, null as "personId", null as "personName", null as "activityId",
      null as "campaignId"
    from units c left join venues v on false left join units u on false
    where c.kind = 'committee' and (${code}::text is null or c.code = ${code} or c.id::text = ${code})
    order by array_position(array['province', 'city', 'county'], c.level), c.position limit 1`.execute(tx)
  return rows[0] ?? null
}

const openColumns = sql`
  c.id as "committeeId", c.name as "committeeName", c.short_name as "committeeShort", c.code as "committeeCode",
  v.id as "venueId", u.name as "venueName", v.token as "venueToken", coalesce(v.phone, '') as "venuePhone",
  coalesce(v.hours, '') as "venueHours"`

/** The token on a venue's poster serves its page and its list alike. */
const ofVenue = async (tx: Tx, token: string, today: string): Promise<IntakeTarget> => {
  const target = await followCode(tx, token, today)
  if (target.kind !== 'venue') return target
  const { venue } = target
  if (!venue.isOpen) return { kind: 'revoked' }
  return {
    kind: 'open',
    door: {
      token,
      kind: 'venue',
      committeeId: venue.committeeId,
      committeeName: venue.committeeName,
      committeeShort: venue.committeeShort,
      committeeCode: venue.committeeCode,
      venueId: venue.id,
      venueName: venue.name,
      venueToken: venue.token,
      venuePhone: venue.phone,
      venueHours: venue.hours,
      personId: null,
      personName: null,
      activityId: null,
      campaignId: null,
    },
  }
}
