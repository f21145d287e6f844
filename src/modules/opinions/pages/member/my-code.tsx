import { useRead } from '../../../../web/call.ts'
import { MemberPage, belowMember } from '../../../../web/member-frame.tsx'
import { member } from '../../../../web/paths.ts'
import { Empty, ErrorNote, Part } from '../../../../web/ui/member/index.ts'
import { getMyCode } from '../../contract.ts'

/** 我的委员码: shown to who stands in front of one, to scan. */
export default function MyCode() {
  return (
    <MemberPage title="我的委员码" back={{ to: belowMember(member.opinions()), label: '群众意见' }}>
      {() => <Codes />}
    </MemberPage>
  )
}

function Codes() {
  const codes = useRead(getMyCode)
  if (codes.error) return <ErrorNote reference={codes.error.requestId ?? ''}>{codes.error.message}</ErrorNote>
  if (!codes.data) return <p className="lead">正在打开……</p>
  if (codes.data.codes.length === 0)
    return <Empty why="还没有给您发码。请联系本级政协办公室，发了这里就有。" />
  return (
    <>
      {codes.data.codes.map((code) => (
        <Part key={code.token} first title={code.committeeName}>
          <img
            className="qr"
            alt={`我在${code.committeeName}的委员码`}
            src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(code.svg)}`}
          />
          <p>请对方用微信扫一扫，写几句话就行，不用注册。</p>
          <p className="note">也可以把这个地址发给对方：{code.url}</p>
        </Part>
      ))}
    </>
  )
}
