import { useState } from 'react'
import { useParams } from 'react-router'
import type { OpenStep } from '../../../../platform/contract.ts'
import { useRead, useWrite } from '../../../../web/call.ts'
import { MemberPage, belowMember } from '../../../../web/member-frame.tsx'
import { member } from '../../../../web/paths.ts'
import { StateOf } from '../../../../web/state-of.tsx'
import {
  Btn,
  Btns,
  ErrorNote,
  Part,
  Timeline,
  failureOf,
  pastMoments,
} from '../../../../web/ui/member/index.ts'
import { type Post, getPost, stepPost } from '../../contract.ts'
import { postProcess } from '../../process.ts'

/** One 动态 on the phone: how it stands, what was said of it, and what its author can do now. */
export default function PostOnPhone() {
  const { id = '' } = useParams()
  const post = useRead(getPost, { params: { id } })
  return (
    <MemberPage title="动态" back={{ to: belowMember(member.studio()), label: '我的工作室' }}>
      {() => {
        if (post.error) return <ErrorNote missing={post.error.status === 404}>{post.error.message}</ErrorNote>
        return post.data ? <Shown post={post.data} /> : <p className="why">正在打开……</p>
      }}
    </MemberPage>
  )
}

function Shown({ post }: { post: Post }) {
  const last = post.standing.history.at(-1)
  return (
    <>
      <h2 className="post-title">{post.title || '还没有标题'}</h2>
      <p>
        {post.venueName}，<StateOf process={postProcess} state={post.standing.state} />
      </p>
      {post.standing.state === 'returned' && last?.words && (
        <p className="said">
          <b>要改的</b>　{last.words}
        </p>
      )}
      {post.hits.map((hit) => (
        <p key={hit.word} className="said">
          <b>请核对“{hit.word}”</b>　{hit.advice}
        </p>
      ))}
      {post.note && <p className="why">{post.note}</p>}
      {post.isLate && <p className="why">超过上传期限，已标明逾期，照样收。</p>}
      <Steps post={post} />
      <Part title="内容">
        {post.words
          .split(/\n+/)
          .filter((line) => line.trim())
          .map((line, index) => (
            <p key={index}>{line}</p>
          ))}
        <div className="post-shots">
          {post.pictures.map((picture, index) => (
            <figure key={picture.fileId}>
              <img
                src={`/api/files/${picture.fileId}?size=small`}
                alt={picture.caption || `第 ${index + 1} 张`}
              />
              {picture.caption && <figcaption>{picture.caption}</figcaption>}
            </figure>
          ))}
        </div>
      </Part>
      <Part title="经过">
        <Timeline moments={pastMoments(post.standing.history)} />
      </Part>
    </>
  )
}

function Steps({ post }: { post: Post }) {
  const step = useWrite(stepPost)
  const [asked, setAsked] = useState<OpenStep | null>(null)
  const [words, setWords] = useState('')
  const [trouble, setTrouble] = useState<string | null>(null)
  const take = async (open: OpenStep) => {
    if (open.words === 'required' && !words.trim()) return setAsked(open)
    setTrouble(null)
    try {
      const body = { step: open.step, ...(words.trim() ? { words: words.trim() } : {}) }
      await step.send({ params: { id: post.id }, body })
      setAsked(null)
      setWords('')
    } catch (thrown) {
      setTrouble(failureOf(thrown).message)
    }
  }
  const steps = post.standing.steps.filter(({ step: name }) => !(post.mayWrite && name === 'submit'))
  return (
    <>
      {post.mayWrite && (
        <Btn main to={belowMember(member.writePost(post.id))}>
          接着写
        </Btn>
      )}
      {asked && (
        <div className="field">
          <label htmlFor="step-words">为什么{asked.label}？</label>
          <textarea
            id="step-words"
            className="in"
            rows={3}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
        </div>
      )}
      {trouble && <ErrorNote>{trouble}</ErrorNote>}
      {steps.length > 0 && (
        <Btns>
          {steps.map((open) => (
            <Btn key={open.step} obstacle={open.obstacle} busy={step.busy} onPress={() => void take(open)}>
              {open.label}
            </Btn>
          ))}
        </Btns>
      )}
      {post.standing.state === 'published' && <Btn href={`/p/${post.id}`}>看公开页</Btn>}
    </>
  )
}
