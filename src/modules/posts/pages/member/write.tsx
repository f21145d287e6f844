import { useMemo } from 'react'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import { newKey, useRead } from '../../../../web/call.ts'
import { MemberPage, belowMember } from '../../../../web/member-frame.tsx'
import { member } from '../../../../web/paths.ts'
import { Empty, ErrorNote } from '../../../../web/ui/member/index.ts'
import { listMyVenues } from '../../../venues/contract.ts'
import { getPost } from '../../contract.ts'
import { Writer } from '../writer.tsx'

/** Writes a 动态 from the phone: a new one (?venue=…), or going on with one's own. */
export default function WriteOnPhone() {
  const { id } = useParams()
  return (
    <MemberPage title="写动态" back={{ to: belowMember(member.studio()), label: '我的工作室' }}>
      {() => (id ? <GoOn id={id} /> : <Begin />)}
    </MemberPage>
  )
}

function GoOn({ id }: { id: string }) {
  const go = useNavigate()
  const post = useRead(getPost, { params: { id } })
  if (post.error) return <ErrorNote missing={post.error.status === 404}>{post.error.message}</ErrorNote>
  if (!post.data) return <p className="why">正在打开……</p>
  if (!post.data.mayWrite) return <ErrorNote>已经提交，不能直接改。等审核的可以先“撤回来改”。</ErrorNote>
  return (
    <Writer
      id={id}
      venueId={post.data.venueId}
      post={post.data}
      onSubmitted={() => void go(belowMember(member.post(id)))}
    />
  )
}

function Begin() {
  const go = useNavigate()
  const [address] = useSearchParams()
  const mine = useRead(listMyVenues)
  const id = useMemo(() => newKey(), [])
  if (mine.error) return <ErrorNote>{mine.error.message}</ErrorNote>
  if (!mine.data) return <p className="why">正在打开……</p>
  const { venues } = mine.data
  const asked = address.get('venue')
  const venue = venues.find((one) => one.id === asked) ?? (venues.length === 1 ? venues[0] : undefined)
  if (venues.length === 0) return <Empty why="入驻了工作室，才能写它的动态。" />
  if (!venue)
    return (
      <>
        <p>先选是哪一家的动态。</p>
        <ul className="my-posts">
          {venues.map((one) => (
            <li key={one.id}>
              <Link to={`?venue=${one.id}`}>
                <b>{one.name}</b>
                <span>{one.address}</span>
              </Link>
            </li>
          ))}
        </ul>
      </>
    )
  return (
    <>
      <p>{venue.name}</p>
      <Writer
        id={id}
        venueId={venue.id}
        post={null}
        onSubmitted={() => void go(belowMember(member.post(id)))}
      />
    </>
  )
}
