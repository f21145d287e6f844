import { useKept } from '../../../../web/kept.ts'
import { MemberPage, belowMember } from '../../../../web/member-frame.tsx'
import { member } from '../../../../web/paths.ts'
import {
  Empty,
  ErrorNote,
  Part,
  TodoList,
  asDay,
  asTime,
  asWeekday,
} from '../../../../web/ui/member/index.ts'
import { type SlotRow, listMySlots } from '../../contract.ts'
import { slotProcess } from '../../process.ts'
import { hostsOf } from '../when.ts'

/** 我的值班: what is ahead, the next first; then what was. */
export default function MyRoster() {
  return (
    <MemberPage title="我的值班" back={{ to: belowMember(member.home()), label: '今天' }}>
      {() => <Slots />}
    </MemberPage>
  )
}

function Slots() {
  const slots = useKept(listMySlots)
  if (slots.error && !slots.data) return <ErrorNote>{slots.error.message}</ErrorNote>
  if (!slots.data) return <p className="why">正在打开……</p>
  const now = Date.now()
  const ahead = slots.data.rows.filter((row) => Date.parse(row.endsAt) >= now && row.state === 'planned')
  const past = slots.data.rows.filter((row) => !ahead.includes(row))
  if (slots.data.rows.length === 0) return <Empty why="还没有给您排值班。排了会发消息，前一天再提醒一次。" />
  return (
    <>
      <Part first title="往后的">
        {ahead.length > 0 ? <List rows={ahead} /> : <p className="why">眼下没有排您值班。</p>}
      </Part>
      {past.length > 0 && (
        <Part title="最近的">
          <List rows={past} />
        </Part>
      )}
    </>
  )
}

function List({ rows }: { rows: readonly SlotRow[] }) {
  return (
    <TodoList
      todos={rows.map((row) => ({
        key: row.id,
        to: belowMember(member.roster(row.id)),
        when: asTime(row.beginsAt),
        title: `${asDay(row.beginsAt)} ${asWeekday(row.beginsAt)}`,
        note: [hostsOf(row), row.place, stateWords(row.state)].filter(Boolean).join('，'),
      }))}
    />
  )
}

const stateWords = (state: string): string =>
  state === 'planned'
    ? ''
    : (Object.entries(slotProcess.states).find(([code]) => code === state)?.[1].label ?? '')
