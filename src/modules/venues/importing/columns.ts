import type { SheetColumn } from '../../../platform/spreadsheet/index.ts'
import { studioKinds, venueKinds } from '../rules.ts'

export const importTitle = (committeeName: string) => `${committeeName}委员工作室名册`

/** Sentences over the table and on its sheet 填表说明. */
export const importNotes = [
  '一行一家。新的“工作室编号”空着，导入后自动编；已有的按编号认，没写编号的按名称认，不会重复。',
  '已有的：地址、电话、开放时间按表里的更新，空着的不动；表里有而没入驻的委员从今天起入驻。换归口、换召集人要写明从哪天起，请到工作室页面上改。',
  '“入驻委员名单”写姓名或编号，用顿号隔开，同名的写编号；别级政协的委员写“政协代码-编号”，如 4300-0012。',
  '“挂牌日期”是开放的第一天。严禁填写涉密内容。',
]

/** The columns of the sheet in which studios come; 归口 is chosen from the 政协's special committees and itself. */
export const importColumns = (guides: readonly { name: string }[]): SheetColumn[] => [
  column('code', '工作室编号', 16, '本平台给的编号，新的空着', null),
  { ...column('name', '名称', 26, null, '芦汀委员工作室'), required: true },
  { ...column('kind', '种类', 16, '空着就是委员工作室', '委员工作室'), options: Object.values(venueKinds) },
  { ...column('studioKind', '类型', 12, null, '联村型'), options: Object.values(studioKinds) },
  column('address', '地址', 34, null, '芦汀镇便民服务中心一楼'),
  column('phone', '公开电话', 16, '会登在公开页上，不要写私人手机', null),
  column('hours', '开放时间', 20, null, '每周三上午'),
  { ...column('convener', '召集人', 12, null, '周小禾'), kind: 'name' },
  column('convenerNo', '召集人编号', 12, '有同名的必须填', '0001'),
  {
    ...column(
      'guide',
      '归口',
      22,
      '负责联系指导的专委会或本级政协；空着就是本级政协',
      guides[0]?.name ?? null,
    ),
    options: guides.map(({ name }) => name),
  },
  { ...column('opensOn', '挂牌日期', 14, null, '2022-03-01'), required: true, kind: 'date' },
  column('residents', '入驻委员名单', 40, '写姓名或编号，用顿号隔开；有同名的写编号', '周小禾、0002'),
]

const column = (
  key: string,
  header: string,
  width: number,
  note: string | null,
  sample: string | null,
): SheetColumn => ({ key, header, required: false, width, note, kind: 'text', sample })
