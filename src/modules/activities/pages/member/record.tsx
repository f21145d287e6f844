import { beginningOf } from '../../../../platform/beginning.ts'
import '../../../../web/styles/activities.css'
import { useMemo, useState } from 'react'
import { z } from 'zod'
import { dayOf } from '../../../../platform/clock.ts'
import { newKey } from '../../../../web/call.ts'
import { useKept } from '../../../../web/kept.ts'
import { MemberPage, type Signed, belowMember } from '../../../../web/member-frame.tsx'
import { member } from '../../../../web/paths.ts'
import { enqueue } from '../../../../web/queue.ts'
import {
  CheckGroup,
  DateField,
  Form,
  LinesField,
  Shots,
  TextArea,
  TextField,
  TimeField,
  asDay,
} from '../../../../web/ui/member/index.ts'
import { recordItems } from '../../../opinions/contract.ts'
import { type MyCampaign, getMyDay, recordOwnActivity, uploadOwnPicture } from '../../contract.ts'
import { ownDayNote, splitLines } from '../../rules.ts'
import { QueueNote } from './queue-note.tsx'

/** 记一笔: what one did on one's own, opinions heard and deeds done, with or without a network. */
export default function RecordPage() {
  return (
    <MemberPage title="记一次自行开展的活动" back={{ to: belowMember(member.home()), label: '今天' }}>
      {(signed) => <Recording {...signed} />}
    </MemberPage>
  )
}

const Recorded = z.object({
  words: z.string().min(4, '至少写 4 个字').max(2000, '最多 2000 个字'),
  onDay: z.iso.date('请选哪一天'),
  atTime: z.string().optional(),
  place: z.string().max(100, '最多 100 个字').optional(),
  kinds: z.array(z.string()).optional(),
  opinions: z.array(z.string().max(2000, '一条最多 2000 个字')).max(50, '一次最多 50 条').optional(),
  deeds: z.array(z.string().max(2000, '一件最多 2000 个字')).max(50, '一次最多 50 件').optional(),
  photos: z.array(z.instanceof(File)).optional(),
})
type Recorded = z.output<typeof Recorded>

function Recording(signed: Signed) {
  const day = useKept(getMyDay)
  const [times, setTimes] = useState(0)
  const today = dayOf(new Date())
  const campaign =
    (day.data?.campaigns ?? []).find((one) => today >= one.ownFrom && today <= one.ownUntil) ??
    day.data?.campaigns[0]
  return (
    <>
      <QueueNote {...signed} />
      {campaign && (
        <p className="why">
          活动日前后（{asDay(campaign.ownFrom)}至{asDay(campaign.ownUntil)}
          ）记的都算活动日。若您也参加了集体活动，统计只计集体一次。
        </p>
      )}
      <Written
        key={times}
        signed={signed}
        campaign={campaign ?? null}
        today={today}
        onKept={() => setTimes(times + 1)}
        kept={times > 0}
      />
    </>
  )
}

function Written(props: {
  signed: Signed
  campaign: MyCampaign | null
  today: string
  kept: boolean
  onKept: () => void
}) {
  const { campaign, signed } = props
  const id = useMemo(newKey, [])
  return (
    <Form
      schema={Recorded}
      draftKey="own-activity"
      submit={signed.isOnline ? '存下来' : '存下来，有网再传'}
      initial={{ onDay: props.today }}
      beside={props.kept ? <p role="status">刚才那一笔存下来了。</p> : undefined}
      onSubmit={async (given) => {
        await keepAll(signed.me.personId, id, campaign, given)
        props.onKept()
      }}
    >
      <TextArea name="words" label="做了什么" rows={5} max={2000} />
      <div className="two">
        <DateField name="onDay" label="哪天" to={props.today} />
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
      <LinesField
        name="opinions"
        label="听到的意见"
        unit="条"
        split={splitLines}
        optional
        hint="一行一条，不用写谁说的。"
      />
      <LinesField name="deeds" label="办的实事" unit="件" split={splitLines} optional hint="一行一件。" />
      <Shots name="photos" label="照片" max={9} optional />
    </Form>
  )
}

/** Puts the activity, then its opinions, deeds and pictures into the queue, each a record of its own. */
const keepAll = async (personId: string, id: string, campaign: MyCampaign | null, given: Recorded) => {
  const happenedAt = new Date().toISOString()
  const title = beginningOf(given.words, 14)
  const campaignId = campaign && ownDayNote(given.onDay, campaign) === null ? campaign.id : null
  const about = { personId, happenedAt, after: id }
  await enqueue(
    recordOwnActivity,
    {
      body: {
        id,
        campaignId,
        words: given.words,
        place: given.place ?? '',
        onDay: given.onDay,
        atTime: given.atTime ?? null,
        kinds: campaignId ? (given.kinds ?? []).map(Number) : [],
        happenedAt,
      },
    },
    { id, personId, title, happenedAt },
  )
  const opinions = (given.opinions ?? []).map((words) => ({ id: newKey(), words }))
  const deeds = (given.deeds ?? []).map((words) => ({ id: newKey(), words }))
  if (opinions.length + deeds.length > 0)
    await enqueue(
      recordItems,
      { body: { ownActivityId: id, campaignId, happenedAt, opinions, deeds } },
      { ...about, id: newKey(), title: `${title}：意见 ${opinions.length} 条，实事 ${deeds.length} 件` },
    )
  for (const [index, photo] of (given.photos ?? []).entries()) {
    const pictureId = newKey()
    await enqueue(
      uploadOwnPicture,
      { params: { id }, body: { id: pictureId } },
      { ...about, id: pictureId, title: `${title}：照片 ${index + 1}`, file: photo },
    )
  }
}
