import { CallError, useWrite } from '../../../web/call.ts'
import { StepBar } from '../../../web/ui/staff/step-bar.tsx'
import { type Reply, stepReply } from '../contract.ts'
import { type Other, otherIn } from './use-reply.ts'

/** Steps of one reply; what is let out is the version that stands on the page. */
export function ReplySteps(props: {
  reply: Reply
  /** keeps what is typed and answers the version; left out: the one that was read */
  flush?: () => Promise<number>
  onOther?: (other: Other) => void
}) {
  const { reply } = props
  const write = useWrite(stepReply)
  const take = async (taken: { step: string; words?: string }) => {
    const version = props.flush ? await props.flush() : reply.version
    try {
      await write.send({ params: { id: reply.id }, body: { ...taken, version } })
    } catch (thrown) {
      const other = thrown instanceof CallError ? otherIn(thrown) : null
      if (other) props.onOther?.(other)
      throw thrown
    }
  }
  const open = reply.standing.steps.map((one) => one.step)
  return (
    <StepBar
      title="这份答复"
      steps={reply.standing.steps}
      likely={open.includes('publish') ? 'publish' : 'submit'}
      about={{
        publish: {
          final: '发出后反映人马上看得到，不能再改；要补充可以再写一份。',
          done: '已经发出，反映人看得到',
        },
        return: { ask: '要改哪里', done: '已退回，等改好再送来' },
        submit: { done: '已送审，核过就发出' },
        drop: { final: '这份草稿不用了？不用了就不再显示。' },
      }}
      onTake={take}
    />
  )
}
