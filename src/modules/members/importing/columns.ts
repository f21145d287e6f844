import type { SheetColumn } from '../../../platform/spreadsheet/index.ts'
import type { MemberChoices } from '../contract/directory.ts'

type Choices = Omit<MemberChoices, 'mayEdit'>

export const importTitle = (choices: Choices) => `${choices.committeeName}委员名册`

/** Sentences over the table and on its sheet 填表说明. */
export const importNotes = [
  '一行一位委员。新委员的“编号”空着，导入后自动编；改已有的委员，留着导出表里的编号。',
  '同一位委员先按手机号认，再按编号认；两样都没有而名字相同的，导入前会逐个问您。',
  '更新已有的委员时，空着的格子不动原来的内容。',
  '“任职结束”是不再任职的第一天：任到 2026 年 12 月 31 日，写 2027-01-01。',
  '严禁填写涉密内容，不要填身份证号。',
]

/** The columns of the sheet in which members come, with the 政协's own words to choose from. (domain.md B4) */
export const importColumns = (choices: Choices): SheetColumn[] => [
  column('no', '编号', 10, '本平台给的编号，新委员空着', null),
  { ...column('name', '姓名', 12, null, '周小禾'), required: true, kind: 'name' },
  { ...column('gender', '性别', 8, null, '女'), options: ['男', '女'] },
  {
    ...column('phone', '手机号', 16, '用来认人和登录，请尽量填', '19900000000'),
    kind: 'phone',
  },
  chosen('sector', '界别', 18, choices.sectors),
  chosen('party', '党派', 14, choices.parties),
  { ...chosen('post', '政协职务', 12, choices.posts), note: '空着就是委员' },
  chosen('specialCommittee', '专委会', 22, choices.specialCommittees),
  chosen('group', '小组或联络组', 18, choices.groups),
  column('workplace', '单位及职务', 36, null, '芦汀镇中学教师'),
  { ...chosen('term', '届次', 10, choices.terms), note: '空着就是现在这一届' },
  {
    ...column('from', '任职开始', 14, '空着就是这一届的第一天', null),
    kind: 'date',
  },
  {
    ...column('until', '任职结束', 14, '不再任职的第一天；空着就是到这一届结束', null),
    kind: 'date',
  },
]

const column = (
  key: string,
  header: string,
  width: number,
  note: string | null,
  sample: string | null,
): SheetColumn => ({ key, header, required: false, width, note, kind: 'text', sample })

const chosen = (
  key: string,
  header: string,
  width: number,
  choices: readonly { label: string }[],
): SheetColumn => ({
  ...column(key, header, width, null, choices[0]?.label ?? null),
  ...(choices.length > 0 ? { options: choices.map(({ label }) => label) } : {}),
})
