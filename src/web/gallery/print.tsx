import { PrintSheet } from '../ui/public/index.ts'

const wordings = [
  '政协委员工作室数（家）',
  '入驻委员工作室的委员数（人）',
  '组织委员开展委员活动日的工作室数（家）',
  '参加委员工作室集体活动的委员数（人）',
  '自行开展履职活动的委员数（人）',
  '开展委员读书、宣传宣讲活动的委员工作室数（家）',
  '开展调研协商、监督视察等活动的委员工作室数（家）',
  '开展微建议办理，提案、社情民意线索征集等活动的委员工作室数（家）',
  '开展走访走近走亲界别群众、基层群众活动的委员工作室数（家）',
  '开展委员工作室联动值班、委员联谊交流等活动的委员工作室数（家）',
  '开展公益帮扶、服务群众等活动的委员工作室数（家）',
  '以界别为依托，开展有界别特色的履职活动的委员工作室数（家）',
  '开展其他形式履职活动的委员工作室数（家）',
  '收集群众意见建议数（条）',
  '为民办实事数（件）',
  '将活动情况上传线上委员工作室“动态”栏目的委员工作室数（家）',
]

/** The printed sheet, sealed or a draft (development only). */
export function sheet(qrSvg: string, isSealed: boolean) {
  const columns = wordings.map((wording, at) => ({
    key: `c${at + 1}`,
    wording,
    ...(at >= 5 && at <= 12 ? { group: '各类活动情况统计' } : {}),
  }))
  const cells = (base: number) =>
    Object.fromEntries(columns.map((column, at) => [column.key, { value: base + at * 7 }]))
  return (
    <PrintSheet
      annexNo="附件2"
      title="市州（含所属县市区）政协委员工作室开展委员活动日情况统计表"
      unitName="政协岳阳市委员会"
      reportDate="2026年9月30日"
      columns={columns}
      rows={[
        '市本级',
        '楼前区',
        '云岭区',
        '君湖区',
        '岳东县',
        '华田县',
        '湘北县',
        '平川县',
        '汨水市',
        '临湖县',
      ].map((name, at) => ({
        name,
        cells: at === 4 ? { ...cells(20), c15: { value: 43, mark: '①' } } : cells(10 + at),
      }))}
      totalRow={{ name: '合计', cells: { ...cells(214), c2: { value: 2326, mark: '※' } } }}
      notes={[
        '※ 合计按人计，一人只计一次，比各行相加少：第 2 栏 7 人。',
        '① 系统数 41，更正为 43：两件实事 9月26日办成，凭证 9月28日补齐。',
      ]}
      footers={[
        { label: '填表人', value: '温小满' },
        { label: '审核人', value: '贺知行' },
        { label: '负责人', value: '' },
        { label: '联系电话', value: '0730-000 0132' },
      ]}
      demo
      {...(isSealed
        ? {
            seal: {
              sealedAt: '2026年9月30日 11:20',
              sealedOn: '2026.9.30',
              digest: '8f3a21c75b0e94d26a71c30f11',
              verifyUrl: '/verify/1',
              qrSvg,
            },
          }
        : {})}
    />
  )
}
