import type { SheetColumn } from '../../../platform/spreadsheet/index.ts'
import { channels } from '../rules.ts'

/** Channels by which something may have come on paper or in words. */
export const importedChannels = ['letter', 'mail', 'phone', 'duty', 'visit', 'group'] as const

export const answeredWords = { yes: '已答复', no: '没有答复' } as const

/** Sentences over the table and on its sheet 填表说明. */
export const importNotes = [
  '一行一条，一件事记一行。同一天、同一来源、同一家、内容一字不差的，只记一次：整张表再传也不会重复。',
  '“没有答复”的，导入后各给一个编号，从导入那天起算受理期限，进工作室的待办；“已答复”的只存档，不算在等回音的里面。',
  '导入以后可以印回执单：每条的编号、查询码、扫码查进度的码，剪开交给反映人。',
  '称呼、电话、地点可以不填；填了加密存放，只有经办的人看得到。严禁填写涉密内容。',
]

/** The columns of the sheet in which letters, calls and what was said come. */
export const importColumns: readonly SheetColumn[] = [
  {
    ...column('happenedOn', '日期', 14, '写信、来电、当面说的那天', '2026-09-18'),
    required: true,
    kind: 'date',
  },
  {
    ...column('channel', '来源', 14, null, channels['letter'] ?? null),
    required: true,
    options: importedChannels.map((code) => channels[code] ?? code),
  },
  { ...column('words', '内容', 60, '2000 字以内', '老码头到卫生院的路灯坏了五盏'), required: true },
  column('venueCode', '工作室编号', 18, '空着就是本级政协直接收到的', '990101-S001'),
  {
    ...column('answered', '答复了没有', 14, null, answeredWords.no),
    required: true,
    options: [answeredWords.yes, answeredWords.no],
  },
  column('name', '怎么称呼', 14, '可以不填', '周师傅'),
  { ...column('phone', '电话', 18, '可以不填', null), kind: 'phone' },
  column('place', '地点', 24, '可以不填', null),
]

function column(
  key: string,
  header: string,
  width: number,
  note: string | null,
  sample: string | null,
): SheetColumn {
  return { key, header, required: false, width, note, kind: 'text', sample }
}
