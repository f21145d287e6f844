import { useState } from 'react'
import { useRead } from '../../../../web/call.ts'
import {
  CheckGroup,
  DateTimeField,
  RadioGroup,
  SearchSelect,
  SelectField,
  TextArea,
  TextField,
  asDay,
} from '../../../../web/ui/staff/index.ts'
import { getCampaign, listCampaigns } from '../../../campaigns/contract.ts'
import { useForm } from '../../../../web/ui/form/store.ts'
import { type Activity, listHostVenues, modeLabels } from '../../contract.ts'

/** The fields of a plan; kinds come from the campaign that is chosen. */
export function PlanFields({ known }: { known?: Activity }) {
  const { values } = useForm()
  const campaignId = values.get('campaignId')
  const campaigns = useRead(listCampaigns, { query: { size: 50 } })
  return (
    <>
      <SelectField
        name="campaignId"
        label="活动日"
        optional
        placeholder="日常活动，不属于哪个活动日"
        options={(campaigns.data?.rows ?? [])
          .filter((one) => one.state === 'issued' || one.id === known?.campaignId)
          .map((one) => ({ value: one.id, label: `${one.name}（${asDay(one.heldOn)}）` }))}
      />
      <TextField name="title" label="活动名称" max={60} hint="例如：在老码头听大家说" />
      <Hosts {...(known ? { known } : {})} />
      {typeof campaignId === 'string' && campaignId !== '' && <Kinds campaignId={campaignId} />}
      <DateTimeField name="beginsAt" label="开始" />
      <DateTimeField name="endsAt" label="结束" />
      <RadioGroup
        name="mode"
        label="方式"
        chips
        options={Object.entries(modeLabels).map(([value, label]) => ({ value, label }))}
      />
      <TextField name="place" label="地点" max={100} optional hint="线下活动要写，写到委员找得到。" />
      <TextField name="link" label="线上怎么进" max={300} optional hint="会议号或网址。" />
      <TextArea name="about" label="怎么安排" rows={6} max={2000} optional hint="几点做什么，谁负责。" />
    </>
  )
}

function Hosts({ known }: { known?: Activity }) {
  const own = useRead(listHostVenues, { query: { own: 'true', size: 200 } })
  const [words, setWords] = useState('')
  const found = useRead(listHostVenues, { query: { search: words, size: 8 } }, { enabled: words !== '' })
  const { values } = useForm()
  const chosen = values.get('others')
  const [met, setMet] = useState(known?.hosts.slice(1) ?? [])
  const offered = [
    ...met,
    ...(found.data?.rows ?? []).filter((one) => !met.some((host) => host.id === one.id)),
  ]
  const options = (own.data?.rows ?? []).map((one) => ({
    value: one.id,
    label: one.name,
    note: one.committeeName,
  }))
  const first = known?.hosts[0]
  const all =
    first && !options.some((one) => one.value === first.id)
      ? [{ value: first.id, label: first.name, note: first.committeeName }, ...options]
      : options
  return (
    <>
      <SearchSelect name="venueId" label="开展的委员工作室" options={all} hint="记录归这一家。" />
      <div className="field">
        <label htmlFor="find-host">
          联合开展的工作室<span className="opt">可以不填</span>
        </label>
        <input
          id="find-host"
          className="in"
          type="search"
          placeholder="打工作室的名字找"
          value={words}
          onChange={(event) => {
            const ids = Array.isArray(chosen) ? chosen : []
            setMet(offered.filter((one) => ids.some((id) => id === one.id)))
            setWords(event.currentTarget.value)
          }}
        />
      </div>
      {offered.length > 0 && (
        <CheckGroup
          name="others"
          label="勾上的一起开展"
          options={offered.map((one) => ({ value: one.id, label: one.name, note: one.committeeName }))}
          hint="对方的召集人会收到消息，也能点名。"
        />
      )}
    </>
  )
}

function Kinds({ campaignId }: { campaignId: string }) {
  const campaign = useRead(getCampaign, { params: { id: campaignId } })
  return (
    <CheckGroup
      name="kinds"
      label="活动内容"
      options={(campaign.data?.kinds ?? []).map((kind) => ({
        value: String(kind.no),
        label: kind.shortLabel,
        note: kind.label,
      }))}
    />
  )
}
