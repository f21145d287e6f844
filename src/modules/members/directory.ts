import type { Actor } from '../../platform/actor.ts'
import { dayOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import { cleanName, normalizePhone } from '../../platform/names.ts'
import { committeeAsked, visibleTo } from './access.ts'
import { labelOf } from './choices.ts'
import type { MemberFilter, MemberRow } from './contract/directory.ts'

interface Sealed extends Omit<MemberRow, 'phone'> {
  phoneSealed: Buffer | null
}

/** Members of one 政协 that the actor may see, one row a person: the serving seat, else the last. */
export const listMembers = async (
  tx: Tx,
  actor: Actor,
  house: House,
  asked: MemberFilter & { page: number; size: number },
): Promise<{ rows: MemberRow[]; total: number }> => {
  const { rows } = await sql<Sealed & { total: number }>`
    ${selection(actor, house, asked)}
    order by ${orderBy(asked.sort)} limit ${asked.size} offset ${(asked.page - 1) * asked.size}`.execute(tx)
  return {
    rows: rows.map(({ total: _, ...row }) => opened(row, house)),
    total: rows[0]?.total ?? 0,
  }
}

const opened = ({ phoneSealed, ...row }: Sealed, house: House): MemberRow => ({
  ...row,
  phone: phoneSealed ? house.keyring.open(phoneSealed) : null,
})

const orders: Record<MemberFilter['sort'], string> = {
  strokes: 'f.name collate zh_stroke, f.no',
  pinyin: 'f.name_pinyin, f.name collate zh_pinyin, f.no',
  no: 'f.no',
}
const orderBy = (sort: MemberFilter['sort']) => sql.raw(orders[sort])

/** Narrowed first, in one pass over the 政协's persons; names of units and words are joined to what is left. */
const selection = (actor: Actor, house: House, asked: MemberFilter) => {
  const today = dayOf(actor.now)
  const committeeId = committeeAsked(actor, asked.committeeId)
  return sql`
    with found as (
      select p.id, p.name, p.name_pinyin, p.gender, p.phone_sealed, m.*
      from people p join lateral (
        select m.no, m.post, m.party, m.sector_id, m.special_committee_id, m.group_id, m.workplace, m.committee_id, m.ended_as,
          lower(m.valid) as "from", upper(m.valid) as until, m.valid @> ${today}::date as serving
        from mandates m where m.person_id = p.id and m.committee_id = ${committeeId}
        order by m.valid @> ${today}::date desc, lower(m.valid) desc limit 1
      ) m on true
      where p.committee_id = ${committeeId} and ${visibleTo(actor)}
        and ${searched(house, asked.search)}
        and (${asked.standing} = 'all' or m.serving = (${asked.standing} = 'serving'))
        and (${asked.sectorId ?? null}::uuid is null or m.sector_id = ${asked.sectorId ?? null})
        and (${asked.party ?? null}::text is null or m.party = ${asked.party ?? null})
        and (${asked.post ?? null}::text is null or m.post = ${asked.post ?? null})
        and (${asked.specialCommitteeId ?? null}::uuid is null or m.special_committee_id = ${asked.specialCommitteeId ?? null})
        and (${asked.groupId ?? null}::uuid is null or m.group_id = ${asked.groupId ?? null})
        and (${asked.unsettled ?? null}::text is null or (m.serving and not exists (
          select from residencies r where r.person_id = p.id and r.valid @> ${today}::date)))
    )
    select f.id, f.name, f.no, f.gender, f.phone_sealed as "phoneSealed", s.short_name as sector,
      ${labelOf('party', 'f.party', 'f.committee_id')} as party, ${labelOf('post', 'f.post', 'f.committee_id')} as post,
      b.short_name as "specialCommittee", g.short_name as "group", f.workplace, f."from", f.until, f.serving,
      ${labelOf('ended_as', 'f.ended_as', 'f.committee_id')} as "endedAs",
      coalesce((select string_agg(v.short_name, '、' order by v.code) from residencies r join units v on v.id = r.venue_id
        where r.person_id = f.id and r.valid @> ${today}::date), '') as venues,
      count(*) over () as total
    from found f left join units s on s.id = f.sector_id left join units b on b.id = f.special_committee_id
      left join units g on g.id = f.group_id`
}

/** By part of the name, beginning of pinyin or initials, 编号, or the whole of a mobile. */
const searched = (house: House, typed: string | undefined) => {
  const text = cleanName(typed ?? '')
  if (text === '') return sql`true`
  const phone = /^[\d\s+-]{11,20}$/.test(text) ? normalizePhone(text) : null
  if (phone) return sql`p.phone_index = ${house.keyring.blindIndex(phone)}`
  const plain = text.replace(/[\\%_]/g, (sign) => `\\${sign}`)
  const latin = plain.toLowerCase().replace(/[\s']/g, '')
  return sql`(p.name like ${`%${plain}%`} or p.name_pinyin like ${`${latin}%`} or p.name_initials like ${`${latin}%`}
    or exists (select from mandates n where n.person_id = p.id and n.no = ${text}))`
}

/** How many members the actor's 政协 and those below have, in division order; figures only. */
export const countMembers = async (tx: Tx, actor: Actor, asked: { page: number; size: number }) => {
  const today = dayOf(actor.now)
  const tops = [
    ...new Set(
      actor.grants.filter(({ role }) => role === 'office' || role === 'leader').map((g) => g.committeeId),
    ),
  ]
  const { rows } = await sql<{
    committeeId: string
    committeeName: string
    level: string
    serving: number
    unsettled: number
    total: number
  }>`
    select u.id as "committeeId", u.short_name as "committeeName", u.level,
      count(m.id) as serving,
      count(m.id) filter (where not exists (
        select from residencies r where r.person_id = m.person_id and r.valid @> ${today}::date)) as unsettled,
      count(*) over () as total
    from units u left join mandates m on m.committee_id = u.id and m.valid @> ${today}::date
    where u.kind = 'committee' and exists (select from figure_reach r
      where r.unit_id = u.id and r.ancestor_id = any(${tops}::uuid[]) and r.valid @> ${today}::date)
    group by u.id order by u.code limit ${asked.size} offset ${(asked.page - 1) * asked.size}`.execute(tx)
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}
