import { useState } from 'react'
import { Link } from 'react-router'
import { useKept } from '../../../../web/kept.ts'
import { MemberPage, type Signed, belowMember } from '../../../../web/member-frame.tsx'
import { member } from '../../../../web/paths.ts'
import { Btn, Empty, ErrorNote, OtherWay, Part, Status, asDay } from '../../../../web/ui/member/index.ts'
import { listMyDuties } from '../../../ledger/contract.ts'
import { QueueNote } from './queue-note.tsx'

/** 我的履职: one's own ledger, newest first; what was taken back says so. */
export default function DutiesPage() {
  return <MemberPage title="我的履职">{(signed) => <Duties {...signed} />}</MemberPage>
}

function Duties(signed: Signed) {
  const [size, setSize] = useState(20)
  const duties = useKept(listMyDuties, { query: { size } })
  const rows = duties.data?.rows ?? []
  const total = duties.data?.total ?? 0
  return (
    <>
      <header className="top">
        <h1 className="date">
          <b>我的履职</b>
          <span>{total > 0 ? `共 ${total} 条，新的在前，只有您自己看得见` : '只有您自己看得见'}</span>
        </h1>
      </header>
      <QueueNote {...signed} />
      <Part first label="履职记录">
        {duties.error && <ErrorNote>{duties.error.message}</ErrorNote>}
        {duties.data && rows.length === 0 && (
          <Empty why="还没有记录。参加一次活动，或者记一笔走访，这里就有了。" />
        )}
        <ul className="duties">
          {rows.map((row) => (
            <li key={row.id}>
              <div className="t">
                <b>
                  {row.sourceType === 'own_activity' ? (
                    <Link to={belowMember(member.ownActivity(row.sourceId))}>{row.label}</Link>
                  ) : (
                    row.label
                  )}
                </b>
                <p>
                  {row.organiserName}
                  {row.campaignName && `，${row.campaignName}`}
                </p>
              </div>
              <p className="n">
                {asDay(row.onDay)}
                {row.reversedAt && <Status kind="off">已撤销</Status>}
              </p>
            </li>
          ))}
        </ul>
        {rows.length < total && size < 200 && (
          <Btn onPress={() => setSize(Math.min(200, size + 40))}>再看 40 条</Btn>
        )}
      </Part>
      <OtherWay to={belowMember(member.notices())}>消息</OtherWay>
      <OtherWay to={belowMember(member.phones())}>我的手机、退出登录</OtherWay>
    </>
  )
}
