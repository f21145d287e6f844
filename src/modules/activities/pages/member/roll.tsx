import '../../../../web/styles/activities.css'
import { useState } from 'react'
import { useParams } from 'react-router'
import { newKey, useWrite } from '../../../../web/call.ts'
import { useKept } from '../../../../web/kept.ts'
import { MemberPage, type Signed, belowMember } from '../../../../web/member-frame.tsx'
import { member } from '../../../../web/paths.ts'
import { enqueue, useOnline } from '../../../../web/queue.ts'
import { Btn, ErrorNote, Part, Result, Status, asTime, failureOf } from '../../../../web/ui/member/index.ts'
import { type Roll, type RollRow, getRoll, recordAttendances } from '../../contract.ts'
import { type Guest, Guests } from '../guests.tsx'
import { OnLeaveQuestion } from '../on-leave.tsx'
import { Paper, type Proxy } from '../paper.tsx'
import { RowSteps } from '../row-steps.tsx'
import { QueueNote } from './queue-note.tsx'

/** 点名 on the convener's phone: tick, one press; without a network the press waits on the phone. */
export default function RollPage() {
  const { id = '' } = useParams()
  return (
    <MemberPage title="点名" back={{ to: belowMember(member.activity(id)), label: '活动' }}>
      {(signed) => <Listed id={id} {...signed} />}
    </MemberPage>
  )
}

function Listed({ id, ...signed }: Signed & { id: string }) {
  const roll = useKept(getRoll, { params: { id } })
  if (roll.error) return <ErrorNote missing={roll.error.status === 404}>{roll.error.message}</ErrorNote>
  if (!roll.data) return <p className="why">正在打开……</p>
  return (
    <>
      <QueueNote {...signed} />
      <Ticks id={id} roll={roll.data} personId={signed.me.personId} />
    </>
  )
}

function Ticks({ id, roll, personId }: { id: string; roll: Roll; personId: string }) {
  const write = useWrite(recordAttendances)
  const isOnline = useOnline()
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [guests, setGuests] = useState<readonly Guest[]>([])
  const [proxy, setProxy] = useState<Proxy | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const [isAsking, setAsking] = useState(false)
  const open = roll.rows.filter((row) => row.attendance?.state !== 'standing')
  const onLeave = open.filter((row) => row.onLeave && ticked.has(row.personId))
  const here = roll.rows.filter((row) => row.attendance?.state === 'standing')
  const toggle = (person: string) => {
    setSaid(null)
    setAsking(false)
    const next = new Set(ticked)
    if (!next.delete(person)) next.add(person)
    setTicked(next)
  }
  const add = (guest: Guest) => {
    if (!guests.some((one) => one.personId === guest.personId)) setGuests([...guests, guest])
    if (!ticked.has(guest.personId)) toggle(guest.personId)
  }
  const missing = proxy !== null && proxy.reason.trim() === '' ? '代录要在下面写明为什么' : null
  const record = async (people: readonly string[]) => {
    const body = { items: people.map((one) => ({ id: newKey(), personId: one })), proxy }
    setFailed(null)
    try {
      if (isOnline) {
        const answer = await write.send({ params: { id }, body })
        setSaid(`记下了，现在到了 ${answer.attended} 人。`)
      } else {
        const happenedAt = new Date().toISOString()
        await enqueue(
          recordAttendances,
          { params: { id }, body },
          { id: newKey(), personId, title: `点名 ${people.length} 人`, happenedAt },
        )
        setSaid('存在手机里了，有网时自动上传。')
      }
      setAsking(false)
      setTicked(new Set())
      setGuests([])
      setProxy(null)
    } catch (error) {
      setFailed(failureOf(error).message)
    }
  }
  return (
    <>
      <Part
        first
        title={open.length > 0 ? `还没到 ${open.length} 人` : '名单上的人都到了'}
        aside={roll.attended > 0 ? <span className="why">到了 {roll.attended} 人</span> : undefined}
      >
        <div className="picks">
          {open.map((row) => (
            <label key={row.personId} className="pick">
              <input
                type="checkbox"
                checked={ticked.has(row.personId)}
                onChange={() => toggle(row.personId)}
              />
              <span>
                {row.name}
                <small>{noteOf(row)}</small>
              </span>
            </label>
          ))}
          {guests.map((guest) => (
            <label key={guest.personId} className="pick">
              <input
                type="checkbox"
                checked={ticked.has(guest.personId)}
                onChange={() => toggle(guest.personId)}
              />
              <span>
                {guest.name}
                <small>来宾，{guest.committeeName}</small>
              </span>
            </label>
          ))}
        </div>
        {proxy && <p className="why">这次勾的记作代录。</p>}
        {isAsking ? (
          <OnLeaveQuestion
            names={onLeave.map((row) => row.name)}
            others={ticked.size - onLeave.length}
            busy={write.busy}
            onAll={() => void record([...ticked])}
            onOthers={() =>
              void record([...ticked].filter((one) => !onLeave.some((row) => row.personId === one)))
            }
            onBack={() => setAsking(false)}
          />
        ) : (
          <Btn
            main
            busy={write.busy}
            obstacle={roll.obstacle ?? missing ?? (ticked.size === 0 ? '先勾到场的人' : null)}
            onPress={() => (onLeave.length > 0 ? setAsking(true) : void record([...ticked]))}
          >
            记下 {ticked.size} 人到场
          </Btn>
        )}
        {said && <Result>{said}</Result>}
        {failed && <ErrorNote>{failed}</ErrorNote>}
      </Part>
      {here.length > 0 && (
        <Part title={`到了 ${here.length} 人`}>
          <ul className="duties rolled">
            {here.map((row) => (
              <Arrived key={row.personId} row={row} isOnline={isOnline} />
            ))}
          </ul>
          {!isOnline && <p className="why">没有网络时撤不了，有网再办。</p>}
        </Part>
      )}
      <Part title="加来宾">
        {isOnline ? <Guests id={id} onAdd={add} /> : <p className="why">没有网络时找不了人，有网再加。</p>}
      </Part>
      <Part title="照纸质签到或电话代录">
        <Paper id={id} proxy={proxy} papers={roll.papers} onChange={setProxy} />
      </Part>
      <Btn href={member.signInSheet(id)}>打印签到表</Btn>
    </>
  )
}

/** One who came; what may be done with it opens on a press. */
function Arrived({ row, isOnline }: { row: RollRow; isOnline: boolean }) {
  const [isOpen, setOpen] = useState(false)
  const { attendance } = row
  if (!attendance) return null
  const mayChange = isOnline && attendance.steps.length > 0
  return (
    <li>
      <div className="t">
        <b>{row.name}</b>
        <p>{noteOf(row)}</p>
        {mayChange && isOpen && <RowSteps attendance={attendance} name={row.name} />}
      </div>
      <p className="n">
        <Status kind="done">{asTime(attendance.happenedAt)}</Status>
        {mayChange && (
          <button
            type="button"
            className="as-link"
            aria-expanded={isOpen}
            aria-label={`改${row.name}的到场`}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? '收起' : '改'}
          </button>
        )}
      </p>
    </li>
  )
}

const noteOf = (row: RollRow): string =>
  [
    row.attendance?.proxyReason ? `${row.attendance.recordedBy}代录：${row.attendance.proxyReason}` : '',
    row.attendance?.late ? '迟到' : '',
    row.attendance?.leftEarly ? '早退' : '',
    row.attendance?.role === 'observer' ? '列席' : '',
    row.attendance?.state === 'pending' ? '补传了签到，勾上就是认可' : '',
    row.onLeave ? '请了假' : '',
    row.signedUp ? '报了名' : '',
    row.isResident ? '' : `来宾${row.committeeName ? `，${row.committeeName}` : ''}`,
  ]
    .filter(Boolean)
    .join('，')
