/** A figure of the opinion loop: what it is called, and how it is counted with its clause. Pure: server and pages share it. */
export interface FigureColumn {
  code: string
  /** screen head, two lines */
  short: [string, string]
  name: string
  unit: '条' | '人' | '个工作日'
  /** the column that it is a part of; null where it stands alone */
  part: string | null
  rule: string
  /** where the rule is from; not shown: the numbers are our handbook's (domain.md) */
  clause: string
}

const column = (
  code: string,
  short: [string, string],
  name: string,
  part: string | null,
  rule: string,
  clause: string,
  unit: FigureColumn['unit'] = '条',
): FigureColumn => ({ code, short, name, unit, part, rule, clause })

/** The columns in order. All are counted over what came in on the days asked for, whenever the rest happened. */
export const figureColumns: readonly FigureColumn[] = [
  column(
    'received',
    ['收到', '意见'],
    '收到的群众意见',
    null,
    '怎么数的：这几天收到的，一条算一条；并入同类的仍各算一条；撤回的、作废的不算；对平台的投诉建议另数。',
    'C25, C29',
  ),
  column(
    'awaited',
    ['等着', '回音'],
    '其中拿了编号、等回音的',
    'received',
    '怎么数的：反映人拿了编号的。委员听到、没有编号的，不欠谁一个答复，不算在内。',
    'C29',
  ),
  column(
    'acceptedInTime',
    ['按时', '受理'],
    '按时说明受不受理的',
    'awaited',
    '怎么数的：第一次受理、请委员答复、不受理、转告正确渠道或并入同类，不晚于当时的期限。期限以那时算出的为准，后来改放假安排不影响。一般是 3 个工作日内，本级可另定。',
    'C29',
  ),
  column(
    'answered',
    ['已经', '答复'],
    '已经答复的',
    'awaited',
    '怎么数的：发出过答复的。并入同类的，跟着并入的那一条算。',
    'C25',
  ),
  column(
    'answeredInTime',
    ['按时', '答复'],
    '按时答复的',
    'answered',
    '怎么数的：第一次发出答复，不晚于当时的期限；并入同类的，跟着并入的那一条算。一般是 15 个工作日内，本级可另定。',
    'C29',
  ),
  column(
    'rated',
    ['已经', '评价'],
    '反映人评价过的',
    'answered',
    '怎么数的：反映人自己评的，没评的不替他评。',
    'C29, C16',
  ),
  column(
    'satisfied',
    ['满意', ''],
    '评为满意的',
    'rated',
    '怎么数的：最后一轮各份答复都评了满意。几份评得不一样的，以最低的一份为准。',
    'C29',
  ),
  column(
    'partly',
    ['基本', '满意'],
    '评为基本满意的',
    'rated',
    '怎么数的：最后一轮里最低的一份是基本满意。与满意分开列，不合在一起。',
    'C29',
  ),
  column('unsatisfied', ['不', '满意'], '评为不满意的', 'rated', '怎么数的：最后一轮里有一份不满意。', 'C29'),
  column(
    'reopened',
    ['重新', '办理'],
    '反映人不满意、重新办过的',
    'answered',
    '怎么数的：重办过一次以上的，一条算一条。最多重办两次，本级可另定。',
    'C29',
  ),
  column(
    'turned',
    ['转成', '信息'],
    '转成社情民意信息线索的',
    'received',
    '怎么数的：转成了社情民意信息的线索，在池里等着的也算；不采用的不算。',
    'A9, B3',
  ),
  column(
    'adopted',
    ['信息', '采用'],
    '写成的信息得到采用的',
    'turned',
    '怎么数的：写进的那一份信息，得到本级或上级采用，没有撤销。',
    'B3',
  ),
  column(
    'directed',
    ['得到', '批示'],
    '得到批示的',
    'received',
    '怎么数的：这条意见，或者它写成的信息、专报，有领导批示，没有撤销。',
    'A9',
  ),
  column(
    'persons',
    ['反映', '人数'],
    '服务群众人次',
    null,
    '怎么数的：收到的各条，一起来反映的人数相加；几家工作室合办的只算一次。',
    'C25',
    '人',
  ),
  column(
    'days',
    ['答复', '用时'],
    '答复用了几个工作日（中位数）',
    null,
    '怎么数的：收到那天到第一次答复那天，中间有几个工作日，取中间的一个数；并入同类的不算。',
    'C24, C29',
    '个工作日',
  ),
]

/** A column by its code, or undefined. */
export const columnOf = (code: string): FigureColumn | undefined =>
  figureColumns.find((one) => one.code === code)

/** The head of what stands beside each record behind a figure. */
export const countLabels = { items: '条数', persons: '人数', days: '几个工作日' } as const
