import { useParams } from 'react-router'
import { addressOf, useRead } from '../../../../web/call.ts'
import { MemberPage, belowMember } from '../../../../web/member-frame.tsx'
import { member } from '../../../../web/paths.ts'
import { getFile } from '../../../../platform/file-contract.ts'
import { ErrorNote, Facts, Part, Status, asDay, asDayTime } from '../../../../web/ui/member/index.ts'
import { RepliesOf } from '../../../assignments/pages/parts/replies.ts'
import { getItem } from '../../contract.ts'
import { channels } from '../../rules.ts'

/** One opinion on the phone: what was said, and the answer to it. */
export default function Opinion() {
  const { id = '' } = useParams()
  return (
    <MemberPage title="一条意见" back={{ to: belowMember(member.opinions()), label: '群众意见' }}>
      {() => <One id={id} />}
    </MemberPage>
  )
}

function One({ id }: { id: string }) {
  const item = useRead(getItem, { params: { id } })
  if (item.error) return <ErrorNote reference={item.error.requestId ?? ''}>{item.error.message}</ErrorNote>
  if (!item.data) return <p className="lead">正在打开……</p>
  const { data } = item
  const speaker = data.inFull?.speaker
  return (
    <>
      <Part
        first
        title={data.number ? `编号 ${data.number}` : '听到的意见'}
        aside={<Status kind="doing">{data.stateLabel}</Status>}
      >
        {data.words.split('\n').map((line, at) => (
          <p key={`${at} ${line.slice(0, 8)}`}>{line}</p>
        ))}
        <Pictures ids={data.inFull?.pictureIds ?? []} />
        <Facts
          rows={[
            ...(speaker?.place ? [{ label: '在哪里', value: speaker.place }] : []),
            ...(speaker
              ? [
                  {
                    label: '反映人',
                    value: [speaker.name, speaker.phone].filter(Boolean).join('，') || '没有留',
                  },
                ]
              : []),
            { label: '来源', value: data.channel ? (channels[data.channel] ?? data.channel) : '' },
            { label: '收到', value: asDayTime(data.receivedAt) },
            ...(data.dueOn ? [{ label: '请在', value: `${asDay(data.dueOn)}前答复` }] : []),
          ]}
        />
      </Part>
      {data.kind === 'opinion' && data.number && <RepliesOf recordType="opinion" recordId={id} />}
    </>
  )
}

function Pictures({ ids }: { ids: readonly string[] }) {
  return (
    <div className="shots">
      {ids.map((id, at) => (
        <img
          key={id}
          src={addressOf(getFile, { params: { id }, query: { size: 'small' } })}
          alt={`第 ${at + 1} 张照片`}
        />
      ))}
    </div>
  )
}
