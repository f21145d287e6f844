import { useState } from 'react'
import { useParams } from 'react-router'
import { useRead, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { StateOf } from '../../../../web/state-of.tsx'
import {
  Button,
  Case,
  ErrorNote,
  Facts,
  PageHead,
  Said,
  StepBar,
  Timeline,
  asDay,
  asDayTime,
  pastMoments,
} from '../../../../web/ui/staff/index.ts'
import { type Post, getPost, stepPost } from '../../contract.ts'
import { postProcess } from '../../process.ts'

/** One 动态 as it will be read, with what reviewing it needs. */
export default function PostPage() {
  const { id = '' } = useParams()
  const post = useRead(getPost, { params: { id } })
  const step = useWrite(stepPost)
  const [reviewed, setReviewed] = useState(false)
  if (post.error) return <ErrorNote missing={post.error.status === 404}>{post.error.message}</ErrorNote>
  if (!post.data) return <p className="meta">正在打开……</p>
  const { data } = post
  const { state } = data.standing
  return (
    <>
      <PageHead
        title={data.title || '还没有标题'}
        crumbs={[{ label: '动态', to: below(staff.posts()) }, { label: data.venueName }]}
        facts={[
          data.venueName,
          data.authorName ? `${data.authorName}写` : '',
          <StateOf key="state" process={postProcess} state={state} />,
        ].filter(Boolean)}
        aside={
          data.mayWrite ? (
            <Button main to={below(staff.writePost(id))} icon="pen">
              接着写
            </Button>
          ) : state === 'published' ? (
            <Button href={`/p/${id}`}>看公开页</Button>
          ) : undefined
        }
      />
      <Warnings post={data} />
      {reviewed && (
        <p className="open">
          <Button to={`${below(staff.posts())}?state=submitted`}>看还有没有等审核的</Button>
        </p>
      )}
      <StepBar
        steps={data.standing.steps}
        likely={state === 'submitted' ? 'publish' : 'none'}
        onTake={async (taken) => {
          await step.send({ params: { id }, body: taken })
          setReviewed(state === 'submitted' && taken.step !== 'takeBack')
        }}
        about={{
          publish: { done: '发布了，公开页上已经能看到。' },
          publishOwn: { ask: '这是您自己写的。为什么不请别人审？' },
          return: { ask: '请作者改什么？', done: '退回给作者了，他的待办里有。' },
          withdraw: {
            ask: '为什么撤下？',
            final: '撤下后公开页马上看不到，也不再计入统计；随时可以恢复再审。',
          },
          discard: { final: '不要了的草稿不再出现在待办里。' },
        }}
      />
      <Case title={data.title} history={<Timeline moments={pastMoments(data.standing.history)} />}>
        {data.words
          .split(/\n+/)
          .filter((line) => line.trim())
          .map((line, index) => (
            <p key={index} className="text">
              {line}
            </p>
          ))}
        <div className="shots">
          {data.pictures.map((picture, index) => (
            <figure key={picture.fileId}>
              <a href={`/api/files/${picture.fileId}`} target="_blank" rel="noreferrer">
                <img
                  src={`/api/files/${picture.fileId}?size=small`}
                  alt={picture.caption || `第 ${index + 1} 张`}
                />
              </a>
              <figcaption>{picture.caption || '没有说明'}</figcaption>
            </figure>
          ))}
        </div>
      </Case>
    </>
  )
}

function Warnings({ post }: { post: Post }) {
  const last = post.standing.history.at(-1)
  return (
    <>
      {post.standing.state === 'returned' && last?.words && (
        <Said label={`${last.by ?? '办公室'}退回`} after={asDayTime(last.at)}>
          {last.words}
        </Said>
      )}
      {post.hits.map((hit) => (
        <Said key={hit.word} label={`错敏词“${hit.word}”`}>
          {hit.advice || '请核对后改写。'}
        </Said>
      ))}
      <Facts
        rows={[
          { label: '专项活动', value: post.campaignName ?? '日常' },
          {
            label: '上传',
            value: post.uploadedAt
              ? `${asDayTime(post.uploadedAt)}${post.isLate ? '，逾期' : ''}`
              : '还没有提交',
            note: post.uploadDueOn ? `${asDay(post.uploadDueOn)} 24 点截止，晚了也收，标明逾期` : undefined,
          },
          { label: '活动', value: post.activityTitle },
          { label: '计入', value: post.note ?? '文字和图片都有，计入第 16 栏' },
        ]}
      />
    </>
  )
}
