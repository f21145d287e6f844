import { useState } from 'react'
import {
  Button,
  Confirm,
  DataTable,
  Empty,
  ErrorNote,
  Facts,
  Figure,
  LongWork,
  PageHead,
  Result,
  Scene,
  Seal,
  Status,
  StepBar,
  StepButton,
  Timeline,
} from '../ui/staff/index.ts'

const cells = [
  { key: '普通', cell: <Figure value={288} to="/x" /> },
  { key: '更正', cell: <Figure value={43} to="/x" corrected={{ counted: 41, by: 2, mark: '①' }} /> },
  { key: '核对提醒', cell: <Figure value={15} to="/x" warning="多于开展活动的 14 家" /> },
  { key: '去重', cell: <Figure value={2326} to="/x" noted /> },
  { key: '已点开', cell: <Figure value={171} to="/x" opened /> },
  { key: '已封存', cell: <Figure value={1879} to="/x" later="封存后 +2" /> },
  { key: '零', cell: <Figure value={0} to="/x" /> },
  { key: '不适用', cell: <Figure value={null} /> },
  { key: '未报', cell: <Figure value="missing" /> },
]

const begun = Date.now() - 50_000

/** Marks, figures, steps and notes. */
export function Parts() {
  const [page, setPage] = useState(1)
  return (
    <>
      <PageHead
        title="市州（含所属县市区）委员活动日情况统计表"
        crumbs={[{ label: '统计表', to: '/' }, { label: '附件2' }]}
        facts={['填表单位：政协岳阳市委员会', '系统数截至 9月28日 16:20']}
        count={3}
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
      <p className="said">
        <b>退回的理由</b>　湘北县第 5 栏由 30 更正为 44，理由只写“已核实”，请写明依据。
      </p>
      <DataTable
        id="gallery-cells"
        caption="数的各种样子"
        columns={cells.map((one) => ({
          key: one.key,
          title: one.key,
          align: 'right' as const,
          render: () => one.cell,
        }))}
        rows={[{ id: '1' }]}
        rowKey={(row) => row.id}
        paging={{ page, size: 20, total: 971, onChange: setPage }}
        empty={null}
      />
      <p style={{ display: 'flex', flexWrap: 'wrap', gap: '10px 32px', marginTop: 24 }}>
        <Status kind="todo">还没开始</Status>
        <Status kind="doing">办理中，还剩 3 天</Status>
        <Status kind="due">今天到期</Status>
        <Status kind="late">逾期 1 天</Status>
        <Status kind="done">已答复</Status>
        <Status kind="back">退回，看理由</Status>
        <Status kind="warn">核对提醒</Status>
        <Status kind="local">待上传，在本机</Status>
        <Status kind="off">不受理</Status>
        <Status kind="sealed">已封存</Status>
      </p>
      <article className="case" style={{ marginTop: 24 }}>
        <div className="cols">
          <div>
            <div className="shots">
              <Scene name="road" />
              <Scene name="dark" />
            </div>
            <Facts
              rows={[
                { label: '在哪里', value: '芦汀镇老码头路' },
                { label: '反映人', value: '139****0147', note: '看全号会留痕' },
              ]}
            />
            <StepBar
              onTake={() => Promise.resolve()}
              steps={[
                {
                  step: 'assign',
                  label: '转给县城市管理局',
                  obstacle: null,
                  words: 'none',
                  overridable: false,
                },
                { step: 'ask', label: '请委员答复', obstacle: null, words: 'optional', overridable: false },
                { step: 'merge', label: '并入同一件', obstacle: null, words: 'required', overridable: false },
                {
                  step: 'answer',
                  label: '答复反映人',
                  obstacle: '要等承办单位或委员写好答复',
                  words: 'none',
                  overridable: false,
                },
                {
                  step: 'turn',
                  label: '转为社情民意信息',
                  obstacle: '先写摘要',
                  words: 'none',
                  overridable: false,
                },
                {
                  step: 'close',
                  label: '办结',
                  obstacle: '答复并评价后，或答复满 15 天',
                  words: 'none',
                  overridable: true,
                },
              ]}
              about={{ turn: { mend: { to: '/write', label: '去写' } } }}
            />
          </div>
          <section aria-label="经过">
            <h3>经过</h3>
            <Timeline
              moments={[
                { key: '1', state: 'done', title: '收到', when: '9月22日 8:16' },
                {
                  key: '2',
                  state: 'done',
                  title: '受理',
                  when: '9月22日 15:40',
                  who: '孙六合',
                  words: '属公共设施维护，有照片。',
                },
                { key: '3', state: 'now', title: '定由谁办', who: '您来定，9月24日前' },
                { key: '4', state: 'next', title: '承办单位答复' },
                { key: '5', state: 'next', title: '办结归档' },
              ]}
            />
          </section>
        </div>
      </article>
      <Confirm verb="封存" onYes={() => undefined}>
        封存后数字不能再改，要改只能另报补报。
      </Confirm>
      <p className="open" style={{ marginTop: 12, alignItems: 'center' }}>
        <Button icon="down-to">导出</Button>
      </p>
      <div className="open" style={{ marginTop: 12, alignItems: 'center' }}>
        <StepButton onPress={() => undefined} obstacle="接受后才能封存">
          封存
        </StepButton>
      </div>
      <Result>今天 16:20 已提醒，明天 8:00 后可再提醒</Result>
      <ErrorNote reference="M7Q2-4K">没存上，是我们的问题。请过一分钟再按一次，不会重复。</ErrorNote>
      <ErrorNote missing />
      <LongWork
        what="正在做 122 个县市区的统计表"
        done={87}
        total={122}
        startedAt={begun}
        onStop={() => undefined}
        keepsRunning
      />
      <Empty why="还没有动态。活动办完，传几张照片、写几句话。" next={<Button>传第一条</Button>} />
      <p style={{ display: 'flex', gap: 24 }} className="gallery-seals">
        <Seal words={['民桥', '收讫']} />
        <Seal words={['封存']} date="2026.9.30" />
        <Seal words={['已到']} date="2026.9.21" solid />
      </p>
    </>
  )
}
