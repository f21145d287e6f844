import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { z } from 'zod'
import { dayOf } from '../../../../platform/clock.ts'
import { newKey, useRead, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import {
  DateField,
  Form,
  PageHead,
  SearchSelect,
  SelectField,
  TextArea,
  TextField,
  TimeField,
} from '../../../../web/ui/staff/index.ts'
import { listCampaigns } from '../../../campaigns/contract.ts'
import { listMembers } from '../../../members/contract.ts'
import { recordOwnActivity } from '../../contract.ts'

const Typed = z.object({
  personId: z.string().min(1, '请选是哪位委员'),
  proxyReason: z.string().min(1, '请写明为什么由您代录').max(200, '最多 200 个字'),
  campaignId: z.string().optional(),
  words: z.string().min(1, '请写做了什么').max(2000, '最多 2000 个字'),
  onDay: z.iso.date('请选哪一天'),
  atTime: z.string().optional(),
  place: z.string().optional(),
})

/** 代录 of a member's own activity: who told it and why staff writes it. */
export default function NewOwnActivity() {
  const go = useNavigate()
  const write = useWrite(recordOwnActivity)
  const id = useMemo(newKey, [])
  const [search, setSearch] = useState('')
  const members = useRead(listMembers, { query: { search, size: 20 } })
  const campaigns = useRead(listCampaigns, { query: { size: 50 } })
  return (
    <>
      <PageHead
        title="代录自行开展的活动"
        crumbs={[{ label: '自行开展', to: below(staff.ownActivities()) }, { label: '代录' }]}
        facts={['委员来电、来信告知的，由您记下，与本人记的一样算']}
      />
      <Form
        schema={Typed}
        submit="记下"
        initial={{ onDay: dayOf(new Date()) }}
        onSubmit={async (typed, { key }) => {
          const { campaignId, atTime, place, ...given } = typed
          await write.send({
            body: {
              ...given,
              id,
              campaignId: campaignId || null,
              atTime: atTime || null,
              place: place ?? '',
              happenedAt: new Date().toISOString(),
            },
            key,
          })
          await go(below(staff.ownActivity(id)))
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
        <TextField name="proxyReason" label="为什么代录" max={200} hint="例如：委员来电告知" />
        <SelectField
          name="campaignId"
          label="活动日"
          optional
          options={(campaigns.data?.rows ?? [])
            .filter((one) => one.state === 'issued')
            .map((one) => ({ value: one.id, label: one.name }))}
        />
        <TextArea name="words" label="做了什么" rows={5} max={2000} />
        <DateField name="onDay" label="哪天" to={dayOf(new Date())} />
        <TimeField name="atTime" label="几点" optional />
        <TextField name="place" label="在哪里" max={100} optional />
      </Form>
    </>
  )
}
