import { Link, useSearchParams } from 'react-router'
import { useRead } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { holds, useMe } from '../../../../web/session.ts'
import { StateOf } from '../../../../web/state-of.tsx'
import {
  Ask,
  Button,
  type Column,
  DataTable,
  Empty,
  PageHead,
  SearchBox,
  Select,
  Sentence,
  Status,
  asDay,
  asDayTime,
  inThousands,
} from '../../../../web/ui/staff/index.ts'
import { PostFilter, type PostRow, listPosts } from '../../contract.ts'
import { postProcess } from '../../process.ts'

/** 动态: what waits for review first, oldest in front; then what is published. */
export default function PostList() {
  const [address, setAddress] = useSearchParams()
  const asked = PostFilter.safeParse(Object.fromEntries(address))
  const filter = asked.success ? asked.data : PostFilter.parse({})
  const list = useRead(listPosts, { query: filter })
  const waiting = useRead(listPosts, { query: { state: 'submitted', size: 1 } })
  const me = useMe()
  const isOffice = me.data !== undefined && holds(me.data, 'office')
  const mayWrite = isOffice || (me.data !== undefined && holds(me.data, 'convener'))
  const total = list.data?.total ?? 0
  const left = waiting.data?.total ?? 0
  const set = (change: Record<string, string>) => {
    const next = new URLSearchParams(address)
    for (const [key, value] of Object.entries({ page: '', ...change }))
      if (value) next.set(key, value)
      else next.delete(key)
    setAddress(next)
  }
  return (
    <>
      <PageHead
        title="动态"
        facts={['先审后发。文字和图片都有，才计入统计表第 16 栏']}
        aside={
          mayWrite ? (
            <Button to={below(staff.newPost())} icon="pen">
              写一条动态
            </Button>
          ) : undefined
        }
      />
      {isOffice && left > 0 && filter.state !== 'submitted' && (
        <Sentence
          button={
            <Button main to="?state=submitted">
              去审核
            </Button>
          }
        >
          <Ask>
            还有 <b>{inThousands(left)}</b> 条等审核
          </Ask>
          ，最早的在最前面。
        </Sentence>
      )}
      <DataTable
        id="posts"
        caption="动态"
        rows={list.data?.rows ?? []}
        rowKey={(row) => row.id}
        isLoading={list.isPending}
        failed={list.error?.message}
        said={list.data ? `共 ${inThousands(total)} 条` : undefined}
        filters={
          <>
            <SearchBox
              label="按标题、正文、工作室找"
              value={filter.search ?? ''}
              onChange={(words) => set({ search: words })}
            />
            <Select
              label="状态"
              value={filter.state === 'all' ? '' : filter.state}
              options={Object.entries(postProcess.states).map(([value, { label }]) => ({ value, label }))}
              onChange={(state) => set({ state })}
            />
            <Select
              label="作者"
              value={filter.mine ?? ''}
              options={[{ value: '1', label: '我写的' }]}
              onChange={(mine) => set({ mine })}
            />
          </>
        }
        tools={
          isOffice ? (
            <Button quiet to={below(staff.guardedWords())}>
              错敏词表
            </Button>
          ) : undefined
        }
        columns={columns}
        paging={{
          page: filter.page,
          size: filter.size,
          total,
          onChange: (page, size) => set({ page: String(page), size: String(size) }),
        }}
        empty={
          <Empty
            why={
              filter.state === 'submitted'
                ? '没有等审核的动态。'
                : '还没有动态。活动办完，传几张照片、写几句话。'
            }
            next={mayWrite ? <Link to={below(staff.newPost())}>写一条</Link> : undefined}
          />
        }
      />
    </>
  )
}

const columns: readonly Column<PostRow>[] = [
  {
    key: 'picture',
    title: '图',
    width: 96,
    render: (row) =>
      row.firstPictureId ? (
        <img
          src={`/api/files/${row.firstPictureId}?size=small`}
          alt=""
          width={72}
          height={54}
          loading="lazy"
          className="thumb"
        />
      ) : (
        <span className="note">没有图</span>
      ),
  },
  {
    key: 'title',
    title: '标题',
    rowHead: true,
    render: (row) => (
      <>
        <Link to={below(staff.post(row.id))}>{row.title || '还没有标题'}</Link>
        {row.excerpt && <p className="note">{row.excerpt}</p>}
      </>
    ),
  },
  { key: 'venue', title: '工作室', width: 190, render: (row) => row.venueName },
  { key: 'author', title: '作者', width: 90, hideable: true, render: (row) => row.authorName ?? '–' },
  {
    key: 'uploaded',
    title: '上传',
    width: 150,
    render: (row) =>
      row.uploadedAt ? asDayTime(row.uploadedAt) : <span className="note">{asDay(row.createdAt)}起草</span>,
  },
  {
    key: 'campaign',
    title: '专项活动',
    width: 170,
    hideable: true,
    render: (row) => row.campaignName ?? '日常',
  },
  {
    key: 'state',
    title: '状态',
    width: 150,
    render: (row) => (
      <>
        <StateOf process={postProcess} state={row.state} />
        {row.isLate && (
          <p>
            <Status kind="late">逾期上传</Status>
          </p>
        )}
        {!row.counts && row.state !== 'draft' && <p className="note">不计入第 16 栏</p>}
      </>
    ),
  },
]
