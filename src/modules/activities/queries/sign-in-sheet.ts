import type { Actor } from '../../../platform/actor.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { Forbidden, NotFound } from '../../../platform/errors.ts'
import { manages, visibleTo } from '../access.ts'

/** A sheet to be signed on the spot. */
export interface SignInSheet {
  title: string
  campaignName: string | null
  hosts: string[]
  beginsAt: string
  endsAt: string
  place: string
  /** residents on the day and who signed up, by strokes of the name */
  people: { no: string | null; name: string; isResident: boolean; onLeave: boolean }[]
}

/** The sign-in sheet of an activity, for those who manage it. Throws NotFound, Forbidden. */
export const getSignInSheet = async (tx: Tx, actor: Actor, id: string): Promise<SignInSheet> => {
  const { rows } = await sql<SignInSheet & { mine: boolean }>`
    select a.title, c.name as "campaignName", a.begins_at as "beginsAt", a.ends_at as "endsAt", a.place, ${manages(actor)} as mine,
      array(select v.short_name from activity_hosts h join units v on v.id = h.venue_id
        where h.activity_id = a.id order by h.position) as hosts,
      coalesce((select json_agg(json_build_object('no', m.no, 'name', p.name, 'isResident', l.resident, 'onLeave', exists (
            select from leaves v where v.campaign_id = a.campaign_id and v.person_id = p.id and v.state = 'approved'))
          order by l.resident desc, p.name collate zh_stroke, p.id)
        from (
          select person_id, bool_or(resident) as resident from (
            select r.person_id, true as resident from activity_hosts h
              join residencies r on r.venue_id = h.venue_id and r.valid @> (a.begins_at at time zone 'Asia/Shanghai')::date
            where h.activity_id = a.id and exists (select from mandates m where m.person_id = r.person_id
              and m.valid @> (a.begins_at at time zone 'Asia/Shanghai')::date)
            union all
            select s.person_id, false from sign_ups s where s.activity_id = a.id and s.state = 'signed_up') x
          group by 1) l
          join people p on p.id = l.person_id
          left join lateral (select m.no from mandates m where m.person_id = p.id
            and m.valid @> (a.begins_at at time zone 'Asia/Shanghai')::date
            order by m.committee_id = a.committee_id desc, m.no limit 1) m on true), '[]') as people
    from activities a left join campaigns c on c.id = a.campaign_id
    where a.id = ${id} and ${visibleTo(actor)}`.execute(tx)
  const [row] = rows
  if (!row) throw new NotFound()
  const { mine, ...sheet } = row
  if (!mine) throw new Forbidden()
  return sheet
}
