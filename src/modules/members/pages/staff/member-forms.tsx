import { useState } from 'react'
import { z } from 'zod'
import { newKey, useWrite } from '../../../../web/call.ts'
import { WhatStands, begunOn, useOtherHand, wordIn } from '../../../../web/other-hand.tsx'
import { Button, Check, Form, HiddenField, SelectField, TextField } from '../../../../web/ui/staff/index.ts'
import { type MemberChoices, genderLabels } from '../../contract/directory.ts'
import {
  type Mandate,
  MandateDraft,
  type Member,
  addMandate,
  editMandate,
  editPerson,
} from '../../contract/mandates.ts'
import { MandateFields, initialOf } from './mandate-fields.tsx'
import { genders } from './new.tsx'

const Person = editPerson.body.extend({ version: begunOn, dropPhone: z.boolean().default(false) })
const Seat = MandateDraft.extend({ version: begunOn })

/** 改姓名、性别、手机号. */
export function EditPerson({ member, onDone }: { member: Member; onDone: () => void }) {
  const write = useWrite(editPerson)
  const { stands, held } = useOtherHand()
  return (
    <Form
      schema={Person}
      draftKey={`person:${member.id}`}
      initial={{
        name: member.name,
        version: String(member.version),
        ...(member.gender ? { gender: member.gender } : {}),
      }}
      submit="存下来"
      beside={<Button onPress={onDone}>不改了</Button>}
      onSubmit={async ({ dropPhone, phone, version: begun, ...body }, { key }) => {
        const changed = dropPhone ? { phone: '' } : phone ? { phone } : {}
        await held(begun, (version) =>
          write.send({ params: { id: member.id }, body: { ...body, ...changed, version }, key }),
        )
        onDone()
      }}
    >
      <HiddenField name="version" />
      <TextField name="name" label="姓名" max={40} />
      <SelectField name="gender" label="性别" optional options={genders} />
      <TextField
        name="phone"
        label="换成新的手机号"
        kind="tel"
        optional
        isPrivate
        hint={member.phone ? `现在是 ${member.phone}；不换就空着。` : '现在没有登记。'}
      />
      {member.phone && <Check name="dropPhone" label="去掉手机号，不再保存" />}
      {stands && (
        <WhatStands
          rows={[
            { label: '姓名', value: wordIn(stands, 'name') },
            { label: '性别', value: genderWord(wordIn(stands, 'gender')) },
          ]}
        />
      )}
    </Form>
  )
}

const genderWord = (code: string | null): string | null =>
  code === 'male' || code === 'female' ? genderLabels[code] : null

/** 加一段任职. */
export function NewSeat(props: { member: Member; choices: MemberChoices; onDone: () => void }) {
  const write = useWrite(addMandate)
  const [mandateId] = useState(newKey)
  return (
    <Form
      schema={MandateDraft}
      draftKey={`seat-of:${props.member.id}`}
      submit="加上这段任职"
      beside={<Button onPress={props.onDone}>不加了</Button>}
      onSubmit={async (body, { key }) => {
        await write.send({ params: { id: props.member.id }, body: { ...body, mandateId }, key })
        props.onDone()
      }}
    >
      <MandateFields choices={props.choices} />
    </Form>
  )
}

/** 改或结束一段任职. */
export function EditSeat(props: { seat: Mandate; choices: MemberChoices; onDone: () => void }) {
  const write = useWrite(editMandate)
  const { stands, held } = useOtherHand()
  return (
    <Form
      schema={Seat}
      draftKey={`seat:${props.seat.id}`}
      initial={{ ...initialOf(props.seat), version: String(props.seat.version) }}
      submit="存下来"
      beside={<Button onPress={props.onDone}>不改了</Button>}
      onSubmit={async ({ version: begun, ...body }, { key }) => {
        await held(begun, (version) =>
          write.send({ params: { id: props.seat.id }, body: { ...body, version }, key }),
        )
        props.onDone()
      }}
    >
      <HiddenField name="version" />
      <MandateFields choices={props.choices} ending />
      {stands && <WhatStands rows={standing(stands, props.choices)} />}
    </Form>
  )
}

const standing = (stands: Record<string, unknown>, choices: MemberChoices) => {
  const label = (options: readonly { value: string; label: string }[], key: string) =>
    options.find(({ value }) => value === wordIn(stands, key))?.label ?? null
  return [
    { label: '职务', value: label(choices.posts, 'post') },
    { label: '界别', value: label(choices.sectors, 'sectorId') },
    { label: '党派', value: label(choices.parties, 'party') },
    { label: '专委会', value: label(choices.specialCommittees, 'specialCommitteeId') },
    { label: '单位及职务', value: wordIn(stands, 'workplace') },
    { label: '任职开始', value: wordIn(stands, 'from') },
    { label: '任职结束', value: wordIn(stands, 'until') },
  ]
}
