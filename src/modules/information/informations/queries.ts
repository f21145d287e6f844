import { type Actor, committeesOf, unitsOf } from '../../../platform/actor.ts'
import { dayOf } from '../../../platform/clock.ts'
import { type Tx, sql } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'
import { stateLabel } from '../../../platform/process.ts'
import { searchQuery } from '../../../platform/segment.ts'
import { writeTable } from '../../../platform/spreadsheet/index.ts'
import { standingOf } from '../../../platform/standings.ts'
import type { FileReply } from '../../../platform/transfer.ts'
import { informationFlow, informationVisibleTo } from '../access.ts'
import type { Adoption, Information, InformationFilter, InformationRow, SourceOpinion } from '../contract.ts'
import { opinionProcess } from '../../opinions/process.ts'
import { issueOf } from '../issues.ts'
import { informationProcess } from '../process.ts'
import { type AdoptionLevel, adoptionLabel, levelsAbove } from '../rules.ts'

interface Row extends Omit<InformationRow, 'stateLabel' | 'issue' | 'adopted'> {
  issueYear: number | null
  issueNo: number | null
  level: string
  highest: AdoptionLevel | null
}

/** Order of the ladder, as SQL; `a` is the adoption. */
export const ladder = sql`array_position(array['county', 'city', 'province', 'nation'], a.level)`

const fits = (actor: Actor, filter: Omit<InformationFilter, 'state'> & { state?: string | undefined }) => {
  const query = filter.search ? searchQuery(filter.search) : null
  const level = filter.adopted ?? null
  return sql<boolean>`${informationVisibleTo(actor)}
    and (${filter.state ?? null}::text is null or n.state = ${filter.state ?? null})
    and (${filter.category ?? null}::text is null or n.category = ${filter.category ?? null})
    and (${level}::text is null or exists (select from adoptions a
      where a.information_id = n.id and a.level = ${level} and a.withdrawn_at is null))
    and (${query}::text is null or n.search @@ ${query}::tsquery)`
}

/** Informations of the actor's 政协, last edited first, with the number of each state under the other filters. */
export const listInformations = async (
  tx: Tx,
  actor: Actor,
  filter: InformationFilter,
): Promise<{ rows: InformationRow[]; total: number; counts: Record<string, number> }> => {
  const { rows } = await sql<Row>`
    select n.id, n.committee_id as "committeeId", n.title, n.category, n.state, n.issue_year as "issueYear", n.issue_no as "issueNo",
      n.issued_on as "issuedOn", ou.short_name as "originName", n.edited_at as "editedAt", u.level,
      (select count(*) from leads l where l.target_type = 'information' and l.target_id = n.id)
        + (select count(*) from informations m where m.merged_into = n.id) as "sourceCount",
      (select a.level from adoptions a where a.information_id = n.id and a.withdrawn_at is null order by ${ladder} desc limit 1) as highest,
      (select count(*) from directives d where d.record_type = 'information' and d.record_id = n.id and d.state <> 'withdrawn') as "directiveCount"
    from informations n join units u on u.id = n.committee_id
      left join informations o on o.id = n.origin_id left join units ou on ou.id = o.committee_id
    where ${fits(actor, filter)} order by n.edited_at desc, n.id desc
    limit ${filter.size} offset ${(filter.page - 1) * filter.size}`.execute(tx)
  const { rows: counted } = await sql<{ state: string; n: number }>`
    select n.state, count(*) as n from informations n where ${fits(actor, { ...filter, state: undefined })} group by n.state`.execute(
    tx,
  )
  const counts = Object.fromEntries(counted.map((row) => [row.state, row.n]))
  const total = filter.state ? (counts[filter.state] ?? 0) : counted.reduce((sum, row) => sum + row.n, 0)
  return { rows: rows.map(asRow), total, counts }
}

const asRow = ({ issueYear, issueNo, level, highest, ...row }: Row): InformationRow => ({
  ...row,
  stateLabel: stateLabel(informationProcess, row.state),
  issue: issueOf({ issueYear, issueNo }),
  adopted: highest ? adoptionLabel(highest, level) : null,
})

type Found = Omit<
  Information,
  'issue' | 'opinions' | 'adoptions' | 'notable' | 'standing' | 'sent' | 'origin' | 'mayEdit'
> & {
  state: string
  issueYear: number | null
  issueNo: number | null
  originName: string | null
  originYear: number | null
  originNo: number | null
  originState: string | null
  copyState: string | null
  copyName: string | null
  copyYear: number | null
  copyNo: number | null
}

/** One information with its sources, its credits, how far it was used, and where it stands. Throws NotFound. */
export const getInformation = async (tx: Tx, actor: Actor, id: string): Promise<Information> => {
  const { rows } = await sql<Found>`
    select n.id, n.committee_id as "committeeId", u.name as "committeeName", u.level, n.title, n.body, n.category, n.byline, n.state,
      n.issue_year as "issueYear", n.issue_no as "issueNo", n.issued_on as "issuedOn", sp.name as "signedBy", n.version,
      (select coalesce(array_agg(p.name order by array_position(n.editor_ids, p.id)), '{}') from people p where p.id = any(n.editor_ids)) as editors,
      coalesce((select json_agg(json_build_object('id', m.id, 'title', m.title, 'originName', mu.short_name) order by m.edited_at, m.id)
        from informations m left join informations mo on mo.id = m.origin_id left join units mu on mu.id = mo.committee_id
        where m.merged_into = n.id), '[]') as merged,
      (select json_build_object('id', t.id, 'title', t.title) from informations t where t.id = n.merged_into) as "mergedInto",
      coalesce((select json_agg(json_build_object('personId', p.id, 'name', p.name, 'part', c.part) order by c.part, p.name_pinyin)
        from information_credits c join people p on p.id = c.person_id where c.information_id = n.id), '[]') as credits,
      ou.short_name as "originName", o.issue_year as "originYear", o.issue_no as "originNo", o.state as "originState",
      c.state as "copyState", cu.short_name as "copyName", c.issue_year as "copyYear", c.issue_no as "copyNo"
    from informations n join units u on u.id = n.committee_id left join people sp on sp.id = n.signed_by
      left join informations o on o.id = n.origin_id left join units ou on ou.id = o.committee_id
      left join informations c on c.origin_id = n.id left join units cu on cu.id = c.committee_id
    where n.id = ${id} and ${informationVisibleTo(actor)}`.execute(tx)
  const [row] = rows
  if (!row) throw new NotFound()
  const {
    state,
    issueYear,
    issueNo,
    originName,
    originYear,
    originNo,
    originState,
    copyState,
    copyName,
    copyYear,
    copyNo,
    ...rest
  } = row
  const isOffice = unitsOf(actor, 'office').includes(row.committeeId)
  const adoptions = await listAdoptions(tx, id, row.level)
  return {
    ...rest,
    issue: issueOf({ issueYear, issueNo }),
    mayEdit:
      state === 'draft' && committeesOf(actor, 'office', 'special_committee').includes(row.committeeId),
    opinions: await listSourceOpinions(tx, 'information', id),
    origin: originName
      ? {
          committeeName: originName,
          issue: issueOf({ issueYear: originYear, issueNo: originNo }),
          isWithdrawn: originState === 'withdrawn',
        }
      : null,
    sent: copyName
      ? {
          committeeName: copyName,
          said: saidAbove(copyState, issueOf({ issueYear: copyYear, issueNo: copyNo })),
        }
      : null,
    adoptions,
    notable:
      isOffice && state === 'issued'
        ? levelsAbove(row.level).filter((level) => adoptions.every((one) => one.level !== level))
        : [],
    standing: await standingOf(tx, actor, informationFlow, id, state),
  }
}

/** What the sender is told of the receiver's copy: where it stands, never its words. */
const saidAbove = (state: string | null, issue: string | null): string => {
  if (state === 'issued') return `采用了，${issue ?? ''}`
  if (state === 'declined') return '未用'
  if (state === 'merged') return '采用了，并入一份综合信息'
  if (state === 'received') return '收到了，还没有定'
  return '采用了，正在编辑'
}

/** Opinions that went into a record through their leads, oldest first. */
export const listSourceOpinions = async (
  tx: Tx,
  targetType: 'information' | 'report',
  id: string,
): Promise<SourceOpinion[]> => {
  const { rows } = await sql<SourceOpinion>`
    select l.id as "leadId", o.id as "opinionId", o.number, o.words, o.category, o.state as "stateLabel",
      (select string_agg(u.short_name, '、' order by u.code) from opinion_venues w join units u on u.id = w.venue_id
        where w.opinion_id = o.id) as "venueName",
      (select m.body from steps s join remarks m on m.step_id = s.id
        where s.record_type = 'lead' and s.record_id = l.id and s.no = 1) as note
    from leads l join opinions o on o.id = l.opinion_id
    where l.target_type = ${targetType} and l.target_id = ${id} order by l.made_at, l.id`.execute(tx)
  return rows.map((row) => ({ ...row, stateLabel: stateLabel(opinionProcess, row.stateLabel) }))
}

const listAdoptions = async (tx: Tx, id: string, ownLevel: string): Promise<Adoption[]> => {
  const { rows } = await sql<Omit<Adoption, 'label'>>`
    select a.id, a.level, a.adopted_on as "adoptedOn", a.publication, a.by_information_id is null as "isNoted"
    from adoptions a where a.information_id = ${id} and a.withdrawn_at is null order by ${ladder}, a.adopted_on, a.id`.execute(
    tx,
  )
  return rows.map((row) => ({ ...row, label: adoptionLabel(row.level, ownLevel) }))
}

/** The list as filtered, as .xlsx. */
export const exportInformations = async (
  tx: Tx,
  actor: Actor,
  filter: InformationFilter,
): Promise<FileReply> => {
  const { rows } = await listInformations(tx, actor, { ...filter, page: 1, size: 10_000 })
  const today = dayOf(actor.now)
  const file = await writeTable({
    title: '社情民意信息清单',
    headLines: [[`共 ${rows.length} 份`, `截至 ${today}`]],
    columns: [
      { header: '期号', width: 18 },
      { header: '标题', width: 50 },
      { header: '类别', width: 8 },
      { header: '报来单位', width: 12 },
      { header: '编发日期', width: 12 },
      { header: '状态', width: 10 },
      { header: '采用', width: 12 },
      { header: '批示（件）', width: 10, align: 'right' },
      { header: '来源（条）', width: 10, align: 'right' },
    ],
    rows: rows.map((row) => [
      row.issue ?? '',
      row.title,
      row.category ?? '',
      row.originName ?? '本级',
      row.issuedOn ?? '',
      row.stateLabel,
      row.adopted ?? '未用',
      row.directiveCount,
      row.sourceCount,
    ]),
    notes: ['采用写最高的一级。'],
    landscape: true,
    paper: 'A4',
    frozen: 2,
  })
  return {
    file,
    name: `社情民意信息清单${today}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  }
}
