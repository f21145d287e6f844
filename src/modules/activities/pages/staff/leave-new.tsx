import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { z } from 'zod'
import { newKey, useRead, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import {
  Form,
  PageHead,
  RadioGroup,
  SearchSelect,
  SelectField,
  TextField,
} from '../../../../web/ui/staff/index.ts'
import { listCampaigns } from '../../../campaigns/contract.ts'
import { listMembers } from '../../../members/contract.ts'
import { listLeaveReasons, requestLeave } from '../../contract.ts'

const Typed = z.object({
  personId: z.string().min(1, '请选是哪位委员'),
  campaignId: z.string().min(1, '请选哪个活动日'),
  reason: z.string().min(1, '请选请假事由'),
  proxyReason: z.string().min(1, '请写明为什么由您代录').max(200, '最多 200 个字'),
})

/** 代录 of a leave that was asked for by telephone or letter; it is decided as any other. */
export default function NewLeave() {
  const go = useNavigate()
  const write = useWrite(requestLeave)
  const id = useMemo(newKey, [])
  const [search, setSearch] = useState('')
  const members = useRead(listMembers, { query: { search, size: 20 } })
  const campaigns = useRead(listCampaigns, { query: { size: 50 } })
  const reasons = useRead(listLeaveReasons)
  return (
    <>
      <PageHead
        title="替委员请假"
        crumbs={[{ label: '请假', to: below(staff.leaves()) }, { label: '代录' }]}
        facts={['委员来电、来信请假的，由您记下；该谁批还是谁批']}
      />
      <Form
        schema={Typed}
        submit="记下"
        onSubmit={async (typed, { key }) => {
          await write.send({ body: { ...typed, id }, key })
          await go(below(staff.leaves()))
        }}
      >
        <SearchSelect
          name="personId"
          label="委员"
          onSearch={setSearch}
          isLooking={members.isFetching}
          options={(members.data?.rows ?? []).map((row) => ({
            value: row.id,
            label: row.name,
            note: `编号 ${row.no}`,
          }))}
        />
        <SelectField
          name="campaignId"
          label="活动日"
          options={(campaigns.data?.rows ?? [])
            .filter((one) => one.state === 'issued')
            .map((one) => ({ value: one.id, label: one.name }))}
        />
        <RadioGroup
          name="reason"
          label="事由"
          chips
          hint="只有批假的人看得到。"
          options={(reasons.data?.rows ?? []).map(({ code, label }) => ({ value: code, label }))}
        />
        <TextField name="proxyReason" label="为什么代录" max={200} hint="例如：委员来电请假" />
      </Form>
    </>
  )
}
