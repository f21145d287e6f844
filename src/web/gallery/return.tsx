import {
  Button,
  ColumnHead,
  Correction,
  DataTable,
  Dock,
  Empty,
  Figure,
  PageHead,
  PrintButton,
  Said,
  Section,
  StepButton,
  Timeline,
  Under,
  type Column,
} from '../ui/staff/index.ts'

const heads = [
  '委员|工作室|家',
  '入驻|委员|人',
  '开展的|工作室|家',
  '集体活动|委员|人',
  '自行开展|委员|人',
  '读书|宣讲|家',
  '调研|视察|家',
  '微建议|与线索|家',
  '走访|群众|家',
  '值班|联谊|家',
  '公益|帮扶|家',
  '界别|特色|家',
  '其他|形式|家',
  '群众|意见|条',
  '为民|办实事|件',
  '上传|动态|家',
]
const names = ['市本级', '楼前区', '云岭区', '君湖区', '岳东县', '华田县', '合计']
type Row = { name: string; base: number }

/** A return of sixteen columns, as in the mockup, on the kit. */
export function Return() {
  const columns: Column<Row>[] = [
    { key: 'name', title: '单位', rowHead: true, width: 76, render: (row) => row.name },
    ...heads.map((head, at): Column<Row> => {
      const [first = '', second = '', unit = ''] = head.split('|')
      return {
        key: `c${at + 1}`,
        title: <ColumnHead no={at + 1} words={[first, second]} unit={unit} />,
        align: 'right',
        edge: at === 5 || at === 13,
        ...(at >= 5 && at <= 12 ? { group: '各类活动情况统计' } : {}),
        render: (row) => cell(row, at),
      }
    }),
  ]
  return (
    <>
      <PageHead
        title="市州（含所属县市区）委员活动日情况统计表"
        crumbs={[
          { label: '统计表', to: '/sheets' },
          { label: '2026 年委员活动日', to: '/' },
          { label: '附件2' },
        ]}
        facts={['填表单位：政协岳阳市委员会', '系统数截至 9月28日 16:20']}
      />
      <Timeline
        across
        moments={[
          { key: '1', state: 'done', title: '首次提交', when: '9月27日 17:02', who: '温小满' },
          { key: '2', state: 'back', title: '省里退回', when: '9月28日 9:10', who: '沈一苇' },
          { key: '3', state: 'now', title: '您改好再提交', who: '9月30日前，还剩 2 天' },
          { key: '4', state: 'next', title: '省里接受', who: '省政协委员学习联络委' },
          { key: '5', state: 'next', title: '封存', who: '接受后自动封存' },
        ]}
      />
      <Said label="退回的理由" after="您已于 9月28日 14:25 撤回这处更正，第 5 栏恢复为系统数 30。">
        湘北县第 5 栏由 30 更正为 44，理由只写“已核实”，请写明依据。
      </Said>
      <DataTable
        id="gallery-return"
        caption="填表单位：政协岳阳市委员会"
        dense
        columns={columns}
        rows={names.map((name, at) => ({ name, base: at * 9 + 4 }))}
        rowKey={(row) => row.name}
        isTotal={(row) => row.name === '合计'}
        minWidth={1080}
        empty={<Empty why="还没有单位。" />}
      />
      <p className="foot">注：合计按人计，一人只计一次，比各行相加少：第 2 栏 7 人。</p>
      <Under>
        <Section title="更正" said="1 处">
          <Correction
            mark="①"
            where="岳东县，第 15 栏"
            line="43 = 41 + 2 更正"
            reason="两件实事 9月26日办成，凭证 9月28日才补齐。"
            who="温小满，9月28日 15:06，附凭证 2 份"
          />
        </Section>
        <Section title="核对" said="12 条规则，11 条通过，1 条要说明">
          <p>君湖区：上传动态 15 家，多于开展活动的 14 家。</p>
        </Section>
      </Under>
      <Dock
        tools={
          <>
            <Button icon="down-to">导出</Button>
            <PrintButton />
          </>
        }
      >
        <StepButton main onPress={() => undefined} obstacle="还不能提交：君湖区第 16 栏的核对提醒没写说明。">
          提交给省政协
        </StepButton>
      </Dock>
    </>
  )
}

function cell(row: Row, at: number) {
  if (row.name === '岳东县' && at === 14)
    return <Figure value={43} to="/x" corrected={{ counted: 41, by: 2, mark: '①' }} />
  if (row.name === '君湖区' && at === 15) return <Figure value={15} to="/x" warning="多于开展活动的 14 家" />
  if (row.name === '云岭区' && at === 3) return <Figure value={171} to="/x" opened />
  return (
    <Figure
      value={(row.name === '合计' ? 1000 : 0) + row.base + at}
      to="/x"
      noted={row.name === '合计' && at === 1}
    />
  )
}
