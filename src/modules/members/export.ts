import type { Actor } from '../../platform/actor.ts'
import { dayOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import { maskPhone } from '../../platform/names.ts'
import { type TableColumn, type TableValue, writeTable } from '../../platform/spreadsheet/index.ts'
import type { FileReply } from '../../platform/transfer.ts'
import { committeeAsked } from './access.ts'
import { type MemberFilter, type MemberRow, genderLabels } from './contract/directory.ts'
import { allMembers } from './directory.ts'
import { spreadsheetType } from './importing/work.ts'

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

/** The directory as it is narrowed down, as a table to print or to send back through the import. */
export const exportMembers = async (
  tx: Tx,
  actor: Actor,
  house: House,
  asked: MemberFilter & { columns?: string | undefined },
): Promise<FileReply> => {
  const rows = await allMembers(tx, actor, house, asked)
  const wanted = asked.columns?.split(',') ?? []
  const shown = wanted.length > 0 ? columns.filter(({ key }) => wanted.includes(key)) : columns
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
    frozen: Math.min(2, shown.length),
  })
  return { file, name: `委员名册-${day}.xlsx`, mediaType: spreadsheetType }
}
