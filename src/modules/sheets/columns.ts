import type { Counted } from '../../platform/measures.ts'

/** A column of the two annexes. */
export interface SheetColumn {
  no: number
  /** screen head, two lines */
  short: [string, string]
  /** official wording without the unit; `name` is annex 2's */
  name: string
  annex1Name?: string
  unit: '家' | '人' | '条' | '件'
  of: Counted
  /** how it is counted, with its clause */
  rule: string
}

/** The head over columns 6 to 13. */
export const kindsHead = '各类活动情况统计'

const kindRule = (no: number) =>
  `怎么数的：开展过第 ${no} 类集体活动、且至少一位在任委员到场的工作室。联办的活动，每家都算；一家可以算进几类。依据通知第二条第 ${no} 项。`

const venueOfKind = (
  no: number,
  kindNo: number,
  short: [string, string],
  name: string,
  rule = kindRule(kindNo),
): SheetColumn => ({ no, short, name, unit: '家', of: 'venue', rule })

/** The 16 leaf columns of 附件1 and 附件2, in order; they differ in column 1 alone. (domain.md A1.1) */
export const columns: readonly SheetColumn[] = [
  {
    no: 1,
    short: ['委员', '工作室'],
    name: '市州（含所属县市区）政协委员工作室数',
    annex1Name: '负责联系指导的委员工作室数',
    unit: '家',
    of: 'venue',
    rule: '怎么数的：活动日当天开着的委员工作室，按当天归口的单位计，一家只归一处。议事堂、会客厅、驿站、联系点不计。',
  },
  {
    no: 2,
    short: ['入驻', '委员'],
    name: '入驻委员工作室的委员数',
    unit: '人',
    of: 'person',
    rule: '怎么数的：活动日当天入驻这些工作室、且当天在任的委员，一人一次。入驻几家、兼几级委员，都只算一次。',
  },
  {
    no: 3,
    short: ['开展的', '工作室'],
    name: '组织委员开展委员活动日的工作室数',
    unit: '家',
    of: 'venue',
    rule: '怎么数的：在集体活动的时间内开展过活动、且至少一位在任委员到场的工作室。只有方案、没有到场名单的不算；取消的不算。',
  },
  {
    no: 4,
    short: ['集体活动', '委员'],
    name: '参加委员工作室集体活动的委员数',
    unit: '人',
    of: 'person',
    rule: '怎么数的：在集体活动中到场、没有撤销的入驻委员，一人一次，在哪一家到场都算。依据通知第四条第 2 项。',
  },
  {
    no: 5,
    short: ['自行开展', '委员'],
    name: '自行开展履职活动的委员数',
    unit: '人',
    of: 'person',
    rule: '怎么数的：没有参加集体活动、在规定的日期内自行开展的入驻委员，一人一次，首尾两天都算。依据通知第四条第 2 项。',
  },
  venueOfKind(6, 1, ['读书', '宣讲'], '开展委员读书、宣传宣讲活动的委员工作室数'),
  venueOfKind(7, 2, ['调研', '视察'], '开展调研协商、监督视察等活动的委员工作室数'),
  venueOfKind(8, 3, ['微建议', '与线索'], '开展微建议办理，提案、社情民意线索征集等活动的委员工作室数'),
  venueOfKind(9, 4, ['走访', '群众'], '开展走访走近走亲界别群众、基层群众活动的委员工作室数'),
  venueOfKind(10, 5, ['值班', '联谊'], '开展委员工作室联动值班、委员联谊交流等活动的委员工作室数'),
  venueOfKind(11, 6, ['公益', '帮扶'], '开展公益帮扶、服务群众等活动的委员工作室数'),
  venueOfKind(12, 7, ['界别', '特色'], '以界别为依托，开展有界别特色的履职活动的委员工作室数'),
  venueOfKind(13, 8, ['其他', '形式'], '开展其他形式履职活动的委员工作室数'),
  {
    no: 14,
    short: ['群众', '意见'],
    name: '收集群众意见建议数',
    unit: '条',
    of: 'item',
    rule: '怎么数的：记在这次活动名下、没有撤回的群众意见，一条算一条；并案的仍各算一条；联办的每家都有，合计只算一次。',
  },
  {
    no: 15,
    short: ['为民', '办实事'],
    name: '为民办实事数',
    unit: '件',
    of: 'item',
    rule: '怎么数的：记在这次活动名下、没有撤回的实事，一件算一件；联办的每家都有，合计只算一次。',
  },
  {
    no: 16,
    short: ['上传', '动态'],
    name: '将活动情况上传线上委员工作室“动态”栏目的委员工作室数',
    unit: '家',
    of: 'venue',
    rule: '怎么数的：发布过这次活动的动态、有文字也有图片的工作室。逾期上传的算在内，另注其中逾期几家。依据通知第四条第 4 项。',
  },
]

/** Official wording of a column with its unit, as the form has it. */
export const officialName = (column: SheetColumn, annex: 1 | 2): string =>
  `${annex === 1 ? (column.annex1Name ?? column.name) : column.name}（${column.unit}）`

/** Official titles of the two annexes. */
export const titles: Record<1 | 2, string> = {
  1: '省政协各专门委员会相关委员工作室开展委员活动日情况统计表',
  2: '市州（含所属县市区）政协委员工作室开展委员活动日情况统计表',
}

/** A column by its number; an unknown one is a mistake of ours. */
export const columnOf = (no: number): SheetColumn => {
  const found = columns[no - 1]
  if (!found) throw new Error(`no column ${no}`)
  return found
}
