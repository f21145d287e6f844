import { useState } from 'react'
import { useParams } from 'react-router'
import { z } from 'zod'
import { dayOf } from '../../../../platform/clock.ts'
import { useRead, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { WhatStands, begunOn, useOtherHand } from '../../../../web/other-hand.tsx'
import { staff } from '../../../../web/paths.ts'
import {
  Button,
  DateField,
  ErrorNote,
  Facts,
  Form,
  HiddenField,
  PageHead,
  Section,
  StepBar,
  StepButton,
  TextArea,
  TextField,
  TimeField,
  Timeline,
  asDay,
  asDayTime,
  pastMoments,
} from '../../../../web/ui/staff/index.ts'
import { type OwnActivity, getOwnActivity, mendOwnActivity, stepOwnActivity } from '../../contract.ts'
import { ownStanding } from '../own-standing.ts'

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
      <Mend own={data} />
      <StepBar
        steps={data.standing.steps.filter(({ step: name }) => name !== 'mend')}
        likely="none"
        about={{
          withdraw: {
            ask: '为什么收回？',
            final: '收回后不计入履职和统计；其中的意见和实事还在，另行撤回。',
          },
        }}
        onTake={(taken) => step.send({ params: { id }, body: taken })}
      />
      {data.earlier.length > 0 && (
        <Section title="原来写的" said={`改过 ${data.earlier.length} 次`}>
          {data.earlier.toReversed().map((one) => (
            <p key={one.version}>
              {asDay(one.onDay)}
              {one.place && `，${one.place}`}：{one.words}
              <br />
              <span className="meta">
                {one.replacedBy}于{asDayTime(one.replacedAt)}改过
              </span>
            </p>
          ))}
        </Section>
      )}
      <Section title="经过">
        <Timeline moments={pastMoments(data.standing.history)} />
      </Section>
    </>
  )
}

const Mended = z.object({
  version: begunOn,
  words: z.string().min(1, '请写做了什么').max(2000, '最多 2000 个字'),
  onDay: z.iso.date('请选哪一天'),
  atTime: z.string().optional(),
  place: z.string().optional(),
  why: z.string().min(1, '写一句为什么改').max(200, '最多 200 个字'),
})

/** The office or whoever wrote it mends words, day and place; how it read before stays below. */
function Mend({ own }: { own: OwnActivity }) {
  const [isOpen, setOpen] = useState(false)
  const write = useWrite(mendOwnActivity)
  const { stands, held } = useOtherHand()
  const step = own.standing.steps.find((one) => one.step === 'mend')
  if (!step) return null
  if (!isOpen)
    return (
      <Section title="改这一笔">
        <StepButton obstacle={step.obstacle} onPress={() => setOpen(true)}>
          改时间、地点或内容
        </StepButton>
      </Section>
    )
  return (
    <Section title="改这一笔">
      <Form
        schema={Mended}
        draftKey={`own:${own.id}`}
        submit="改好了，存下来"
        initial={{
          version: String(own.version),
          words: own.words,
          onDay: own.onDay,
          atTime: own.atTime ?? '',
          place: own.place,
        }}
        beside={<Button onPress={() => setOpen(false)}>先不改</Button>}
        onSubmit={async ({ version: begun, atTime, place, ...given }, { key }) => {
          await held(begun, (version) =>
            write.send({
              params: { id: own.id },
              body: {
                ...given,
                atTime: atTime || null,
                place: place ?? '',
                campaignId: own.campaignId,
                kinds: own.kinds.map(({ no }) => no),
                version,
              },
              key,
            }),
          )
          setOpen(false)
        }}
      >
        <HiddenField name="version" />
        <TextArea name="words" label="做了什么" rows={5} max={2000} />
        <DateField name="onDay" label="哪天" to={dayOf(new Date())} />
        <TimeField name="atTime" label="几点" optional />
        <TextField name="place" label="在哪里" max={100} optional />
        <TextField name="why" label="为什么改" max={200} hint="例如：委员来电更正日期" />
        {stands && <WhatStands rows={ownStanding(stands)} />}
      </Form>
    </Section>
  )
}
