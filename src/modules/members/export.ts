import { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import { dayOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import { maskPhone } from '../../platform/names.ts'
import { spreadsheetType } from '../../platform/importing/index.ts'
import { listExport, mostAtOnce, refuseLong, startRun } from '../../platform/runs/index.ts'
import { type TableColumn, type TableValue, writeTable } from '../../platform/spreadsheet/index.ts'
import type { FileReply } from '../../platform/transfer.ts'
import { committeeAsked } from './access.ts'
import { MemberFilter, type MemberRow, genderLabels } from './contract/directory.ts'
import { listMembers } from './directory.ts'

interface Column extends TableColumn {
  key: string
  of: (row: MemberRow, contactsOpen: boolean) => TableValue
}

const columns: Column[] = [
  { key: 'no', header: '编号', width: 8, of: ({ no }) => no },
  { key: 'name', header: '姓名', width: 10, of: ({ name }) => name },
  { key: 'gender', header: '性别', width: 6, of: ({ gender }) => gender && genderLabels[gender] },
  {
    key: 'phone',
    header: '手机号',
    width: 14,
    of: ({ phone }, contactsOpen) => phone && (contactsOpen ? phone : maskPhone(phone)),
  },
  { key: 'sector', header: '界别', width: 16, of: ({ sector }) => sector },
  { key: 'party', header: '党派', width: 12, of: ({ party }) => party },
  { key: 'post', header: '政协职务', width: 10, of: ({ post }) => post },
  { key: 'specialCommittee', header: '专委会', width: 20, of: ({ specialCommittee }) => specialCommittee },
  { key: 'group', header: '小组或联络组', width: 16, of: ({ group }) => group },
  { key: 'workplace', header: '单位及职务', width: 32, of: ({ workplace }) => workplace },
  { key: 'from', header: '任职开始', width: 12, of: ({ from }) => from },
  { key: 'until', header: '任职结束', width: 12, of: ({ until }) => until },
  { key: 'venues', header: '入驻', width: 24, of: ({ venues }) => venues },
]

const exportKind = 'members.export'

type Asked = MemberFilter & { columns?: string | undefined }

/** The directory as it is narrowed down, as a table to print or to send back through the import. Throws Conflict when it is long. */
export const exportMembers = async (tx: Tx, actor: Actor, house: House, asked: Asked): Promise<FileReply> => {
  const { rows, total } = await listMembers(tx, actor, house, { ...asked, page: 1, size: mostAtOnce })
  refuseLong(total)
  return write(tx, actor, rows, asked)
}

/** Puts the same in line, for a list of any length. */
export const startMemberExport = async (
  tx: Tx,
  actor: Actor,
  { id, ...asked }: Asked & { id: string },
): Promise<{ id: string }> => {
  const committeeId = committeeAsked(actor, asked.committeeId)
  return startRun(tx, actor, { id, kind: exportKind, title: '导出委员名册', committeeId, input: asked })
}

const Kept = MemberFilter.extend({ columns: z.string().optional() })

export const exportWorker = listExport<MemberRow>({
  kind: exportKind,
  page: (tx, actor, house, asked, page) => listMembers(tx, actor, house, { ...Kept.parse(asked), ...page }),
  write: (tx, actor, rows, asked) => write(tx, actor, rows, Kept.parse(asked)),
})

const write = async (tx: Tx, actor: Actor, rows: MemberRow[], asked: Asked) => {
  const shown = columnsAsked(asked.columns)
  const { rows: units } = await sql<{ name: string }>`
    select name from units where id = ${committeeAsked(actor, asked.committeeId)}`.execute(tx)
  const day = dayOf(actor.now)
  const file = await writeTable({
    title: `${units[0]?.name ?? ''}委员名册`,
    headLines: [[`共 ${rows.length} 位`, '“任职结束”是不再任职的第一天', `导出日期：${day}`]],
    columns: shown,
    rows: rows.map((row) => shown.map(({ of }) => of(row, actor.contactsOpen))),
    notes: [],
    landscape: true,
    paper: 'A4',
    frozen: 2,
  })
  return { file, name: `委员名册-${day}.xlsx`, mediaType: spreadsheetType }
}

/** 编号 and 姓名 always, since the import knows its rows by them; the days go with 任职. */
const columnsAsked = (asked: string | undefined): Column[] => {
  if (!asked) return columns
  const wanted = new Set(['no', 'name', ...asked.split(',')])
  if (wanted.has('standing')) for (const key of ['from', 'until']) wanted.add(key)
  return columns.filter(({ key }) => wanted.has(key))
}
