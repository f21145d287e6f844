import { type Tx, sql } from '../../platform/db.ts'
import { Invalid } from '../../platform/errors.ts'
import { heldBy } from './identity.ts'

/**
 * The 归口 body is a special committee of the same 政协, the 政协 itself, or a special committee of one that guides it, open
 * on the day. Throws Invalid. (C1, C25: a provincial special committee may guide a studio that stands in a county)
 */
export const requireGuide = async (
  tx: Tx,
  committeeId: string,
  guideId: string,
  on: string,
): Promise<void> => {
  const { rows } = await sql`
    select from units g where g.id = ${guideId} and g.open_during @> ${on}::date
      and ((g.committee_id = ${committeeId} and g.kind in ('special_committee', 'committee'))
        or (g.kind = 'special_committee' and exists (select from figure_reach r where r.unit_id = ${committeeId}
          and r.ancestor_id = g.committee_id and r.valid @> ${on}::date)))`.execute(tx)
  if (rows.length === 0)
    throw new Invalid([{ path: 'guideId', message: '请从本级政协、本级或上级专委会里选归口联系指导的机构' }])
}

/** A person with a mandate somewhere on the day, or (as convener) one recorded by the venue's own 政协. Throws Invalid. */
export const requirePerson = async (
  tx: Tx,
  committeeId: string | null,
  personId: string,
  on: string,
  path: string,
): Promise<void> => {
  const { rows } = await sql<{ name: string; serves: boolean; own: boolean }>`
    select p.name, exists (select from mandates m where ${heldBy('m', 'p')} and m.valid @> ${on}::date) as serves,
      coalesce(p.committee_id = ${committeeId}::uuid, false) as own
    from people p where p.id = ${personId} and p.merged_into is null`.execute(tx)
  const [person] = rows
  if (!person) throw new Invalid([{ path, message: '没有找到这个人，请重新选' }])
  if (!person.serves && !person.own)
    throw new Invalid([{ path, message: `${person.name}在 ${on} 没有委员任职，不能选` }])
}

/** The day is not before the venue opens. Throws Invalid. */
export const requireOpenBy = async (tx: Tx, id: string, from: string) => {
  const { rows } = await sql<{ opens: string | null }>`
    select lower(open_during)::text as opens from units where id = ${id}`.execute(tx)
  const opens = rows[0]?.opens
  if (opens && from < opens)
    throw new Invalid([{ path: 'from', message: `工作室 ${opens} 才挂牌，日期不能早于这一天` }])
}
