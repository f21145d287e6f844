import { useMemo } from 'react'
import { useNavigate, useParams } from 'react-router'
import { newKey, useRead, useWrite } from '../../../../../web/call.ts'
import { below } from '../../../../../web/frame.tsx'
import { staff } from '../../../../../web/paths.ts'
import { ErrorNote, PageHead } from '../../../../../web/ui/staff/index.ts'
import { draftAnswer, getAnswerOf } from '../../contract.ts'
import { AnswerForm } from './fields.tsx'

/** 起草公开问答: from the words and the answers of one opinion. */
export default function DraftPage() {
  const { id = '' } = useParams()
  const go = useNavigate()
  const of = useRead(getAnswerOf, { params: { id } })
  const write = useWrite(draftAnswer)
  const answerId = useMemo(newKey, [])
  if (of.error) return <ErrorNote missing={of.error.status === 404}>{of.error.message}</ErrorNote>
  if (!of.data) return <p className="meta">正在打开……</p>
  const { base, obstacle } = of.data
  return (
    <>
      <PageHead
        title="起草公开问答"
        crumbs={[
          { label: '群众意见', to: below(staff.opinions()) },
          { label: '这条意见', to: below(staff.opinion(id)) },
          { label: '公开问答' },
        ]}
        facts={['下面是原话和已发出的答复，请改写成大家能看的', '另一位同事审核后才公开']}
      />
      {base ? (
        <AnswerForm
          draftKey={`answer:${id}`}
          initial={{ ...base, category: base.category ?? '' }}
          submit="存成草稿"
          onSave={async (typed, key) => {
            await write.send({
              body: { ...typed, id: answerId, opinionId: id, category: typed.category ?? null },
              key,
            })
            await go(below(staff.answer(answerId)))
          }}
        />
      ) : (
        <p>{obstacle ?? '这一条已经起草过公开问答。'}</p>
      )}
    </>
  )
}
