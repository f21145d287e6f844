import { useState } from 'react'
import { newKey, useRead } from '../../../web/call.ts'
import { ErrorNote } from '../../../web/ui/notes.tsx'
import { StateOf } from '../../../web/state-of.tsx'
import { asDayTime } from '../../../web/ui/words.ts'
import { type Reply, listReplies } from '../contract.ts'
import { replyProcess } from '../process.ts'
import { contactLabels, gradeLabels, outcomeLabels } from '../rules.ts'
import { ReplyEditor } from './reply-editor.tsx'
import { ReplySteps } from './reply-steps.tsx'
import type { Other, ReplyOf } from './use-reply.ts'

/** Every reply on a record, and the way to write one. Both faces. */
export function RepliesOf({ recordType, recordId }: { recordType: string; recordId: string }) {
  const list = useRead(listReplies, { params: { type: recordType, id: recordId } })
  if (list.error?.status === 404) return null
  if (list.error) return <ErrorNote reference={list.error.requestId ?? ''}>{list.error.message}</ErrorNote>
  if (!list.data) return <p className="meta">正在打开……</p>
  const { rows, obstacle } = list.data
  if (rows.length === 0 && obstacle !== null) return null
  return (
    <section aria-label="答复">
      <h3>答复</h3>
      <Replies
        of={{ recordType, recordId, assignmentId: null }}
        rows={rows}
        mayBegin={obstacle === null}
        verb={rows.length > 0 ? '再写一份答复' : '自己写答复'}
      />
    </section>
  )
}

/** Replies in order, and one more to write: the same editor from the first word until it is sent for review. */
export function Replies(props: { of: ReplyOf; rows: readonly Reply[]; mayBegin: boolean; verb: string }) {
  const { of, rows } = props
  const [newId, setNewId] = useState<string | null>(null)
  const mine = rows.find((row) => row.id === newId)
  const isWriting = newId !== null && (mine === undefined || isDraft(mine))
  const others = rows.filter((row) => !isWriting || row.id !== newId)
  const isBegun = others.some((row) => row.mayEdit && isDraft(row) && row.assignmentId === of.assignmentId)
  return (
    <>
      {others.map((reply) => (
        <OneReply key={reply.id} reply={reply} />
      ))}
      {isWriting && <ReplyEditor key={newId} replyId={newId} of={of} reply={mine ?? null} />}
      {props.mayBegin && !isWriting && !isBegun && (
        <p>
          <button type="button" className="btn" onClick={() => setNewId(newKey())}>
            {props.verb}
          </button>
        </p>
      )}
    </>
  )
}

const isDraft = (reply: Reply): boolean => ['drafted', 'returned'].includes(reply.standing.state)

/** One reply: written on while it may be, else read, with its steps and its grade. */
export function OneReply({ reply }: { reply: Reply }) {
  const [other, setOther] = useState<Other | null>(null)
  const [isChanging, setChanging] = useState(reply.mayEdit && isDraft(reply))
  const { recordType, recordId, assignmentId } = reply
  const facts = [
    reply.unitName,
    reply.assignmentId ? null : reply.authorName,
    reply.contactKind && contactLabels[reply.contactKind],
    reply.outcome && outcomeLabels[reply.outcome],
    reply.publishedAt ? `${asDayTime(reply.publishedAt)}发出` : `${asDayTime(reply.writtenAt)}存`,
  ].filter(Boolean)
  const said = reply.standing.history.filter((step) => step.words !== null)
  return (
    <article className="reply">
      <p className="meta">
        <StateOf process={replyProcess} state={reply.standing.state} />
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
        {reply.round > 1 && <span>第 {reply.round} 次办理</span>}
      </p>
      {said.map((step) => (
        <p className="note" key={step.at}>
          {step.label}：{step.words}
        </p>
      ))}
      {isChanging && reply.mayEdit ? (
        <ReplyEditor replyId={reply.id} of={{ recordType, recordId, assignmentId }} reply={reply} />
      ) : (
        <>
          <p className="text">{reply.body}</p>
          {other && (
            <p className="note">
              {other.writtenBy}刚改成：{other.body}
            </p>
          )}
          {reply.mayEdit && (
            <p>
              <button type="button" className="as-link" onClick={() => setChanging(true)}>
                改这份答复
              </button>
            </p>
          )}
          <ReplySteps reply={reply} onOther={setOther} />
        </>
      )}
      {reply.rating && (
        <p className="note">
          反映人评价：{gradeLabels[reply.rating.grade]}
          {reply.rating.why && `，${reply.rating.why}`}（{asDayTime(reply.rating.ratedAt)}）
        </p>
      )}
    </article>
  )
}
