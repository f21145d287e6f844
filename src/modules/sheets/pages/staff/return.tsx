import { useState } from 'react'
import { useParams } from 'react-router'
import { addressOf, useRead, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { StateOf } from '../../../../web/state-of.tsx'
import {
  Button,
  ColumnHead,
  DataTable,
  Dock,
  Empty,
  ErrorNote,
  Facts,
  Figure,
  PageHead,
  Section,
  StepBar,
  Timeline,
  Under,
  asDayTime,
  pastMoments,
  type Column,
} from '../../../../web/ui/staff/index.ts'
import { columns, kindsHead } from '../../columns.ts'
import { type Return, exportSheet, getReturn, stepReturn } from '../../contract.ts'
import { returnProcess } from '../../process.ts'
import { LaterDrawer } from './later-drawer.tsx'
import { circled } from './sheet-table.tsx'

/** A version of a return: to be accepted or sent back, or sealed with what changed later beside it. */
export default function ReturnPage() {
  const { id = '' } = useParams()
  const found = useRead(getReturn, { params: { id } })
  const step = useWrite(stepReturn)
  const [later, setLater] = useState<{ position: number; column: number } | null>(null)
  if (found.error) return <ErrorNote missing={found.error.status === 404}>{found.error.message}</ErrorNote>
  if (!found.data) return <p className="meta">正在打开……</p>
  const { data } = found
  const steps = data.standing.steps.filter((one) => one.step !== 'resubmit')
  return (
    <>
      <PageHead
        title={data.title}
        crumbs={[
          { label: '统计表', to: below(staff.sheets()) },
          { label: data.campaignName, to: `${below(staff.sheets())}?campaign=${data.campaignId}` },
          { label: `附件${data.annex}，第 ${data.version} 版` },
        ]}
        facts={[
          `填表单位：${data.unitName}`,
          `报出 ${asDayTime(data.submittedAt)}，${data.submittedBy}`,
          <StateOf key="state" process={returnProcess} state={data.standing.state} />,
          ...(data.manual ? [`手工填报，${data.manualByName ?? ''}代报`] : []),
        ]}
      />
      {data.verifyCode && (
        <p className="foot">
          校验码 <span className="num">{(data.verifyCode.match(/.{4}/g) ?? []).join(' ')}</span>，
          {data.decidedAt ? asDayTime(data.decidedAt) : ''} 封存。
          {data.laterChanges > 0
            ? `封存后有 ${data.laterChanges} 处变动，列在数的旁边，不改本表。`
            : '封存后没有变动。'}
        </p>
      )}
      <DataTable
        id="sealed-sheet"
        caption={`填表单位：${data.unitName}`}
        dense
        columns={columnsOf(data.manual ? null : (position, column) => setLater({ position, column }))}
        rows={inFormOrder(data.rows)}
        rowKey={(row) => String(row.position)}
        isTotal={(row) => row.isTotal}
        minWidth={1080}
        empty={<Empty why="没有内容。" />}
      />
      <Under>
        <Section title="更正与说明" said={besideOf(data)}>
          {data.lines.map((line, at) => (
            <p key={`${line.columnNo} ${at}`}>
              {circled(at)} {line.unitName}，第 {line.columnNo} 栏 {line.delta > 0 ? '+' : '−'}
              {Math.abs(line.delta)}：{line.reason}
            </p>
          ))}
          {data.checks.map((check) => (
            <p key={check.sentence}>
              {check.sentence}
              <br />
              <span className="meta">说明：{check.words}</span>
            </p>
          ))}
          {(data.summary || data.summaryFileId) && <h3>总结</h3>}
          {data.summary && <p className="text">{data.summary}</p>}
          {data.summaryFileId && (
            <p>
              <a href={`/api/files/${data.summaryFileId}`}>打开总结的文件</a>
            </p>
          )}
          <Facts
            rows={[
              { label: '填表人', value: data.filledBy || '–' },
              { label: '审核人', value: data.checkedBy || '–' },
              { label: '负责人', value: data.headedBy || '–' },
              { label: '联系电话', value: data.phone || '–' },
              { label: '口径', value: data.definitionsVersion },
              ...(data.scanFileId
                ? [{ label: '扫描件', value: <a href={`/api/files/${data.scanFileId}`}>打开</a> }]
                : []),
            ]}
          />
        </Section>
        <Section title="经过">
          <Timeline moments={pastMoments(data.standing.history)} />
        </Section>
      </Under>
      <StepBar
        steps={steps}
        likely="accept"
        onTake={(taken) => step.send({ params: { id }, body: taken })}
        about={{
          accept: {
            final: '接受后这张表就封存，谁也改不了；再有变动要补报新的一版。',
            done: '接受了，已封存，校验码印在表上。',
          },
          sendBack: { ask: '哪里要改？对方会看到', done: '退回了，对方的待办里有。' },
        }}
      />
      <Dock tools={<Tools data={data} />}>
        <p className="why">接收单位：{data.receiverName}</p>
      </Dock>
      {later && <LaterDrawer sheet={data} at={later} onClose={() => setLater(null)} />}
    </>
  )
}

const besideOf = ({ lines, checks }: Return): string =>
  [
    lines.length > 0 ? `更正 ${lines.length} 处` : '没有更正',
    checks.length > 0 ? `说明 ${checks.length} 条` : '',
  ]
    .filter(Boolean)
    .join('，')

type Row = Return['rows'][number]

/** On screen the total comes last, as on the form. */
const inFormOrder = (rows: readonly Row[]): Row[] => [...rows.slice(1), ...rows.slice(0, 1)]

const columnsOf = (onLater: ((position: number, column: number) => void) | null): Column<Row>[] => [
  { key: 'name', title: '单位', rowHead: true, width: 92, render: (row) => row.label },
  ...columns.map(({ no, short, unit }): Column<Row> => ({
    key: `c${no}`,
    title: <ColumnHead no={no} words={short} unit={unit} />,
    align: 'right',
    edge: no === 6 || no === 14,
    ...(no >= 6 && no <= 13 ? { group: kindsHead } : {}),
    render: (row) => {
      const cell = row.cells[no - 1]
      if (!cell || row.status === 'missing') return <Figure value="missing" />
      const moved = cell.now === null ? 0 : cell.now - cell.value
      return (
        <Figure
          value={cell.value}
          label={`${row.label}，第 ${no} 栏`}
          {...(cell.corrected === 0
            ? {}
            : { corrected: { counted: cell.counted + cell.manual, by: cell.corrected } })}
          {...(onLater ? { onOpen: () => onLater(row.position, no) } : {})}
          {...(moved === 0 ? {} : { later: `封存后 ${moved > 0 ? '+' : '−'}${Math.abs(moved)}` })}
        />
      )
    },
  })),
]

function Tools({ data }: { data: Return }) {
  const { campaignId, unitId, annex, id } = data
  const params = { campaignId, unitId }
  const isTable = data.rows.length > 1
  return (
    <>
      <Button to={below(staff.sheet(campaignId, unitId, annex))}>看现在的数</Button>
      <Button
        icon="down-to"
        href={addressOf(exportSheet, {
          params,
          query: { annex, form: isTable ? 'table' : 'row', returnId: id },
        })}
        download
      >
        导出
      </Button>
      <Button icon="print" href={staff.printSheet(campaignId, unitId, annex, isTable ? 'table' : 'row', id)}>
        打印{isTable ? '汇总表' : ''}
      </Button>
      {isTable && (
        <Button icon="print" href={staff.printSheet(campaignId, unitId, annex, 'row', id)}>
          打印报表
        </Button>
      )}
    </>
  )
}
