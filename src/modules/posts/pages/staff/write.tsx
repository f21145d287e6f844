import { useMemo, useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { newKey, useRead } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { holds, useMe } from '../../../../web/session.ts'
import { Empty, ErrorNote, PageHead } from '../../../../web/ui/staff/index.ts'
import { getVenue, listMyVenues, listVenues } from '../../../venues/contract.ts'
import { getPost } from '../../contract.ts'
import { Writer } from '../writer.tsx'

/** Writes a new 动态 (?venue=…), or goes on with one of one's own. */
export default function WritePost() {
  const { id } = useParams()
  return id ? <GoOn id={id} /> : <Begin />
}

function GoOn({ id }: { id: string }) {
  const go = useNavigate()
  const post = useRead(getPost, { params: { id } })
  if (post.error) return <ErrorNote missing={post.error.status === 404}>{post.error.message}</ErrorNote>
  if (!post.data) return <p className="meta">正在打开……</p>
  if (!post.data.mayWrite) return <ErrorNote>已经提交，不能直接改。等审核的可以先“撤回来改”。</ErrorNote>
  return (
    <>
      <Head venueName={post.data.venueName} />
      <Writer
        id={id}
        venueId={post.data.venueId}
        post={post.data}
        onSubmitted={() => void go(below(staff.post(id)))}
      />
    </>
  )
}

function Begin() {
  const go = useNavigate()
  const [address] = useSearchParams()
  const venueId = address.get('venue') ?? ''
  const venue = useRead(getVenue, { params: { id: venueId } }, { enabled: venueId !== '' })
  const id = useMemo(() => newKey(), [])
  if (!venueId) return <Choose />
  if (venue.error) return <ErrorNote missing={venue.error.status === 404}>{venue.error.message}</ErrorNote>
  if (!venue.data) return <p className="meta">正在打开……</p>
  return (
    <>
      <Head venueName={venue.data.name} />
      <Writer id={id} venueId={venueId} post={null} onSubmitted={() => void go(below(staff.post(id)))} />
    </>
  )
}

function Head({ venueName }: { venueName: string }) {
  return (
    <PageHead
      title="写动态"
      crumbs={[{ label: '动态', to: below(staff.posts()) }, { label: venueName }]}
      facts={[venueName, '提交后由本级政协办公室审核，通过才公开']}
    />
  )
}

/** Which studio's 动态: those one convenes, or found by name. */
function Choose() {
  const go = useNavigate()
  const [words, setWords] = useState('')
  const me = useMe()
  const convenes = me.data !== undefined && holds(me.data, 'convener')
  const mine = useRead(listMyVenues, {}, { enabled: convenes })
  const found = useRead(listVenues, { query: { search: words, size: 20 } }, { enabled: words.trim() !== '' })
  const choices = words.trim() ? (found.data?.rows ?? []) : (mine.data?.venues ?? [])
  return (
    <>
      <PageHead
        title="写动态"
        crumbs={[{ label: '动态', to: below(staff.posts()) }, { label: '选工作室' }]}
        facts={['先选是哪一家工作室的动态']}
      />
      <div className="field">
        <label htmlFor="which">工作室</label>
        <input
          id="which"
          className="in"
          type="search"
          placeholder="打名称或编号找"
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      </div>
      {choices.length === 0 ? (
        <Empty why={words ? '没有找到，换几个字试试。' : '打几个字，找要写的工作室。'} />
      ) : (
        <ul className="choices">
          {choices.map((choice) => (
            <li key={choice.id}>
              <button
                type="button"
                className="as-link"
                onClick={() => void go(`${below(staff.newPost())}?venue=${choice.id}`)}
              >
                {choice.name}
              </button>
              {choice.address && <span className="note">　{choice.address}</span>}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
