import { z } from 'zod'
import { useRead, useWrite } from '../../../../web/call.ts'
import { WhatStands, begunOn, useOtherHand, wordIn } from '../../../../web/other-hand.tsx'
import {
  CheckGroup,
  DateField,
  Form,
  HiddenField,
  SearchSelect,
  SelectField,
  TextField,
  TimeField,
  asDay,
} from '../../../../web/ui/staff/index.ts'
import { type Slot, changeSlot, listDutyPeople, swapMembers } from '../../contract.ts'
import { localOf } from '../when.ts'

const usePeople = (slot: Slot) => {
  const people = useRead(listDutyPeople, {
    query: {
      venueIds: slot.hosts.map((host) => host.id).join(','),
      on: new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10),
    },
  })
  return people.data?.rows ?? slot.members
}

const Swap = z.object({
  outId: z.string().min(1, '请选谁来不了'),
  inId: z.string().min(1, '请选换谁来'),
  words: z.string().max(200).optional(),
})

/** 换人: one for another, both are told. */
export function SwapMembers({ slot, onSwapped }: { slot: Slot; onSwapped: () => void }) {
  const write = useWrite(swapMembers)
  const people = usePeople(slot)
  const sitting = new Set(slot.members.map((person) => person.id))
  return (
    <details className="fold">
      <summary>换人</summary>
      <Form
        key={slot.version}
        schema={Swap}
        submit="换人，告诉两位委员"
        onSubmit={async (given) => {
          await write.send({ params: { id: slot.id }, body: { ...given, words: given.words ?? '' } })
          onSwapped()
        }}
      >
        <SelectField
          name="outId"
          label="谁来不了"
          options={slot.members.map((person) => ({ value: person.id, label: person.name }))}
        />
        <SearchSelect
          name="inId"
          label="换谁来"
          options={people
            .filter((person) => !sitting.has(person.id))
            .map((person) => ({ value: person.id, label: person.name, note: person.venueName }))}
        />
        <TextField name="words" label="为什么" max={200} optional />
      </Form>
    </details>
  )
}

const Change = z.object({
  version: begunOn,
  day: z.iso.date('请选日子'),
  begins: z.string().min(1, '请填几点开始'),
  ends: z.string().min(1, '请填几点结束'),
  place: z.string().max(100).optional(),
  about: z.string().max(200).optional(),
  memberIds: z.array(z.string()).optional(),
  words: z.string().min(1, '改安排要写明为什么').max(200),
})

/** 改安排: day, hours, place, members; whoever is on or off is told. */
export function ChangeSlot({ slot }: { slot: Slot }) {
  const write = useWrite(changeSlot)
  const { stands, held, saved } = useOtherHand()
  const people = usePeople(slot)
  const from = localOf(slot.beginsAt)
  return (
    <details className="fold">
      <summary>改安排</summary>
      <Form
        key={saved}
        schema={Change}
        draftKey={`slot-change:${slot.id}`}
        submit="照这样改，告诉值班的委员"
        initial={{
          version: String(slot.version),
          day: from.day,
          begins: from.time,
          ends: localOf(slot.endsAt).time,
          place: slot.place,
          about: slot.about,
          memberIds: slot.members.map((person) => person.id),
        }}
        onSubmit={async ({ version: begun, ...given }) => {
          await held(begun, (version) =>
            write.send({
              params: { id: slot.id },
              body: {
                ...given,
                place: given.place ?? '',
                about: given.about ?? '',
                memberIds: given.memberIds ?? [],
                version,
              },
            }),
          )
        }}
      >
        <HiddenField name="version" />
        <DateField name="day" label="哪一天" />
        <TimeField name="begins" label="几点开始" />
        <TimeField name="ends" label="几点结束" />
        <TextField name="place" label="地点" max={100} optional />
        <TextField name="about" label="主题" max={200} optional />
        <CheckGroup
          name="memberIds"
          label="谁值班"
          chips
          optional
          options={people.map((person) => ({
            value: person.id,
            label: person.name,
            ...(slot.hosts.length > 1 ? { note: person.venueName } : {}),
          }))}
        />
        <TextField name="words" label="为什么改" max={200} />
        {stands && (
          <WhatStands
            rows={[
              { label: '哪一天', value: asDay(wordIn(stands, 'day') ?? '') },
              { label: '几点开始', value: wordIn(stands, 'begins') },
              { label: '几点结束', value: wordIn(stands, 'ends') },
              { label: '地点', value: wordIn(stands, 'place') },
              { label: '主题', value: wordIn(stands, 'about') },
              { label: '谁值班', value: wordIn(stands, 'members') },
            ]}
          />
        )}
      </Form>
    </details>
  )
}
