import { beginningOf } from '../../../../platform/beginning.ts'
import { useMemo, useState } from 'react'
import { useParams } from 'react-router'
import { z } from 'zod'
import { newKey, useRead, useWrite } from '../../../../web/call.ts'
import { MemberPage, belowMember } from '../../../../web/member-frame.tsx'
import { member } from '../../../../web/paths.ts'
import {
  Btn,
  Btns,
  Check,
  ErrorNote,
  Facts,
  Form,
  NumberField,
  Part,
  Result,
  Status,
  TextArea,
  TextField,
  TodoList,
  failureOf,
} from '../../../../web/ui/member/index.ts'
import { takeDown } from '../../../opinions/contract.ts'
import { mostWords } from '../../../opinions/rules.ts'
import { type Slot, getSlot, stepSlot } from '../../contract.ts'
import { slotProcess } from '../../process.ts'
import { hostsOf, localOf, whenOf } from '../when.ts'

/** One duty on the phone: when and where, write down what is said, tick who is there. */
export default function MySlot() {
  const { id = '' } = useParams()
  return (
    <MemberPage title="值班" back={{ to: belowMember(member.rosters()), label: '我的值班' }}>
      {(signed) => <One id={id} personId={signed.me.personId} />}
    </MemberPage>
  )
}

function One({ id, personId }: { id: string; personId: string }) {
  const slot = useRead(getSlot, { params: { id } })
  const [round, setRound] = useState(0)
  if (slot.error) return <ErrorNote reference={slot.error.requestId ?? ''}>{slot.error.message}</ErrorNote>
  if (!slot.data) return <p className="why">正在打开……</p>
  const { data } = slot
  const hold = data.standing.steps.find((one) => one.step === 'hold')
  const known = Object.entries(slotProcess.states).find(([code]) => code === data.state)?.[1]
  return (
    <>
      <Part
        first
        title={whenOf(data)}
        aside={<Status kind={known?.mark ?? 'todo'}>{known?.label ?? ''}</Status>}
      >
        <Facts
          rows={[
            { label: '哪家', value: hostsOf(data) },
            { label: '地点', value: data.place || '工作室' },
            ...(data.about ? [{ label: '主题', value: data.about }] : []),
            { label: '一起的', value: data.members.map((person) => person.name).join('、') },
          ]}
        />
        {data.state === 'planned' && hold?.obstacle && <p className="why">来不了，请早些告诉召集人换人。</p>}
      </Part>
      {hold && hold.obstacle === null && <Came slot={data} />}
      {data.items.length > 0 && (
        <Part title={`听到的 ${data.heard} 条，接待 ${data.served} 人次`}>
          <TodoList
            todos={data.items.map((item) => ({
              key: item.id,
              to: belowMember(member.opinion(item.id)),
              when: `${item.persons} 人`,
              title: beginningOf(item.words, 40),
              note: [item.number, item.stateLabel].filter(Boolean).join('，'),
            }))}
          />
        </Part>
      )}
      {data.mayRecord && data.state !== 'cancelled' && Date.parse(data.beginsAt) <= Date.now() && (
        <Part title="记下听到的">
          <Record key={round} slot={data} personId={personId} again={() => setRound(round + 1)} />
        </Part>
      )}
    </>
  )
}

function Came({ slot }: { slot: Slot }) {
  const write = useWrite(stepSlot)
  const [away, setAway] = useState<ReadonlySet<string>>(new Set())
  const [failed, setFailed] = useState<string | null>(null)
  const came = slot.members.filter((person) => !away.has(person.id))
  return (
    <Part title="谁到了岗">
      <div className="picks">
        {slot.members.map((person) => (
          <label key={person.id} className="pick">
            <input
              type="checkbox"
              checked={!away.has(person.id)}
              onChange={() => {
                const next = new Set(away)
                if (!next.delete(person.id)) next.add(person.id)
                setAway(next)
              }}
            />
            <span>{person.name}</span>
          </label>
        ))}
      </div>
      {failed && <ErrorNote>{failed}</ErrorNote>}
      <Btns>
        <Btn
          main
          busy={write.busy}
          onPress={() => {
            setFailed(null)
            write
              .send({
                params: { id: slot.id },
                body: { step: 'hold', cameIds: came.map((person) => person.id) },
              })
              .catch((error: unknown) => setFailed(failureOf(error).message))
          }}
        >
          记下到岗的 {came.length} 位
        </Btn>
      </Btns>
      <p className="why">记错了，召集人可以更正。</p>
    </Part>
  )
}

const Written = z.object({
  words: z.string().min(1, '说了什么，还没有写').max(mostWords, `最多 ${mostWords} 字`),
  name: z.string().max(40).optional(),
  phone: z.string().max(40).optional(),
  persons: z.number().int('请写整数').min(1).max(999).optional(),
  quiet: z.boolean().default(false),
})

function Record({ slot, personId, again }: { slot: Slot; personId: string; again: () => void }) {
  const write = useWrite(takeDown)
  const id = useMemo(newKey, [])
  const [done, setDone] = useState<{ number: string | null; code: string | null } | null>(null)
  const sitsFor = slot.members.find((person) => person.id === personId)?.venueId
  if (done)
    return (
      <>
        <Result>
          记下了{done.number && <>，编号 {done.number}</>}
          {done.code && <>，查询码 {done.code}。请抄给反映人，查询码只显示这一次。</>}
        </Result>
        <Btns>
          <Btn onPress={again}>再记一条</Btn>
        </Btns>
      </>
    )
  return (
    <Form
      schema={Written}
      draftKey={`slot:${slot.id}`}
      submit="存下来"
      onSubmit={async (given, { key }) => {
        const saved = await write.send({
          body: {
            id,
            venueId: sitsFor ?? slot.hosts[0]?.id ?? null,
            channel: 'duty',
            words: given.words,
            name: given.name ?? null,
            phone: given.phone ?? null,
            persons: given.persons ?? 1,
            happenedOn: localOf(slot.beginsAt).day,
            slotId: slot.id,
            isAwaited: !given.quiet,
          },
          key,
        })
        setDone(saved)
      }}
    >
      <TextArea name="words" label="说了什么" rows={4} hint="照原话写，一件事记一条。" />
      <NumberField name="persons" label="一起来的人" unit="人" optional />
      <TextField name="name" label="怎么称呼" optional isPrivate />
      <TextField name="phone" label="电话" kind="tel" optional isPrivate hint="留了电话，有结果发短信。" />
      <Check name="quiet" label="他不要答复，只是说说" />
    </Form>
  )
}
