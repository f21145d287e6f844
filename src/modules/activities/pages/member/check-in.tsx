import '../../../../web/styles/activities.css'
import { useMemo, useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { useQueryClient } from '@tanstack/react-query'
import { CallError, call, newKey } from '../../../../web/call.ts'
import { useKept } from '../../../../web/kept.ts'
import { MemberPage, type Signed, belowMember } from '../../../../web/member-frame.tsx'
import { member } from '../../../../web/paths.ts'
import { enqueue } from '../../../../web/queue.ts'
import {
  Btn,
  CheckIn,
  ErrorNote,
  Facts,
  Part,
  People,
  Status,
  asDay,
  asDayTime,
  asTime,
} from '../../../../web/ui/member/index.ts'
import { checkIn, getActivity } from '../../contract.ts'

/** 现场签到: six digits from the convener's screen, or brought by the scanned code; without a network it waits on the phone. */
export default function CheckInPage() {
  const { id = '' } = useParams()
  return (
    <MemberPage
      title="现场签到"
      check
      back={{ to: belowMember(member.home()), label: '今天' }}
      dock={() => <Btn to={belowMember(member.leave())}>来不了，请假或改为自行开展</Btn>}
    >
      {(signed) => <Stamp id={id} {...signed} />}
    </MemberPage>
  )
}

/** Assumed: after four seconds a network is too weak to stand and wait for. (quality.md U11: 3 s on line) */
const longestWaitMs = 4_000

type Outcome = { at: string; words: string; isQueued: boolean }

function Stamp({ id, me }: Signed & { id: string }) {
  const [address] = useSearchParams()
  const activity = useKept(getActivity, { params: { id } })
  const client = useQueryClient()
  const attendanceId = useMemo(newKey, [])
  const [code, setCode] = useState(address.get('code') ?? '')
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<string | null>(null)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const title = activity.data?.title ?? '集体活动'
  const arrived = activity.data?.arrived ?? []
  const isDone = outcome !== null || activity.data?.myAttendance === 'standing'

  const press = async () => {
    const digits = code.replace(/\D/g, '')
    if (digits.length !== 6) return setFailed('请先填现场亮着的 6 位数字，或者扫现场的码。')
    const happenedAt = new Date().toISOString()
    const body = { id: attendanceId, code: digits, happenedAt }
    setBusy(true)
    setFailed(null)
    try {
      const said = await call(
        checkIn,
        { params: { id }, body },
        { key: `${attendanceId}-${digits}`, withinMs: longestWaitMs },
      )
      setOutcome({ at: happenedAt, words: said.words, isQueued: false })
      await client.invalidateQueries()
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      if (error.status !== 0)
        return setFailed([error.message, ...error.fields.map((field) => field.message)].join(' '))
      const queued = { params: { id }, body: { ...body, queued: true } }
      await enqueue(checkIn, queued, {
        id: attendanceId,
        personId: me.personId,
        title: `签到：${title}`,
        happenedAt,
      })
      setOutcome({ at: happenedAt, words: '', isQueued: true })
    } finally {
      setBusy(false)
    }
  }

  if (activity.error && activity.error.status !== 404 && activity.error.status !== 0)
    return <ErrorNote>{activity.error.message}</ErrorNote>
  return (
    <>
      {!isDone && (
        <>
          <h2>{title}</h2>
          {activity.data && (
            <p>
              {activity.data.hosts.map((host) => host.name).join('、')}
              <br />
              {asDay(activity.data.beginsAt)} {asTime(activity.data.beginsAt)}
              {activity.data.place && `，${activity.data.place}`}
            </p>
          )}
          <div className="field">
            <label htmlFor="code">现场的 6 位数字</label>
            <input
              id="code"
              className={failed ? 'in num bad' : 'in num'}
              inputMode="numeric"
              autoComplete="off"
              maxLength={7}
              value={code}
              onChange={(event) => {
                setCode(event.currentTarget.value)
                setFailed(null)
              }}
            />
          </div>
        </>
      )}
      <CheckIn
        isDone={isDone}
        busy={busy}
        {...(busy ? { verb: '稍等' } : {})}
        onPress={() => void press()}
        day={stampDay(outcome?.at)}
      />
      {failed && <ErrorNote>{failed}</ErrorNote>}
      {isDone ? (
        <>
          <h2>您已签到</h2>
          <p>{outcome ? `${asDayTime(outcome.at)}，${title}` : title}</p>
          <Facts
            rows={[
              { label: '记到哪里', value: '您的履职记录，参加集体活动 1 次' },
              {
                label: '上传',
                value: outcome?.isQueued ? (
                  <Status kind="local">待上传，已存在这部手机</Status>
                ) : (
                  <Status kind="done">已上传</Status>
                ),
                ...(outcome?.isQueued
                  ? { note: `签到时间以 ${asTime(outcome.at)} 为准，有网时自动上传，召集人核对` }
                  : {}),
              },
              { label: '说明', value: outcome?.words ?? '' },
            ]}
          />
        </>
      ) : (
        <p className="say">
          {address.get('code') && !failed ? '已认出现场的码。' : ''}这次签到只记时间，不记位置。
          <br />
          没有网络也能签，有网时自动上传。
        </p>
      )}
      {activity.data?.full && activity.data.attended > 0 && (
        <Part
          title={`到了 ${activity.data.attended} 人`}
          aside={<span className="why">全室 {activity.data.residents} 人</span>}
        >
          <People people={arrived.map((name, index) => ({ key: `${index}-${name}`, name }))} />
        </Part>
      )}
    </>
  )
}

/** 2026.9.21, as a stamp has it. */
const stampDay = (at = new Date().toISOString()): string => {
  const day = new Date(Date.parse(at) + 8 * 3_600_000)
  return `${day.getUTCFullYear()}.${day.getUTCMonth() + 1}.${day.getUTCDate()}`
}
