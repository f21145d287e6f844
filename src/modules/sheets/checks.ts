/** What the checks look at in one row: the figures as they would be filed. */
export interface CheckedRow {
  key: string
  label: string
  /** value by column, 1 to 16 */
  value: (columnNo: number) => number
  leave: number
  none: number
  missing: boolean
}

/** What the checks look at beside the rows. */
export interface CheckFacts {
  rows: readonly CheckedRow[]
  /** key of the row that the whole sheet is filed by */
  totalKey: string
  /** for the province: column 1 of both annexes and all studios open on D */
  studios: { annex1: number; annex2: number; open: number } | null
  waiting: { posts: number; attendances: number; leaves: number }
  /** pairs of records that may be one person, named where the reader may read names */
  likenesses: { count: number; names: string[] }
  missingUnits: readonly string[]
}

/** A broken check: the sentence names both figures and columns. */
export interface BrokenCheck {
  code: string
  rowKey: string | null
  columnNo: number | null
  sentence: string
  /** the figures that the sentence speaks of, in order: an explanation stands for these alone */
  figures: number[]
}

export interface CheckResult {
  /** how many rules were applied, and which held in every row, in words */
  ruleCount: number
  passed: string[]
  broken: BrokenCheck[]
}

interface RowRule {
  code: string
  label: string
  columnNo: number
  /** the figures that it compares */
  figures: (row: CheckedRow) => number[]
  /** the sentence after the row's name, or null when it holds */
  broken: (row: CheckedRow) => string | null
}

const figuresOf =
  (...columnNos: number[]) =>
  ({ value }: CheckedRow) =>
    columnNos.map(value)

const shortOf: Record<number, string> = {
  6: '读书宣讲',
  7: '调研视察',
  8: '微建议与线索',
  9: '走访群众',
  10: '值班联谊',
  11: '公益帮扶',
  12: '界别特色',
  13: '其他形式',
}

const kindColumns = [6, 7, 8, 9, 10, 11, 12, 13] as const

/** The rules that hold within a row. (domain.md A1.1, Checks; C25, Checks) */
const rowRules: RowRule[] = [
  {
    code: '3<=1',
    label: '第 3 栏 ≤ 第 1 栏',
    columnNo: 3,
    figures: figuresOf(3, 1),
    broken: ({ value }) =>
      value(3) > value(1)
        ? `开展活动 ${value(3)} 家，多于委员工作室 ${value(1)} 家（第 3 栏＞第 1 栏）`
        : null,
  },
  {
    code: '4+5<=2',
    label: '第 4 栏＋第 5 栏 ≤ 第 2 栏',
    columnNo: 4,
    figures: figuresOf(4, 5, 2),
    broken: ({ value }) =>
      value(4) + value(5) > value(2)
        ? `集体活动 ${value(4)} 人加自行开展 ${value(5)} 人，多于入驻 ${value(2)} 人（第 4 栏＋第 5 栏＞第 2 栏）`
        : null,
  },
  ...kindColumns.map((no): RowRule => ({
    code: `${no}<=3`,
    label: `第 ${no} 栏 ≤ 第 3 栏`,
    columnNo: no,
    figures: figuresOf(no, 3),
    broken: ({ value }) =>
      value(no) > value(3)
        ? `${shortOf[no]} ${value(no)} 家，多于开展活动的 ${value(3)} 家（第 ${no} 栏＞第 3 栏）`
        : null,
  })),
  {
    code: 'kinds>=3',
    label: '第 6 至 13 栏之和 ≥ 第 3 栏',
    columnNo: 6,
    figures: figuresOf(...kindColumns, 3),
    broken: ({ value }) => {
      const sum = kindColumns.reduce((all, no) => all + value(no), 0)
      return value(3) > 0 && sum < value(3)
        ? `各类活动合计 ${sum} 家，少于开展活动的 ${value(3)} 家，有的活动没有选类别（第 6 至 13 栏之和＜第 3 栏）`
        : null
    },
  },
  {
    code: '16<=1',
    label: '第 16 栏 ≤ 第 1 栏',
    columnNo: 16,
    figures: figuresOf(16, 1),
    broken: ({ value }) =>
      value(16) > value(1)
        ? `上传动态 ${value(16)} 家，多于委员工作室 ${value(1)} 家（第 16 栏＞第 1 栏）`
        : null,
  },
  {
    code: '16<=3',
    label: '第 16 栏 ≤ 第 3 栏',
    columnNo: 16,
    figures: figuresOf(16, 3),
    broken: ({ value }) =>
      value(16) > value(3)
        ? `上传动态 ${value(16)} 家，多于开展活动的 ${value(3)} 家（第 16 栏＞第 3 栏）`
        : null,
  },
  {
    code: '2=4+5+leave+none',
    label: '第 2 栏 ＝ 第 4 栏＋第 5 栏＋请假＋没登记',
    columnNo: 2,
    figures: ({ value, leave, none }) => [value(2), value(4), value(5), leave, none],
    broken: ({ value, leave, none }) => {
      const sum = value(4) + value(5) + leave + none
      return value(2) === sum
        ? null
        : `入驻 ${value(2)} 人，与集体活动 ${value(4)}、自行开展 ${value(5)}、请假 ${leave}、没登记 ${none} 相加的 ${sum} 人不等（第 2 栏≠第 4 栏＋第 5 栏＋请假＋没登记）`
    },
  },
]

/** Applies every check to every row; none is absolute: a sentence explains what stands all the same. (C29, Checks) */
export const check = (facts: CheckFacts): CheckResult => {
  const rows = facts.rows.filter((row) => !row.missing)
  const inRows = rowRules.map((rule) => ({
    rule,
    broken: rows.flatMap((row): BrokenCheck[] => {
      const said = rule.broken(row)
      return said === null
        ? []
        : [
            {
              code: codeOf(rule.code, row.key, facts.totalKey),
              rowKey: row.key,
              columnNo: rule.columnNo,
              sentence: `${row.label}：${said}。`,
              figures: rule.figures(row),
            },
          ]
    }),
  }))
  const whole = wholeChecks(facts)
  return {
    ruleCount: rowRules.length + whole.length,
    passed: [
      ...inRows.filter(({ broken }) => broken.length === 0).map(({ rule }) => rule.label),
      ...whole.filter(({ broken }) => broken === null).map(({ label }) => label),
    ],
    broken: [
      ...inRows.flatMap(({ broken }) => broken),
      ...whole.flatMap(({ code, columnNo, broken, figures }): BrokenCheck[] =>
        broken === null ? [] : [{ code, rowKey: facts.totalKey, columnNo, sentence: broken, figures }],
      ),
    ],
  }
}

/** A check of the filing unit's own row keeps its plain code, so that one explanation serves alone and in the table. */
const codeOf = (code: string, rowKey: string, totalKey: string) =>
  rowKey === totalKey ? code : `${code}@${rowKey}`

const wholeChecks = ({ studios, waiting, likenesses, missingUnits }: CheckFacts) => {
  const waits = [
    waiting.posts > 0 ? `${waiting.posts} 篇动态待审` : '',
    waiting.attendances > 0 ? `${waiting.attendances} 条补传的到场待确认` : '',
    waiting.leaves > 0 ? `${waiting.leaves} 份请假待批` : '',
  ].filter((words) => words !== '')
  const others = likenesses.count - likenesses.names.length
  return [
    ...(studios
      ? [
          {
            code: 'studios',
            label: '两张附件的第 1 栏加起来是全部开着的工作室',
            columnNo: 1,
            figures: [studios.annex1, studios.annex2, studios.open],
            broken:
              studios.annex1 + studios.annex2 === studios.open
                ? null
                : `附件1 的 ${studios.annex1} 家加附件2 的 ${studios.annex2} 家，与活动日当天开着的 ${studios.open} 家不等（第 1 栏）。请看有没有工作室没定归口。`,
          },
        ]
      : []),
    {
      code: 'waiting',
      label: '没有等着审的',
      columnNo: null,
      figures: [waiting.posts, waiting.attendances, waiting.leaves],
      broken: waits.length === 0 ? null : `还有 ${waits.join('、')}，定下来以后数可能会变。`,
    },
    {
      code: 'likenesses',
      label: '没有等着辨认的同一人',
      columnNo: 2,
      figures: [likenesses.count],
      broken:
        likenesses.count === 0
          ? null
          : `还有 ${likenesses.count} 对可能是同一人没有辨认${likenesses.names.length > 0 ? `：${likenesses.names.join('；')}${others > 0 ? `，另 ${others} 对` : ''}` : ''}，现在各算一人（第 2、4、5 栏）。`,
    },
    {
      code: 'missing',
      label: '下级都报得出数',
      columnNo: null,
      figures: [missingUnits.length],
      broken:
        missingUnits.length === 0
          ? null
          : `还有 ${missingUnits.length} 个单位未报，没有数：${missingUnits.slice(0, 6).join('、')}${missingUnits.length > 6 ? '等' : ''}。可以由上一级代报。`,
    },
  ]
}
