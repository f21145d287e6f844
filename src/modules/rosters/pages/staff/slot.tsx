import { beginningOf } from '../../../../platform/beginning.ts'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { useRead } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { StateOf } from '../../../../web/state-of.tsx'
import {
  Button,
  ErrorNote,
  Facts,
  PageHead,
  Section,
  Timeline,
  asDayTime,
  pastMoments,
} from '../../../../web/ui/staff/index.ts'
import { type Slot, getSlot } from '../../contract.ts'
import { slotProcess } from '../../process.ts'
import { hostsOf, whenOf } from '../when.ts'
import { SlotSteps } from '../slot-steps.tsx'
import { ChangeSlot, SwapMembers } from './change.tsx'

/** One slot: who and where, what was heard, who was there. */
export default function SlotPage() {
  const { id = '' } = useParams()
  const slot = useRead(getSlot, { params: { id } })
  const [swapped, setSwapped] = useState(0)
  if (slot.error) return <ErrorNote missing={slot.error.status === 404}>{slot.error.message}</ErrorNote>
  if (!slot.data) return <p className="meta">正在打开……</p>
  const { data } = slot
  const may = new Set(data.standing.steps.map((one) => one.step))
  return (
    <>
      <PageHead
        title={whenOf(data)}
        crumbs={[{ label: '轮值', to: below(staff.rosters()) }, { label: '一次值班' }]}
        facts={[hostsOf(data), <StateOf key="state" process={slotProcess} state={data.state} />]}
      />
      <Facts
        rows={[
          { label: '地点', value: data.place || '工作室' },
          ...(data.about ? [{ label: '主题', value: data.about }] : []),
          { label: '谁值班', value: <Members slot={data} /> },
          ...data.swaps.map((swap) => ({
            label: '换人',
            value: `${swap.outName} 换成 ${swap.inName}，${asDayTime(swap.at)}`,
          })),
        ]}
      />
      <SlotSteps slot={data} />
      {may.has('swap') && <SwapMembers slot={data} onSwapped={() => setSwapped((times) => times + 1)} />}
      {may.has('change') && <ChangeSlot key={swapped} slot={data} />}
      <Heard slot={data} />
      <Section title="经过">
        <Timeline moments={pastMoments(data.standing.history)} />
      </Section>
    </>
  )
}

function Members({ slot }: { slot: Slot }) {
  if (slot.members.length === 0) return <>还没有排</>
  return (
    <>
      {slot.members
        .map((person) => {
          const notes = [
            ...(slot.hosts.length > 1 ? [person.venueName] : []),
            ...(person.came === false ? ['没有到'] : []),
          ]
          return notes.length > 0 ? `${person.name}（${notes.join('，')}）` : person.name
        })
        .join('、')}
    </>
  )
}

function Heard({ slot }: { slot: Slot }) {
  const [host] = slot.hosts
  return (
    <Section title={`听到的 ${slot.heard} 条，接待 ${slot.served} 人次`}>
      {slot.items.length === 0 ? (
        <p className="note">还没有记。当面说的、打电话来的，一条一条记在这里。</p>
      ) : (
        <ul className="plain">
          {slot.items.map((item) => (
            <li key={item.id}>
              <Link to={below(staff.opinion(item.id))}>
                {item.number ?? ''} {beginningOf(item.words, 40).replace(/[。！？，]$/, '')}
              </Link>
              <span className="note">
                ，{item.stateLabel}，{item.persons} 人
              </span>
            </li>
          ))}
        </ul>
      )}
      {slot.mayRecord && host && (
        <Button to={`${below(staff.letters())}?slot=${slot.id}&venue=${host.id}`} icon="pen">
          记下听到的
        </Button>
      )}
    </Section>
  )
}
