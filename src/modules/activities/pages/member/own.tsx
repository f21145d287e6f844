import '../../../../web/styles/activities.css'
import { useState } from 'react'
import { useParams } from 'react-router'
import { z } from 'zod'
import { dayOf } from '../../../../platform/clock.ts'
import { useWrite } from '../../../../web/call.ts'
import { useKept } from '../../../../web/kept.ts'
import { MemberPage, belowMember } from '../../../../web/member-frame.tsx'
import { WhatStands, begunOn, useOtherHand } from '../../../../web/other-hand.tsx'
import { member } from '../../../../web/paths.ts'
import {
  Btn,
  Btns,
  CheckGroup,
  DateField,
  ErrorNote,
  Facts,
  Form,
  HiddenField,
  Part,
  TextArea,
  TextField,
  TimeField,
  asDay,
  asDayTime,
} from '../../../../web/ui/member/index.ts'
import {
  type MyCampaign,
  type OwnActivity,
  getMyDay,
  getOwnActivity,
  mendOwnActivity,
  stepOwnActivity,
} from '../../contract.ts'
import { ownDayNote } from '../../rules.ts'
import { ownStanding } from '../own-standing.ts'

/** One of one's own activities: as it reads now and read before, to be mended or taken back until the return is sealed. */
export default function OwnActivityPage() {
  const { id = '' } = useParams()
  return (
    <MemberPage title="自行开展的活动" back={{ to: belowMember(member.duties()), label: '我的履职' }}>
      {() => <Loaded id={id} />}
    </MemberPage>
  )
}

function Loaded({ id }: { id: string }) {
  const own = useKept(getOwnActivity, { params: { id } })
  const day = useKept(getMyDay)
  const [doing, setDoing] = useState<'mend' | 'withdraw' | null>(null)
  if (own.error) return <ErrorNote missing={own.error.status === 404}>{own.error.message}</ErrorNote>
  if (!own.data) return <p className="why">正在打开……</p>
  const { data } = own
  const mend = data.standing.steps.find(({ step }) => step === 'mend')
  const withdraw = data.standing.steps.find(({ step }) => step === 'withdraw')
  return (
    <>
      {doing === 'mend' ? (
        <Mend own={data} campaigns={day.data?.campaigns ?? []} onDone={() => setDoing(null)} />
      ) : (
        <>
          <p className="say">{data.words}</p>
          {data.note && <p className="why">{data.note}</p>}
          <Facts
            rows={[
              { label: '哪天', value: `${asDay(data.onDay)}${data.atTime ? ` ${data.atTime}` : ''}` },
              { label: '在哪里', value: data.place },
              { label: '活动日', value: data.campaignName ?? '日常履职' },
              { label: '内容', value: data.kinds.map((kind) => kind.shortLabel).join('、') },
              { label: '照片', value: data.pictures.length > 0 ? `${data.pictures.length} 张` : null },
              { label: '状态', value: data.stateLabel },
            ]}
          />
          {doing === 'withdraw' && <Withdraw id={id} onDone={() => setDoing(null)} />}
          {doing === null && (
            <Btns>
              {mend && (
                <Btn obstacle={mend.obstacle} onPress={() => setDoing('mend')}>
                  改这一笔
                </Btn>
              )}
              {withdraw && <Btn onPress={() => setDoing('withdraw')}>收回这一笔</Btn>}
            </Btns>
          )}
        </>
      )}
      {data.earlier.length > 0 && (
        <Part title="原来写的">
          <ul className="duties">
            {data.earlier.toReversed().map((one) => (
              <li key={one.version}>
                <div className="t">
                  <p>
                    {asDay(one.onDay)}
                    {one.place && `，${one.place}`}：{one.words}
                  </p>
                  <p>
                    {one.replacedBy}于{asDayTime(one.replacedAt)}改过
                  </p>
                </div>
              </li>
            ))}
          </ul>
        </Part>
      )}
    </>
  )
}

const Mended = z.object({
  words: z.string().min(4, '至少写 4 个字').max(2000, '最多 2000 个字'),
  version: begunOn,
  onDay: z.iso.date('请选哪一天'),
  atTime: z.string().optional(),
  place: z.string().max(100, '最多 100 个字').optional(),
  kinds: z.array(z.string()).optional(),
})

function Mend(props: { own: OwnActivity; campaigns: readonly MyCampaign[]; onDone: () => void }) {
  const { own, campaigns } = props
  const write = useWrite(mendOwnActivity)
  const { stands, held } = useOtherHand()
  const campaign =
    campaigns.find(({ id }) => id === own.campaignId) ??
    campaigns.find((one) => ownDayNote(own.onDay, one) === null) ??
    null
  return (
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
        kinds: own.kinds.map(({ no }) => String(no)),
      }}
      beside={<Btn onPress={props.onDone}>先不改</Btn>}
      onSubmit={async (given, { key }) => {
        const campaignId = campaign && ownDayNote(given.onDay, campaign) === null ? campaign.id : null
        await held(given.version, (version) =>
          write.send({
            params: { id: own.id },
            body: {
              words: given.words,
              onDay: given.onDay,
              atTime: given.atTime || null,
              place: given.place ?? '',
              campaignId,
              kinds: campaignId ? (given.kinds ?? []).map(Number) : [],
              version,
            },
            key,
          }),
        )
        props.onDone()
      }}
    >
      <p className="why">原来写的会留着。活动日的报表封存以后，就不能再改了。</p>
      <HiddenField name="version" />
      <TextArea name="words" label="做了什么" rows={5} max={2000} />
      <div className="two">
        <DateField name="onDay" label="哪天" to={dayOf(new Date())} />
        <TimeField name="atTime" label="几点" optional />
      </div>
      <TextField name="place" label="在哪里" max={100} optional />
      {campaign && (
        <CheckGroup
          name="kinds"
          label="属于哪一类"
          chips
          options={campaign.kinds.map((kind) => ({ value: String(kind.no), label: kind.shortLabel }))}
        />
      )}
      {stands && <WhatStands rows={ownStanding(stands)} />}
    </Form>
  )
}

function Withdraw({ id, onDone }: { id: string; onDone: () => void }) {
  const step = useWrite(stepOwnActivity)
  return (
    <Form
      schema={z.object({ words: z.string().min(1, '写一句为什么收回').max(200, '最多 200 个字') })}
      submit="收回"
      beside={<Btn onPress={onDone}>先不收回</Btn>}
      onSubmit={async ({ words }, { key }) => {
        await step.send({ params: { id }, body: { step: 'withdraw', words }, key })
        onDone()
      }}
    >
      <p className="why">收回后不计入履职和统计；其中的意见和实事还在。</p>
      <TextField name="words" label="为什么收回" max={200} />
    </Form>
  )
}
