import type { Measure, Source } from '../../platform/measures.ts'
import { sql } from '../../platform/db.ts'

/** Days that are counted, both in. */
export interface Span {
  from: string
  until: string
}

/**
 * The figures of 社情民意信息 of a 政协 in a span of days. Each 政协 counts what it owns: a copy sent up is the receiver's, so
 * rows of several 政协 are not added up. The place that a row is counted at is the 政协 itself. (domain.md A9, B3)
 */
export const informationMeasures = (span: Span): Measure[] => {
  const source = sourceOf(span)
  const of = (code: string, label: string): Measure => ({
    code,
    label,
    unit: '份',
    of: 'item',
    source,
    counts: sql`${sql.ref(`r.${code}`)}`,
  })
  return [
    of('collected', '收集编写'),
    of('received', '其中下级报来'),
    of('issued', '编发'),
    of('directed', '编发的得到批示'),
    of('city', '市采用'),
    of('province', '省采用'),
    of('nation', '全国采用'),
  ]
}

const sourceOf = ({ from, until }: Span): Source => ({
  name: `informations ${from} ${until}`,
  rows: (committeeIds) => sql`
    select n.committee_id as venue_id, n.id as item_id,
      n.made_at >= ${from}::date::timestamp at time zone 'Asia/Shanghai'
        and n.made_at < (${until}::date + 1)::timestamp at time zone 'Asia/Shanghai' and n.state <> 'withdrawn' as collected,
      n.origin_id is not null and n.made_at >= ${from}::date::timestamp at time zone 'Asia/Shanghai'
        and n.made_at < (${until}::date + 1)::timestamp at time zone 'Asia/Shanghai' and n.state <> 'withdrawn' as received,
      i.is_issued as issued,
      i.is_issued and exists (select from directives d
        where d.record_type = 'information' and d.record_id = n.id and d.state <> 'withdrawn') as directed,
      a.city, a.province, a.nation
    from informations n
      cross join lateral (select n.state = 'issued' and n.issued_on between ${from}::date and ${until}::date as is_issued) i
      cross join lateral (select coalesce(bool_or(d.level = 'city'), false) as city, coalesce(bool_or(d.level = 'province'), false) as province,
          coalesce(bool_or(d.level = 'nation'), false) as nation
        from adoptions d where d.information_id = n.id and d.withdrawn_at is null
          and d.adopted_on between ${from}::date and ${until}::date) a
    where n.committee_id = any(${committeeIds})`,
})
