import { z } from 'zod'
import { type Actor, committeesOf } from '../../platform/actor.ts'
import { dayOf } from '../../platform/clock.ts'
import type { Tx } from '../../platform/db.ts'
import { Forbidden } from '../../platform/errors.ts'
import { stateLabel } from '../../platform/process.ts'
import { listExport, mostAtOnce, refuseLong, startRun } from '../../platform/runs/index.ts'
import { type TableColumn, type TableValue, writeTable } from '../../platform/spreadsheet/index.ts'
import type { FileReply } from '../../platform/transfer.ts'
import { VenueFilter, type VenueRow } from './contract.ts'
import { venueProcess } from './process.ts'
import { listVenues } from './queries.ts'
import { studioKindLabel, venueKindLabel } from './rules.ts'

interface Column extends TableColumn {
  key: string
  of: (row: VenueRow) => TableValue
}

/** 编号 first, so that the import knows its rows again. */
const columns: Column[] = [
  { key: 'code', header: '工作室编号', width: 16, of: (row) => row.code },
  { key: 'name', header: '名称', width: 26, of: (row) => row.name },
  { key: 'kind', header: '种类', width: 14, of: (row) => venueKindLabel(row.kind) },
  { key: 'kind', header: '类型', width: 10, of: (row) => studioKindLabel(row.studioKind) },
  { key: 'committee', header: '政协', width: 12, of: (row) => row.committeeName },
  {
    key: 'guide',
    header: '归口',
    width: 18,
    of: (row) => (row.guideName === row.committeeName ? `${row.guideName}政协` : row.guideName),
  },
  { key: 'convener', header: '召集人', width: 10, of: (row) => row.convenerName },
  { key: 'residentCount', header: '入驻委员', width: 10, align: 'right', of: (row) => row.residentCount },
  { key: 'address', header: '地址', width: 34, of: (row) => row.address },
  { key: 'openFrom', header: '挂牌日期', width: 12, of: (row) => row.openFrom },
  { key: 'openFrom', header: '撤销日期', width: 12, of: (row) => row.openUntil },
  { key: 'state', header: '状态', width: 10, of: (row) => stateLabel(venueProcess, row.state) },
]

const exportKind = 'venues.export'

type Asked = VenueFilter & { columns?: string | undefined }

/** The list as filtered, as .xlsx ready to print on A4 landscape. Throws Conflict when it is long. */
export const exportVenues = async (tx: Tx, actor: Actor, asked: Asked): Promise<FileReply> => {
  const { rows, total } = await listVenues(tx, actor, { ...asked, page: 1, size: mostAtOnce })
  refuseLong(total)
  return write(actor, rows, asked)
}

/** Puts the same in line, for a list of any length. */
export const startVenueExport = async (
  tx: Tx,
  actor: Actor,
  { id, ...asked }: Asked & { id: string },
): Promise<{ id: string }> => {
  const [committeeId] = committeesOf(actor, 'office', 'special_committee', 'leader')
  if (!committeeId) throw new Forbidden()
  return startRun(tx, actor, { id, kind: exportKind, title: '导出委员工作室名册', committeeId, input: asked })
}

const Kept = VenueFilter.extend({ columns: z.string().optional() })

export const exportWorker = listExport<VenueRow>({
  kind: exportKind,
  page: (tx, actor, _house, asked, page) => {
    if (committeesOf(actor, 'office', 'special_committee', 'leader').length === 0) throw new Forbidden()
    return listVenues(tx, actor, { ...Kept.parse(asked), ...page })
  },
  write: (_tx, actor, rows, asked) => write(actor, rows, Kept.parse(asked)),
})

const write = async (actor: Actor, rows: VenueRow[], asked: Asked) => {
  const wanted = asked.columns ? new Set(['code', 'name', 'address', ...asked.columns.split(',')]) : null
  const shown = columns.filter(({ key }) => wanted === null || wanted.has(key))
  const today = dayOf(actor.now)
  const file = await writeTable({
    title: '委员工作室名册',
    headLines: [[`共 ${rows.length} 家`, '入驻只数在任的，撤销日期起不再开放', `截至 ${today}`]],
    columns: shown,
    rows: rows.map((row) => shown.map(({ of }) => of(row))),
    notes: [], // a line below the table would stop the import that it can go back through
    landscape: true,
    paper: 'A4',
    frozen: 2,
  })
  return {
    file,
    name: `委员工作室名册${today}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  }
}
