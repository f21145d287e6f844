import { useSearchParams } from 'react-router'
import { useRead } from '../../../../web/call.ts'
import { DataTable, Empty } from '../../../../web/ui/staff/index.ts'
import { countMembers } from '../../contract/directory.ts'
import { MembersHead } from './head.tsx'

const levels = new Map([
  ['province', '省级'],
  ['city', '市州'],
  ['county', '县市区'],
])

/** 各级人数: how many members the own 政协 and those below have; figures, no names. */
export default function MemberCounts() {
  const [address, setAddress] = useSearchParams()
  const page = Math.max(1, Number(address.get('page') ?? 1) || 1)
  const counts = useRead(countMembers, { query: { page, size: 50 } })
  const total = counts.data?.total ?? 0
  return (
    <>
      <MembersHead here="counts" facts={['今天在任的委员。下级政协只看人数，名单归各级自己管']} />
      <DataTable
        id="member-counts"
        caption="各级政协的委员人数"
        rows={counts.data?.rows ?? []}
        rowKey={(row) => row.committeeId}
        isLoading={counts.isPending}
        failed={counts.error?.message}
        said={`${total} 个政协，按行政区划排`}
        columns={[
          { key: 'name', title: '政协', rowHead: true, render: (row) => row.committeeName },
          { key: 'level', title: '级', width: 120, render: (row) => levels.get(row.level) },
          { key: 'serving', title: '在任委员', width: 140, align: 'right', render: (row) => row.serving },
          { key: 'unsettled', title: '未入驻', width: 140, align: 'right', render: (row) => row.unsettled },
        ]}
        paging={{ page, size: 50, total, onChange: (to) => setAddress({ page: String(to) }) }}
        empty={<Empty why="还没有可以看的政协。" />}
      />
    </>
  )
}
