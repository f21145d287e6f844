import { type Actor, recordsOf } from '../../../platform/actor.ts'
import { addDays, dayOf } from '../../../platform/clock.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import type { MyActivity, MyCampaign } from '../contract.ts'
import { manages } from '../access.ts'
import { monthDay, standingLabels } from '../rules.ts'
import { standingOfPerson } from '../standings.ts'
import { listActivities } from './plan.ts'

type Loaded = Omit<MyCampaign, 'standing' | 'line'> & { signedFor: string | null }

/** A member's today: each campaign's one derived line, and activities from today on. */
export const getMyDay = async (
  tx: Tx,
  actor: Actor,
): Promise<{ day: string; campaigns: MyCampaign[]; activities: MyActivity[] }> => {
  const day = dayOf(actor.now)
  const { rows } = await sql<Loaded>`
    select c.id, c.name, c.theme, c.held_on as "heldOn", c.own_from as "ownFrom", c.own_until as "ownUntil",
      (select l.state from leaves l where l.campaign_id = c.id and l.person_id = any(${recordsOf(actor)}::uuid[])
        order by l.state in ('requested', 'approved') desc, l.requested_at desc limit 1) as "leaveState",
      (select a.title from sign_ups s join activities a on a.id = s.activity_id and a.state = 'planned'
        where a.campaign_id = c.id and s.person_id = any(${recordsOf(actor)}::uuid[]) and s.state = 'signed_up'
        order by a.begins_at limit 1) as "signedFor",
      coalesce((select json_agg(json_build_object('no', k.no, 'label', k.label, 'shortLabel', k.short_label) order by k.no)
        from campaign_kinds k where k.campaign_id = c.id), '[]') as kinds
    from campaigns c
    where c.state = 'issued' and c.own_until >= ${addDays(day, -30)}::date
      and exists (select from mandates m where m.person_id = any(${recordsOf(actor)}::uuid[]) and m.valid @> c.held_on
        and (m.committee_id = c.committee_id or exists (select from campaign_committees r
          where r.campaign_id = c.id and r.committee_id = m.committee_id)))
    order by c.held_on, c.id limit 5`.execute(tx)
  const campaigns: MyCampaign[] = []
  for (const { signedFor, ...campaign } of rows) {
    const standing = await standingOfPerson(tx, campaign.id, actor.personId)
    campaigns.push({ ...campaign, standing, line: lineOf({ ...campaign, standing, signedFor }, day) })
  }
  return { day, campaigns, activities: await upcoming(tx, actor, day) }
}

/** What a member reads of the day in one line. */
const lineOf = (
  campaign: Pick<MyCampaign, 'standing' | 'leaveState' | 'heldOn' | 'ownUntil'> & {
    signedFor: string | null
  },
  day: string,
): string => {
  if (campaign.standing && campaign.standing !== 'none') return `您已${doneWords[campaign.standing]}`
  if (campaign.leaveState === 'requested') return '您请了假，等批准'
  if (campaign.signedFor) return `您报了集体活动“${campaign.signedFor}”`
  if (day > campaign.ownUntil) return `没有您的记录：${standingLabels.none}`
  if (day > campaign.heldOn) return `还没有您的记录，${monthDay(campaign.ownUntil)}前可以自行开展`
  return '您还没说怎么参加'
}

const doneWords = { collective: '参加集体活动', own: '自行开展', leave: '准假' } as const

/** What is planned from yesterday on: one's own studios and what one signed up for first. */
const upcoming = async (tx: Tx, actor: Actor, day: string): Promise<MyActivity[]> => {
  const mine = sql<boolean>`exists (select from activity_hosts h join residencies r on r.venue_id = h.venue_id
      and r.person_id = any(${recordsOf(actor)}::uuid[]) and r.valid @> ${day}::date where h.activity_id = a.id)
    or exists (select from sign_ups s where s.activity_id = a.id and s.person_id = any(${recordsOf(actor)}::uuid[]) and s.state = 'signed_up')`
  const filter = { page: 1, size: 30, sort: 'begins', state: 'planned', from: addDays(day, -1) } as const
  const { rows: listed } = await listActivities(tx, actor, filter, mine)
  const { rows } = await sql<{ id: string; signed: boolean; myAttendance: string | null; manages: boolean }>`
    select a.id, ${manages(actor)} as manages,
      exists (select from sign_ups s where s.activity_id = a.id and s.person_id = any(${recordsOf(actor)}::uuid[]) and s.state = 'signed_up') as signed,
      (select t.state from attendances t where t.activity_id = a.id and t.person_id = any(${recordsOf(actor)}::uuid[])
        and t.state in ('standing', 'pending')) as "myAttendance"
    from activities a where a.id = any(${listed.map((row) => row.id)}::uuid[])`.execute(tx)
  const own = new Map(rows.map((row) => [row.id, row]))
  return listed.flatMap((row) => {
    const more = own.get(row.id)
    return more ? [{ ...row, ...more }] : []
  })
}
