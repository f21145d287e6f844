import { useRead } from '../../../../../web/call.ts'
import { below } from '../../../../../web/frame.tsx'
import { staff } from '../../../../../web/paths.ts'
import { useMe, holds } from '../../../../../web/session.ts'
import { Button } from '../../../../../web/ui/staff/index.ts'
import { getAnswerOf } from '../../contract.ts'

/** 公开问答 on the opinion's page: to its public answer, or to drafting one; why not yet. */
export function PublicAnswerOf({ id, state }: { id: string; state: string }) {
  const me = useMe()
  const isOut = state === 'answered' || state === 'closed'
  const mayWrite = me.data !== undefined && holds(me.data, 'office', 'convener')
  const of = useRead(getAnswerOf, { params: { id } }, { enabled: isOut && mayWrite })
  if (!of.data) return null
  const { answerId, base } = of.data
  if (!answerId && !base) return null
  return (
    <section aria-label="公开问答">
      <h3>公开问答</h3>
      <p className="note">把这一问一答改写成大家能看的，不写是谁说的；另一位同事审核后公开。</p>
      <Button to={below(answerId ? staff.answer(answerId) : staff.draftAnswer(id))}>
        {answerId ? '打开公开问答' : '起草公开问答'}
      </Button>
    </section>
  )
}
