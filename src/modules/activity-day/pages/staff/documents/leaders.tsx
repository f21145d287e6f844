import { useRead } from '../../../../../web/call.ts'
import { holds, useMe } from '../../../../../web/session.ts'
import { DataTable, Empty, ErrorNote, Section, Status } from '../../../../../web/ui/staff/index.ts'
import { listLeaders } from '../../../contract.ts'

const elsewhere: Record<string, string> = {
  collective: '在别处参加了集体活动',
  own: '自行开展',
  leave: '请假',
  none: '没登记',
}

/** Leaders' own studios and whether they came: asked for and shown only to an office. */
export function LeadersSection({ campaignId }: { campaignId: string }) {
  const me = useMe()
  const isOffice = me.data !== undefined && holds(me.data, 'office')
  const leaders = useRead(listLeaders, { params: { id: campaignId } }, { enabled: isOffice })
  if (!isOffice) return null
  if (leaders.error) return <ErrorNote>{leaders.error.message}</ErrorNote>
  if (!leaders.data) return <p className="meta">正在打开……</p>
  const { rows } = leaders.data
  const came = rows.filter((row) => row.attendedHere).length
  return (
    <Section title="领导入驻的工作室">
      <p className="note">只有本级办公室看得到。入驻时勾了“领导”的，列在这里。</p>
      <DataTable
        id="leaders"
        caption="领导入驻的工作室"
        rows={rows}
        rowKey={(row) => `${row.personId}${row.venueId}`}
        said={rows.length > 0 ? `${rows.length} 位次，${came} 位次到了所入驻的工作室` : undefined}
        columns={[
          { key: 'name', title: '领导', rowHead: true, width: 160, render: (row) => row.name },
          { key: 'venue', title: '入驻', render: (row) => row.venueName },
          {
            key: 'standing',
            title: '参加情况',
            width: 240,
            render: (row) =>
              row.attendedHere ? (
                <Status kind="done">到了</Status>
              ) : (
                <Status kind={row.standing === 'none' ? 'todo' : 'doing'}>
                  {elsewhere[row.standing] ?? row.standing}
                </Status>
              ),
          },
        ]}
        empty={<Empty why="还没有标出领导入驻的工作室。" />}
      />
    </Section>
  )
}
