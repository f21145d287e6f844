import { useMemo, useRef, useState } from 'react'
import { useParams } from 'react-router'
import { sentence } from '../../../../platform/sentence.ts'
import { newKey, useRead, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import {
  Dock,
  ErrorNote,
  PageHead,
  Button,
  Section,
  StepButton,
  failureOf,
} from '../../../../web/ui/staff/index.ts'
import { type Roll, getActivity, getRoll, recordAttendances } from '../../contract.ts'
import { Guests, type Guest } from '../guests.tsx'
import { OnLeaveQuestion } from '../on-leave.tsx'
import { Paper, type Proxy } from '../paper.tsx'
import { RollTable } from './roll-table.tsx'

/** 点名: tick as fast as names are called, one press for all; guests, paper lists and 补传 on the same page. */
export default function RollPage() {
  const { id = '' } = useParams()
  const roll = useRead(getRoll, { params: { id } })
  const activity = useRead(getActivity, { params: { id } })
  if (roll.error)
    return (
      <ErrorNote missing={roll.error.status === 404} reference={roll.error.requestId ?? ''}>
        {roll.error.message}
      </ErrorNote>
    )
  if (!roll.data || !activity.data) return <p className="meta">正在打开……</p>
  return (
    <>
      <PageHead
        title={`点名：${activity.data.title}`}
        crumbs={[
          { label: '活动', to: below(staff.activities()) },
          { label: activity.data.title, to: below(staff.activity(id)) },
          { label: '点名' },
        ]}
        facts={[
          activity.data.hosts.map((host) => host.name).join('、'),
          `到场 ${roll.data.attended} 人${roll.data.guests > 0 ? `，其中来宾 ${roll.data.guests} 人` : ''}`,
        ]}
        aside={
          <Button icon="print" href={staff.signInSheet(id)}>
            打印签到表
          </Button>
        }
      />
      <Ticking id={id} roll={roll.data} />
    </>
  )
}

function Ticking({ id, roll }: { id: string; roll: Roll }) {
  const write = useWrite(recordAttendances)
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [guests, setGuests] = useState<readonly Guest[]>([])
  const [proxy, setProxy] = useState<Proxy | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  // One id a person as long as the press has not arrived, so that a press repeated is the same press.
  const ids = useRef(new Map<string, string>())
  const [isAsking, setAsking] = useState(false)
  const open = useMemo(() => roll.rows.filter((row) => row.attendance?.state !== 'standing'), [roll.rows])
  const onLeave = open.filter((row) => row.onLeave && ticked.has(row.personId))
  const toggle = (person: string, on?: boolean) => {
    setSaid(null)
    setAsking(false)
    setTicked((old) => {
      const next = new Set(old)
      if (on ?? !old.has(person)) next.add(person)
      else next.delete(person)
      return next
    })
  }
  const add = (guest: Guest) => {
    if (!guests.some((one) => one.personId === guest.personId)) setGuests([...guests, guest])
    toggle(guest.personId, true)
  }
  const record = async (people: readonly string[]) => {
    const items = people.map((personId) => {
      const attendanceId = ids.current.get(personId) ?? newKey()
      ids.current.set(personId, attendanceId)
      return { id: attendanceId, personId }
    })
    setFailed(null)
    try {
      const answer = await write.send({ params: { id }, body: { items, proxy } })
      const refused = answer.items.filter((item) => item.outcome === 'refused')
      const noted = answer.items.filter((item) => item.outcome === 'recorded' && item.note !== null)
      setSaid(
        [
          `记下了，现在到场 ${answer.attended} 人。`,
          noted.length > 0 ? `其中 ${noted.length} 人请过假，仍记到场。` : '',
          refused.length > 0 ? `有 ${refused.length} 人没记上：${sentence(refused[0]?.note ?? '')}` : '',
        ].join(''),
      )
      ids.current.clear()
      setAsking(false)
      setTicked(new Set())
      setGuests([])
      setProxy(null)
    } catch (error) {
      setFailed(failureOf(error).message)
    }
  }
  const missing = proxy !== null && proxy.reason.trim() === '' ? '代录要写明为什么' : null
  return (
    <>
      <RollTable
        rows={roll.rows}
        guests={guests}
        ticked={ticked}
        onToggle={toggle}
        onAll={(on) => open.forEach((row) => toggle(row.personId, on && !row.onLeave))}
      />
      <Section title="来宾">
        <Guests id={id} onAdd={add} />
      </Section>
      <Section
        title="照纸质签到或电话代录"
        {...(roll.papers.length > 0 ? { said: `已存 ${roll.papers.length} 张照片` } : {})}
      >
        <Paper id={id} proxy={proxy} papers={roll.papers} onChange={setProxy} />
      </Section>
      <Dock>
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
          <StepButton
            main
            busy={write.busy}
            obstacle={roll.obstacle ?? missing ?? (ticked.size === 0 ? '先勾到场的人' : null)}
            onPress={() => (onLeave.length > 0 ? setAsking(true) : void record([...ticked]))}
          >
            记下 {ticked.size} 人到场
          </StepButton>
        )}
        {said && <p role="status">{said}</p>}
        {failed && <ErrorNote>{failed}</ErrorNote>}
      </Dock>
    </>
  )
}
