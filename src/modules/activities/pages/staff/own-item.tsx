import { useParams } from 'react-router'
import { useRead, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import {
  ErrorNote,
  Facts,
  PageHead,
  Section,
  StepBar,
  Timeline,
  asDay,
  asDayTime,
  pastMoments,
} from '../../../../web/ui/staff/index.ts'
import { getOwnActivity, stepOwnActivity } from '../../contract.ts'

/** One own activity: its words, pictures, and whose hand wrote it. */
export default function OwnActivityPage() {
  const { id = '' } = useParams()
  const read = useRead(getOwnActivity, { params: { id } })
  const step = useWrite(stepOwnActivity)
  if (read.error) return <ErrorNote missing={read.error.status === 404}>{read.error.message}</ErrorNote>
  if (!read.data) return <p className="meta">正在打开……</p>
  const { data } = read
  const isProxy = data.proxyReason !== null
  return (
    <>
      <PageHead
        title={`${data.personName}自行开展`}
        crumbs={[{ label: '自行开展', to: below(staff.ownActivities()) }, { label: data.personName }]}
        facts={[
          `${asDay(data.onDay)}${data.atTime ? ` ${data.atTime}` : ''}`,
          data.place,
          data.stateLabel,
        ].filter(Boolean)}
      />
      <p className="say">{data.words}</p>
      {data.note && <p className="said">{data.note}</p>}
      <Facts
        rows={[
          { label: '活动日', value: data.campaignName ?? '日常履职' },
          { label: '内容', value: data.kinds.map((kind) => kind.shortLabel).join('、') },
          { label: '记于', value: asDayTime(data.happenedAt) },
          { label: '收到', value: asDayTime(data.receivedAt) },
          { label: '代录', value: isProxy ? `${data.recordedBy}：${data.proxyReason ?? ''}` : null },
        ]}
      />
      {data.pictures.length > 0 && (
        <Section title="照片" said={`${data.pictures.length} 张`}>
          <div className="shots">
            {data.pictures.map((picture, index) => (
              <figure key={picture.id}>
                <img
                  src={`/api/files/${picture.id}?size=small`}
                  alt={`第 ${index + 1} 张：${picture.name}`}
                />
              </figure>
            ))}
          </div>
        </Section>
      )}
      <StepBar
        steps={data.standing.steps}
        likely="none"
        about={{
          withdraw: {
            ask: '为什么收回？',
            final: '收回后不计入履职和统计；其中的意见和实事还在，另行撤回。',
          },
        }}
        onTake={(taken) => step.send({ params: { id }, body: taken })}
      />
      <Section title="经过">
        <Timeline moments={pastMoments(data.standing.history)} />
      </Section>
    </>
  )
}
