import { useSearchParams } from 'react-router'
import { addressOf } from '../../../../../web/call.ts'
import { Button, DataTable, Empty, Select, Switch, inThousands } from '../../../../../web/ui/staff/index.ts'
import { staff } from '../../../../../web/paths.ts'
import type { Campaign } from '../../../../campaigns/contract.ts'
import { type Board, exportBoard } from '../../../contract.ts'
import type { Matter } from '../../../rules.ts'
import type { Opened } from './opened.ts'
import { columnsFor, rowHeads } from './columns.tsx'
import { type Reminder, rowKeyOf } from './remind.tsx'

const levelLabels = { city: '市州', county: '县市区', venue: '工作室' } as const
const guideLabels = { all: '全部', place: '属地', body: '专委会' } as const

/** The board's table in division order, with its switches and notes. */
export function BoardTable(props: {
  campaign: Campaign
  board: Board
  matter: Matter
  reminder: Reminder
  opened: Opened | null
  onOpen: (opened: Opened) => void
}) {
  const { board, campaign } = props
  const runs = campaign.standing.state === 'issued'
  const [address, setAddress] = useSearchParams()
  const go = (change: Record<string, string>): string => {
    const next = new URLSearchParams(address)
    for (const [name, value] of Object.entries({ page: '', ...change })) {
      if (value) next.set(name, value)
      else next.delete(name)
    }
    return `?${next.toString()}`
  }
  const query = Object.fromEntries(
    [...address].filter(([name]) => ['unit', 'level', 'guide', 'page'].includes(name)),
  )
  return (
    <>
      <DataTable
        id={`board-${board.level === 'venue' ? 'venues' : 'units'}`}
        caption={`${board.root.name}委员活动日进展`}
        rows={[board.total, ...board.rows]}
        rowKey={(row) => (row === board.total ? 'total' : rowKeyOf(row))}
        isTotal={(row) => row === board.total}
        columns={columnsFor({ ...props, runs })}
        minWidth={1080}
        filters={
          <>
            {board.levels.length > 1 && (
              <Switch
                label="看到哪一级"
                views={board.levels.map((level) => ({
                  label: levelLabels[level],
                  to: go({ level }),
                  here: level === board.level,
                }))}
              />
            )}
            {board.guides.length > 1 && (
              <Select
                label="归口"
                all={null}
                value={board.guide}
                options={board.guides.map((guide) => ({ value: guide, label: guideLabels[guide] }))}
                onChange={(guide) => setAddress(go({ guide: guide === 'all' ? '' : guide }))}
              />
            )}
            {board.remindObstacle === null && (
              <Select
                label="提醒"
                all={null}
                value={props.matter}
                options={[
                  { value: 'post', label: '上传动态' },
                  { value: 'activity', label: '开展活动' },
                ]}
                onChange={(matter) => setAddress(go({ matter }))}
              />
            )}
          </>
        }
        said={
          board.level === 'venue' && board.rowCount > 0
            ? `共 ${inThousands(board.rowCount)} 家，按行政区划排`
            : '按行政区划排'
        }
        tools={
          <>
            <Button
              icon="down-to"
              href={addressOf(exportBoard, { params: { id: campaign.id }, query: { ...query } })}
              download
            >
              导出
            </Button>
            <Button icon="print" href={staff.printBoard(campaign.id, `?${new URLSearchParams(query)}`)}>
              打印
            </Button>
          </>
        }
        paging={{
          page: Number(address.get('page') ?? 1),
          size: 50,
          total: board.level === 'venue' ? board.rowCount : 0,
          onChange: (page) => setAddress(go({ page: String(page) })),
        }}
        empty={<Empty why="这里还没有开着的工作室。" />}
      />
      <Notes board={board} />
    </>
  )
}

/** Why persons don't add up, who stands apart, and what was closed. */
function Notes({ board }: { board: Board }) {
  const over = (of: 'members' | 'collective' | 'own') =>
    board.rows.reduce((sum, row) => sum + row[of], 0) - board.total[of]
  const heads = rowHeads[board.level]
  const isWhole = board.level !== 'venue' || board.rowCount <= board.rows.length
  return (
    <>
      {isWhole && over('members') > 0 && (
        <p className="foot">
          注：合计按人计，一人只计一次。有委员入驻两个{heads}的工作室，所以合计比各行相加少：
          {[
            ['入驻', over('members')] as const,
            ['集体活动', over('collective')] as const,
            ['自行开展', over('own')] as const,
          ]
            .filter(([, less]) => less > 0)
            .map(([word, less]) => `${word} ${less} 人`)
            .join('，')}
          。{over('own') > 0 && '两样都做了的，只计集体。'}
        </p>
      )}
      {(board.total.unsettled ?? 0) > 0 && (
        <p className="foot">未入驻：活动日当天在任、没有入驻任何工作室的委员，不在前面各栏里，按政协另列。</p>
      )}
      {board.closed.length > 0 && (
        <p className="foot">
          通知下发之后、活动日之前关了 {board.closed.length} 家：{board.closed.join('、')}。不在表内。
        </p>
      )}
    </>
  )
}
