import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { CallError, newKey, useRead, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { Check, ErrorNote, Form, PageHead, SelectField, TextField } from '../../../../web/ui/staff/index.ts'
import { genderLabels, getMemberChoices } from '../../contract/directory.ts'
import { addMember } from '../../contract/mandates.ts'
import { MandateFields } from './mandate-fields.tsx'

const NewMember = addMember.body.omit({ id: true, committeeId: true })

export const genders = Object.entries(genderLabels).map(([value, label]) => ({ value, label }))

/** 登记一位: one member by hand; many come by the sheet. */
export default function NewMemberPage() {
  const go = useNavigate()
  const choices = useRead(getMemberChoices)
  const write = useWrite(addMember)
  const id = useMemo(() => newKey(), [])
  const [sameName, setSameName] = useState(false)
  if (choices.error) return <ErrorNote>{choices.error.message}</ErrorNote>
  if (!choices.data) return <p className="meta">正在打开……</p>
  const { data } = choices
  const currentTerm = data.terms[0]
  return (
    <>
      <PageHead
        title="登记一位委员"
        crumbs={[{ label: '委员', to: below(staff.members()) }, { label: '登记' }]}
        facts={[data.committeeName, '人多的时候，用“导入名单”更快']}
      />
      <Form
        schema={NewMember}
        draftKey="member"
        initial={{
          ...(currentTerm ? { termId: currentTerm.value } : {}),
          ...(currentTerm?.from ? { from: currentTerm.from } : {}),
          ...(currentTerm?.until ? { until: currentTerm.until } : {}),
        }}
        submit="登记"
        closed={data.mayEdit ? null : '登记委员要有办公室的角色'}
        onSubmit={async (body, { key }) => {
          try {
            await write.send({ body: { ...body, id, committeeId: data.committeeId }, key })
          } catch (thrown) {
            if (thrown instanceof CallError && thrown.detail && 'sameName' in thrown.detail) setSameName(true)
            throw thrown
          }
          await go(below(staff.member(id)))
        }}
      >
        <TextField name="name" label="姓名" max={40} />
        {sameName && <Check name="isAnother" label="同名的另一人" hint="与名册里那一位不是同一个人。" />}
        <SelectField name="gender" label="性别" optional options={genders} />
        <TextField
          name="phone"
          label="手机号"
          kind="tel"
          optional
          isPrivate
          hint="用来登录和认人。加密保存，平时打星。"
        />
        <MandateFields choices={data} />
      </Form>
    </>
  )
}
