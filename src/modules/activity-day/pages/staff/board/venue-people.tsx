import { useState } from 'react'
import { Link } from 'react-router'
import { useRead } from '../../../../../web/call.ts'
import { below } from '../../../../../web/frame.tsx'
import { staff } from '../../../../../web/paths.ts'
import { DataTable, Empty, ErrorNote } from '../../../../../web/ui/staff/index.ts'
import { type Board, openFigure } from '../../../contract.ts'
import { LineState } from './figure-drawer.tsx'

/** One studio's residents and how each stands: names only inside its own 政协. */
export function VenuePeople({ campaignId, root }: { campaignId: string; root: Board['root'] }) {
  const [page, setPage] = useState(1)
  const people = useRead(openFigure, {
    params: { id: campaignId },
    query: { unit: root.unitId, part: 'venue', figure: 'members', page, size: 100 },
  })
  if (people.error) return <ErrorNote>{people.error.message}</ErrorNote>
  if (people.data?.of === 'counts')
    return <p className="foot">入驻委员的姓名由{root.committeeName}政协自己看。人数和到场的情况在上面。</p>
  return (
    <DataTable
      id="venue-people"
      caption={`${root.name}入驻委员`}
      rows={people.data?.rows ?? []}
      rowKey={(line) => line.id}
      isLoading={people.isPending}
      columns={[
        {
          key: 'name',
          title: '委员',
          rowHead: true,
          width: 200,
          render: (line) => <Link to={below(staff.member(line.id))}>{line.name}</Link>,
        },
        {
          key: 'state',
          title: '情况',
          render: (line) => <LineState line={line.state === 'none' ? { ...line, state: 'unknown' } : line} />,
        },
      ]}
      paging={{ page, size: 100, total: people.data?.total ?? 0, onChange: setPage }}
      empty={<Empty why="活动日当天没有入驻的委员。" />}
    />
  )
}
