import { useParams } from 'react-router'
import {
  ErrorNote,
  Facts,
  PageHead,
  StepBar,
  Timeline,
  asDayTime,
  pastMoments,
} from '../../../../web/ui/staff/index.ts'
import { useRead, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { getItem, stepItem } from '../../contract.ts'

/** One opinion or deed: its words, where it comes from, and what may be done with it. */
export default function ItemPage() {
  const { id = '' } = useParams()
  const item = useRead(getItem, { params: { id } })
  const step = useWrite(stepItem)
  if (item.error)
    return (
      <ErrorNote missing={item.error.status === 404} reference={item.error.requestId ?? ''}>
        {item.error.message}
      </ErrorNote>
    )
  if (!item.data) return <p className="meta">正在打开……</p>
  const { data } = item
  const isOpinion = data.kind === 'opinion'
  return (
    <>
      <PageHead
        title={isOpinion ? '一条群众意见' : '一件实事'}
        crumbs={[
          { label: '群众意见与实事', to: below(staff.opinions()) },
          { label: isOpinion ? '群众意见' : '为民办实事' },
        ]}
        facts={[data.stateLabel]}
      />
      <p className="say">{data.words}</p>
      <Facts
        rows={[
          { label: '工作室', value: data.venues.map((venue) => venue.name).join('、') || '还没有入驻工作室' },
          { label: '专项活动', value: data.campaignName ?? '日常' },
          { label: '委员', value: data.heardBy ?? '本级政协内可见' },
          { label: isOpinion ? '听到' : '办成', value: asDayTime(data.happenedAt) },
          { label: '收到', value: asDayTime(data.receivedAt) },
        ]}
      />
      <StepBar
        steps={data.standing.steps.filter((one) => one.step !== 'merge')}
        likely="none"
        about={{ withdraw: { ask: '为什么撤回？撤回后不计入统计，随时可以恢复。' } }}
        onTake={(taken) => step.send({ params: { id }, body: taken })}
      />
      <Timeline moments={pastMoments(data.standing.history)} />
    </>
  )
}
