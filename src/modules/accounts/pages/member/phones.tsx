import { useRead, useWrite } from '../../../../web/call.ts'
import { forgetKept } from '../../../../web/kept.ts'
import { MemberPage, type Signed } from '../../../../web/member-frame.tsx'
import { Btn, Empty, ErrorNote, Part, asDayTime } from '../../../../web/ui/member/index.ts'
import { endSession, listSessions } from '../../contract.ts'

/** 我的手机: every phone that is signed in as oneself; one that is lost is ended from here. */
export default function Phones() {
  return (
    <MemberPage title="我的手机" back={{ to: '/duties', label: '我的履职' }}>
      {(signed) => <List {...signed} />}
    </MemberPage>
  )
}

function List({ queue }: Signed) {
  const list = useRead(listSessions, { query: { size: 50 } })
  const end = useWrite(endSession)
  const rows = list.data?.rows ?? []
  return (
    <>
      <Part first label="登录着的手机">
        <p className="why">丢了手机、换了手机，就让旧的退出。它上面没传完的记录还留在它自己那里。</p>
        {list.error && <ErrorNote>{list.error.message}</ErrorNote>}
        {list.data && rows.length === 0 && <Empty why="没有登录着的手机。" />}
        <ul className="duties">
          {rows.map((row) => (
            <li key={row.id}>
              <div className="t">
                <b>{row.isThis ? `${row.device}（这一台）` : row.device}</b>
                <p>
                  {asDayTime(row.createdAt)} 登录，{asDayTime(row.seenAt)} 用过
                </p>
                {!row.isThis && (
                  <Btn
                    busy={end.busy}
                    onPress={() => void end.send({ params: { id: row.id } }).catch(() => undefined)}
                  >
                    让它退出
                  </Btn>
                )}
              </div>
            </li>
          ))}
        </ul>
        {end.error && <ErrorNote>{end.error.message}</ErrorNote>}
      </Part>
      <Part label="退出登录">
        {queue.items.length > 0 && (
          <p className="why">
            这台手机上还有 {queue.items.length} 条没传上去。退出后还留着，下次登录接着传。
          </p>
        )}
        <form method="post" action="/m/sign-out" onSubmit={forgetKept}>
          <Btn submit>退出登录</Btn>
        </form>
      </Part>
    </>
  )
}
