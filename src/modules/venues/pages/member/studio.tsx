import { Link } from 'react-router'
import { useRead } from '../../../../web/call.ts'
import { MemberPage, belowMember } from '../../../../web/member-frame.tsx'
import { member } from '../../../../web/paths.ts'
import { StateOf } from '../../../../web/state-of.tsx'
import { Btn, Btns, Empty, ErrorNote, OtherWay, Part, asDay } from '../../../../web/ui/member/index.ts'
import { listPosts } from '../../../posts/contract.ts'
import { postProcess } from '../../../posts/process.ts'
import { listMyVenues } from '../../contract.ts'
import { publicPath } from '../../rules.ts'

/** 我的工作室: those one convenes or is resident in, and one's own 动态. */
export default function MyStudio() {
  return (
    <MemberPage title="我的工作室" back={{ to: '/', label: '今天' }}>
      {() => (
        <>
          <Venues />
          <MyPosts />
        </>
      )}
    </MemberPage>
  )
}

function Venues() {
  const mine = useRead(listMyVenues)
  if (mine.error) return <ErrorNote>{mine.error.message}</ErrorNote>
  if (!mine.data) return <p className="why">正在打开……</p>
  if (mine.data.venues.length === 0)
    return <Empty why="您还没有入驻工作室。请问一问本级政协办公室，该入驻哪一家。" />
  return mine.data.venues.map((venue, index) => (
    <Part key={venue.id} title={venue.name} first={index === 0}>
      <p>{[venue.isConvener ? '您是召集人' : '您在这里入驻', venue.address].filter(Boolean).join('，')}</p>
      <Btns>
        <Btn main={index === 0} to={`${belowMember(member.newPost())}?venue=${venue.id}`}>
          写一条动态
        </Btn>
        <Btn href={publicPath(venue.token)}>看公开页</Btn>
      </Btns>
      {venue.isConvener && <OtherWay to={belowMember(member.editStudio(venue.id))}>改公开页的文字</OtherWay>}
    </Part>
  ))
}

function MyPosts() {
  const posts = useRead(listPosts, { query: { mine: '1', size: 50 } })
  const rows = (posts.data?.rows ?? []).filter((row) => row.state !== 'withdrawn')
  if (rows.length === 0) return null
  return (
    <Part title="我写的动态">
      <ul className="my-posts">
        {rows.map((row) => (
          <li key={row.id}>
            <Link to={belowMember(member.post(row.id))}>
              <b>{row.title || '还没有标题'}</b>
              <span>
                {row.venueName}，{asDay(row.uploadedAt ?? row.createdAt)}
              </span>
              <StateOf process={postProcess} state={row.state} />
            </Link>
          </li>
        ))}
      </ul>
    </Part>
  )
}
