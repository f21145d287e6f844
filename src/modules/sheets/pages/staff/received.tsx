import { Link, useParams } from 'react-router'
import { useNavigate } from 'react-router'
import type { z } from 'zod'
import { newKey, useRead, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { StateOf } from '../../../../web/state-of.tsx'
import {
  Ask,
  Button,
  DataTable,
  Empty,
  ErrorNote,
  PageHead,
  Sentence,
  asDay,
  asDayTime,
  type Column,
} from '../../../../web/ui/staff/index.ts'
import { type ExpectedReturn, exportAll, listReceived } from '../../contract.ts'
import { returnProcess } from '../../process.ts'

type Row = z.output<typeof ExpectedReturn>

/** Returns to be received, in division order: who filed, who not, and 代报 for those not on the system. */
export default function ReceivedPage() {
  const { campaignId = '', unitId = '' } = useParams()
  const received = useRead(listReceived, { params: { campaignId, unitId } })
  const go = useNavigate()
  const all = useWrite(exportAll)
  if (received.error)
    return <ErrorNote missing={received.error.status === 404}>{received.error.message}</ErrorNote>
  if (!received.data) return <p className="meta">正在打开……</p>
  const { data } = received
  const waiting = data.rows.filter((row) => row.state === 'submitted').length
  const missing = data.completeness.expected - data.completeness.done
  const ask = async (as: 'table' | 'files') => {
    const id = newKey()
    await all.send({ params: { campaignId, unitId }, body: { id, as } })
    await go(below(staff.run(id)))
  }
  return (
    <>
      <PageHead
        title="报来的统计表"
        crumbs={[
          { label: '统计表', to: below(staff.sheets()) },
          { label: data.campaignName, to: `${below(staff.sheets())}?campaign=${campaignId}` },
          { label: '收表' },
        ]}
        facts={[`接收单位：${data.unitName}`, `${asDay(data.returnDueOn)} 24 点截止`]}
      />
      {data.rows.length > 0 && (
        <Sentence>
          应报 <b>{data.completeness.expected}</b> 个单位，
          {missing > 0 ? (
            <>
              已报 <b>{data.completeness.done}</b> 个
            </>
          ) : (
            '都报了'
          )}
          {waiting > 0 ? `，其中 ${waiting} 个等您接受` : ''}。
          {missing > 0 && (
            <Ask>
              还有 <b>{missing}</b> 个没报。
            </Ask>
          )}
          {data.timeliness.expected > 0 && (
            <>
              <br />
              {data.timeliness.expected} 家工作室里，{data.timeliness.done} 家在{asDay(data.uploadDueOn)}
              前上传了动态。
            </>
          )}
        </Sentence>
      )}
      <DataTable
        id="received-returns"
        caption="应报单位"
        columns={columnsOf(campaignId)}
        rows={data.rows}
        rowKey={(row) => row.unitId}
        said={data.rows.length > 0 ? `${data.rows.length} 个单位，按行政区划排` : undefined}
        tools={
          <>
            <Button icon="down-to" onPress={() => void ask('table')} busy={all.busy}>
              全部单位导成一张表
            </Button>
            <Button icon="down-to" onPress={() => void ask('files')} busy={all.busy}>
              一个单位一个文件
            </Button>
          </>
        }
        empty={<Empty why="这一级下面没有要报表的单位。" />}
      />
    </>
  )
}

const columnsOf = (campaignId: string): Column<Row>[] => [
  {
    key: 'unit',
    title: '单位',
    rowHead: true,
    render: (row) =>
      row.offSystem ? (
        row.unitName
      ) : (
        <Link to={below(staff.sheet(campaignId, row.unitId))}>{row.unitName}</Link>
      ),
  },
  { key: 'annex', title: '附件', width: 90, render: (row) => `附件${row.annex}` },
  {
    key: 'state',
    title: '报送',
    width: 220,
    render: (row) => (
      <>
        {row.state ? <StateOf process={returnProcess} state={row.state} /> : row.stateLabel}
        {row.manual && <small className="late"> 手工填报</small>}
        {row.submittedLate && <small className="late"> 逾期</small>}
      </>
    ),
  },
  {
    key: 'at',
    title: '报出',
    width: 160,
    render: (row) => (row.submittedAt ? asDayTime(row.submittedAt) : '–'),
  },
  {
    key: 'do',
    title: '办理',
    width: 180,
    render: (row) => {
      if (row.returnId && row.state !== null)
        return (
          <>
            <Link to={below(staff.return(row.returnId))}>
              {row.state === 'submitted' ? '看表，接受或退回' : `看第 ${row.version} 版`}
            </Link>
            {row.offSystem && row.state !== 'submitted' && (
              <>
                　
                <Link to={below(staff.fileFor(campaignId, row.unitId))}>
                  {row.state === 'returned' ? '重新代报' : '补报'}
                </Link>
              </>
            )}
          </>
        )
      return row.offSystem ? (
        <Link to={below(staff.fileFor(campaignId, row.unitId))}>代报</Link>
      ) : (
        <Link to={below(staff.sheet(campaignId, row.unitId))}>看现在的数</Link>
      )
    },
  },
]
