import { useState } from 'react'
import { Link } from 'react-router'
import { addressOf, useRead } from '../../../../../web/call.ts'
import { below } from '../../../../../web/frame.tsx'
import { staff } from '../../../../../web/paths.ts'
import {
  Button,
  DataTable,
  Drawer,
  Empty,
  ErrorNote,
  Status,
  inThousands,
} from '../../../../../web/ui/staff/index.ts'
import { type Line, exportFigure, openFigure } from '../../../contract.ts'
import type { Opened } from './opened.ts'

/** What lies behind a figure: studios; persons inside one's own 政协; above it studios and how many. */
export function FigureDrawer(props: { campaignId: string; opened: Opened; onClose: () => void }) {
  const { row, figure } = props.opened
  const [page, setPage] = useState(1)
  const behind = useRead(openFigure, {
    params: { id: props.campaignId },
    query: { unit: row.unitId, part: row.part, figure, page, size: 50 },
  })
  const value = figure === 'unplanned' || figure === 'unheld' ? null : row[figure]
  const shown = behind.data?.of === 'counts' ? value : behind.data?.total
  return (
    <Drawer
      from={row.name}
      title={behind.data?.title ?? ''}
      value={shown === undefined || shown === null ? '' : inThousands(shown)}
      {...(behind.data ? { unit: behind.data.unit } : {})}
      onClose={props.onClose}
      {...(behind.data && behind.data.total > 0
        ? {
            foot: (
              <>
                <p>共 {inThousands(behind.data.total)} 行</p>
                <Button
                  icon="down-to"
                  href={addressOf(exportFigure, {
                    params: { id: props.campaignId },
                    query: { unit: row.unitId, part: row.part, figure },
                  })}
                  download
                >
                  {behind.data.of === 'counts' ? '导出' : '导出名单'}
                </Button>
              </>
            ),
          }
        : {})}
    >
      {behind.error && <ErrorNote>{behind.error.message}</ErrorNote>}
      {behind.data && (
        <>
          <p className="rule">{behind.data.rule}</p>
          {behind.data.of === 'counts' && (
            <p className="rule">
              {figure === 'unsettled'
                ? '按政协列出人数。'
                : '按工作室列出人数；一人入驻几家，各家都列，合计只算一次。'}
              姓名由本级政协自己看。
            </p>
          )}
          <DataTable
            id="behind"
            caption={behind.data.title}
            rows={behind.data.rows}
            rowKey={(line) => line.id}
            columns={columnsOf(behind.data.of, figure)}
            paging={{ page, size: 50, total: behind.data.total, onChange: setPage }}
            empty={<Empty why="一个也没有。" />}
          />
        </>
      )}
    </Drawer>
  )
}

const columnsOf = (of: 'venues' | 'persons' | 'counts', figure: string) => {
  const name = {
    key: 'name',
    title: of === 'persons' ? '姓名' : figure === 'unsettled' ? '政协' : '工作室',
    rowHead: true,
    render: (line: Line) =>
      of === 'persons' ? (
        <Link to={below(staff.member(line.id))}>{line.name}</Link>
      ) : figure === 'unsettled' ? (
        line.name
      ) : (
        <Link to={`?unit=${line.id}`}>{line.name}</Link>
      ),
  }
  const place = {
    key: 'place',
    title: of === 'persons' ? '入驻' : '政协',
    width: of === 'persons' ? 170 : 110,
    render: (line: Line) => line.place,
  }
  if (of === 'counts')
    return [
      name,
      ...(figure === 'unsettled' ? [] : [place]),
      { key: 'count', title: '人数', align: 'right' as const, width: 72, render: (line: Line) => line.count },
    ]
  return [
    name,
    place,
    { key: 'state', title: '情况', width: 112, render: (line: Line) => <LineState line={line} /> },
  ]
}

/** How a studio or a person stands, in words. */
export function LineState({ line }: { line: Line }) {
  const look = looks[line.state ?? '']
  return look ? <Status kind={look.kind}>{look.label}</Status> : null
}

const looks: Record<string, { kind: 'done' | 'late' | 'doing' | 'todo' | 'off'; label: string }> = {
  posted: { kind: 'done', label: '已上传' },
  late: { kind: 'late', label: '逾期上传' },
  waiting: { kind: 'doing', label: '等审核' },
  held: { kind: 'doing', label: '已开展' },
  planned: { kind: 'doing', label: '有方案' },
  none: { kind: 'todo', label: '还没有' },
  unknown: { kind: 'todo', label: '没登记' },
  collective: { kind: 'done', label: '集体活动' },
  own: { kind: 'done', label: '自行开展' },
  leave: { kind: 'off', label: '请假' },
}
