import { useState } from 'react'
import { useParams } from 'react-router'
import { newKey, useWrite } from '../../../../web/call.ts'
import { useKept } from '../../../../web/kept.ts'
import { MemberPage, type Signed, belowMember } from '../../../../web/member-frame.tsx'
import { member } from '../../../../web/paths.ts'
import { enqueue, useOnline } from '../../../../web/queue.ts'
import { Btn, ErrorNote, Part, Result, Status, asTime, failureOf } from '../../../../web/ui/member/index.ts'
import { type Roll, type RollRow, getRoll, recordAttendances } from '../../contract.ts'
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
  const [failed, setFailed] = useState<string | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const open = roll.rows.filter((row) => row.attendance?.state !== 'standing')
  const here = roll.rows.filter((row) => row.attendance?.state === 'standing')
  const toggle = (person: string) => {
    setSaid(null)
    const next = new Set(ticked)
    if (!next.delete(person)) next.add(person)
    setTicked(next)
  }
  const press = async () => {
    const body = { items: [...ticked].map((one) => ({ id: newKey(), personId: one })) }
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
          { id: newKey(), personId, title: `点名 ${ticked.size} 人`, happenedAt },
        )
        setSaid('存在手机里了，有网时自动上传。')
      }
      setTicked(new Set())
    } catch (error) {
      setFailed(failureOf(error).message)
    }
  }
  return (
    <>
      <Part
        first
        title={`还没到 ${open.length} 人`}
        aside={<span className="why">到了 {roll.attended} 人</span>}
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
        </div>
        <Btn
          main
          busy={write.busy}
          obstacle={roll.obstacle ?? (ticked.size === 0 ? '先勾到场的人' : null)}
          onPress={() => void press()}
        >
          记下 {ticked.size} 人到场
        </Btn>
        {said && <Result>{said}</Result>}
        {failed && <ErrorNote>{failed}</ErrorNote>}
      </Part>
      <Part title={`到了 ${here.length} 人`}>
        <ul className="duties">
          {here.map((row) => (
            <li key={row.personId}>
              <div className="t">
                <b>{row.name}</b>
                <p>{noteOf(row)}</p>
              </div>
              <p className="n">
                <Status kind="done">{row.attendance ? asTime(row.attendance.happenedAt) : ''}</Status>
              </p>
            </li>
          ))}
        </ul>
        <p className="why">撤销、来宾、代录在电脑上办。</p>
      </Part>
    </>
  )
}

const noteOf = (row: RollRow): string =>
  [
    row.attendance?.state === 'pending' ? '补传了签到，勾上就是认可' : '',
    row.onLeave ? '请了假' : '',
    row.signedUp ? '报了名' : '',
    row.isResident ? '' : `来宾${row.committeeName ? `，${row.committeeName}` : ''}`,
  ]
    .filter(Boolean)
    .join('，')
