import { useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import { z } from 'zod'
import { newKey, useRead, useWrite } from '../../../../web/call.ts'
import { useKept } from '../../../../web/kept.ts'
import { MemberPage, belowMember } from '../../../../web/member-frame.tsx'
import { member } from '../../../../web/paths.ts'
import {
  Btn,
  Btns,
  Empty,
  ErrorNote,
  Form,
  OtherWay,
  Part,
  RadioGroup,
  Status,
  asDay,
  asDayTime,
  failureOf,
} from '../../../../web/ui/member/index.ts'
import {
  type LeaveRow,
  type MyCampaign,
  getMyDay,
  listLeaveReasons,
  listLeaves,
  requestLeave,
  stepLeave,
} from '../../contract.ts'

/** 请假: ask, see how it stands, take it back; for an approver those that wait. */
export default function LeavePage() {
  return (
    <MemberPage title="请假" back={{ to: belowMember(member.home()), label: '今天' }}>
      {({ me }) => <Leaves personId={me.personId} />}
    </MemberPage>
  )
}

function Leaves({ personId }: { personId: string }) {
  const day = useKept(getMyDay)
  const [address] = useSearchParams()
  const list = useRead(listLeaves, { query: { size: 50 } })
  const rows = list.data?.rows ?? []
  const mine = rows.filter((row) => row.personId === personId)
  const waiting = rows.filter(
    (row) => row.personId !== personId && row.state === 'requested' && row.steps.length > 0,
  )
  const free = (day.data?.campaigns ?? []).filter(
    (campaign) =>
      (campaign.standing === null || campaign.standing === 'none') &&
      !mine.some((row) => row.campaignId === campaign.id && ['requested', 'approved'].includes(row.state)),
  )
  const asked = free.find((campaign) => campaign.id === address.get('campaign')) ?? free[0]
  if (list.error?.status === 0)
    return <ErrorNote>请假要有网络才能送到批假的人手上。急的话，打个电话请召集人代录。</ErrorNote>
  if (list.error) return <ErrorNote>{list.error.message}</ErrorNote>
  return (
    <>
      {waiting.length > 0 && (
        <Part first title={`等您批的 ${waiting.length} 件`}>
          {waiting.map((row) => (
            <One key={row.id} row={row} />
          ))}
        </Part>
      )}
      {mine.map((row) => (
        <Part key={row.id} title={row.campaignName} aside={<State row={row} />}>
          <One row={row} />
        </Part>
      ))}
      {asked && <Ask key={asked.id} campaign={asked} />}
      {free
        .filter((campaign) => campaign !== asked)
        .map((campaign) => (
          <OtherWay key={campaign.id} to={`${belowMember(member.leave())}?campaign=${campaign.id}`}>
            {campaign.name}也要请假
          </OtherWay>
        ))}
      {day.data && list.data && mine.length + waiting.length + free.length === 0 && (
        <Empty why="眼下没有可以请假的活动日。" />
      )}
    </>
  )
}

function State({ row }: { row: LeaveRow }) {
  const kinds = { requested: 'doing', approved: 'done', refused: 'back' } as const
  const kind = Object.entries(kinds).find(([state]) => state === row.state)?.[1] ?? 'off'
  return <Status kind={kind}>{row.stateLabel}</Status>
}

function One({ row }: { row: LeaveRow }) {
  const write = useWrite(stepLeave)
  const [failed, setFailed] = useState<string | null>(null)
  const [words, setWords] = useState('')
  const isMine = row.steps.some((step) => step.step === 'withdraw')
  const take = async (step: string) => {
    setFailed(null)
    try {
      await write.send({
        params: { id: row.id },
        body: { step, ...(words.trim() ? { words: words.trim() } : {}) },
      })
    } catch (error) {
      setFailed(failureOf(error).message)
    }
  }
  return (
    <>
      <p>
        {isMine ? '' : `${row.personName}，`}
        {row.reasonLabel ?? '事由只有批假的人看得到'}
      </p>
      <p className="why">
        {asDayTime(row.requestedAt)}申请，由{row.decidedBy}批
        {row.instead &&
          `。${row.instead === 'collective' ? '到了集体活动，按到场计' : '自行开展了活动，按自行开展计'}，不计请假`}
      </p>
      {!isMine && row.steps.length > 0 && (
        <div className="field">
          <label htmlFor={`words-${row.id}`}>
            不准的话，写明为什么<span className="opt">准假不用写</span>
          </label>
          <input
            id={`words-${row.id}`}
            className="in"
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
        </div>
      )}
      {row.steps.length > 0 && (
        <Btns>
          {row.steps.map((step) => (
            <Btn
              key={step.step}
              main={step.step === 'approve'}
              busy={write.busy}
              obstacle={step.obstacle}
              onPress={() => void take(step.step)}
            >
              {step.label}
            </Btn>
          ))}
        </Btns>
      )}
      {failed && <ErrorNote>{failed}</ErrorNote>}
    </>
  )
}

const Asked = z.object({ reason: z.string().min(1, '请选请假事由') })

function Ask({ campaign }: { campaign: MyCampaign }) {
  const reasons = useKept(listLeaveReasons)
  const write = useWrite(requestLeave)
  const id = useMemo(newKey, [])
  return (
    <Part title={campaign.name} aside={<span className="why">{asDay(campaign.heldOn)}</span>}>
      <Form
        schema={Asked}
        submit="请假"
        onSubmit={async ({ reason }, { key }) => {
          await write.send({ body: { id, campaignId: campaign.id, reason }, key })
          return '收到了，等批准。批了会告诉您。'
        }}
      >
        <RadioGroup
          name="reason"
          label="为什么来不了"
          chips
          hint="只有批假的人看得到。"
          options={(reasons.data?.rows ?? []).map((reason) => ({ value: reason.code, label: reason.label }))}
        />
      </Form>
      <OtherWay to={belowMember(member.record())}>
        不请假，{asDay(campaign.ownFrom)}至{asDay(campaign.ownUntil)}自行开展
      </OtherWay>
    </Part>
  )
}
