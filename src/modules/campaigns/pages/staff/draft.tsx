import { useMemo } from 'react'
import { useNavigate, useParams } from 'react-router'
import { newKey, useRead, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { WhatStands, begunOn, useOtherHand, wordIn } from '../../../../web/other-hand.tsx'
import { useMe } from '../../../../web/session.ts'
import {
  DateField,
  ErrorNote,
  Form,
  HiddenField,
  PageHead,
  TextArea,
  TextField,
} from '../../../../web/ui/staff/index.ts'
import { type Campaign, CampaignDraft, draftCampaign, editCampaign, getCampaign } from '../../contract.ts'

const Changed = CampaignDraft.extend({ version: begunOn })

/** Drafts a campaign, or changes a draft; what is typed is kept on this machine every five seconds. */
export default function Draft() {
  const { id } = useParams()
  const known = useRead(getCampaign, { params: { id: id ?? '' } }, { enabled: id !== undefined })
  if (id === undefined) return <NewDraft />
  if (known.error) return <ErrorNote missing={known.error.status === 404}>{known.error.message}</ErrorNote>
  return known.data ? <ChangeDraft campaign={known.data} /> : <p className="meta">正在打开……</p>
}

function NewDraft() {
  const go = useNavigate()
  const me = useMe()
  const write = useWrite(draftCampaign)
  const id = useMemo(() => newKey(), [])
  const office = me.data?.grants.find((grant) => grant.role === 'office')
  return (
    <>
      <PageHead
        title="起草一个活动日"
        crumbs={[{ label: '委员活动日', to: below(staff.campaigns()) }, { label: '起草' }]}
        facts={office ? [`由${office.unitName}发起`, '写的内容每 5 秒存在这台电脑上'] : []}
      />
      <Form
        schema={CampaignDraft}
        draftKey="campaign"
        submit="存成草稿"
        closed={office ? null : '起草活动日要有办公室的角色'}
        onSubmit={async (body, { key }) => {
          await write.send({ body: { ...body, id, committeeId: office?.unitId ?? '' }, key })
          await go(below(staff.campaign(id)))
        }}
      >
        <Fields />
      </Form>
    </>
  )
}

function ChangeDraft({ campaign }: { campaign: Campaign }) {
  const go = useNavigate()
  const write = useWrite(editCampaign)
  const { stands, held } = useOtherHand()
  if (campaign.standing.state !== 'draft')
    return <ErrorNote>已经下发，内容不能再改。日期有变，请回到活动日页面用“改期”或“延长期限”。</ErrorNote>
  return (
    <>
      <PageHead
        title={`修改：${campaign.name}`}
        crumbs={[
          { label: '委员活动日', to: below(staff.campaigns()) },
          { label: campaign.name, to: below(staff.campaign(campaign.id)) },
          { label: '修改' },
        ]}
        facts={['写的内容每 5 秒存在这台电脑上']}
      />
      <Form
        schema={Changed}
        draftKey={`campaign:${campaign.id}`}
        initial={initialOf(campaign)}
        submit="存下来"
        onSubmit={async ({ version: begun, ...body }, { key }) => {
          await held(begun, (version) =>
            write.send({ params: { id: campaign.id }, body: { ...body, version }, key }),
          )
          await go(below(staff.campaign(campaign.id)))
        }}
      >
        <HiddenField name="version" />
        <Fields />
        {stands && (
          <WhatStands rows={labels.map(([name, label]) => ({ label, value: wordIn(stands, name) }))} />
        )}
      </Form>
    </>
  )
}

const initialOf = (campaign: Campaign) => ({
  version: String(campaign.version),
  name: campaign.name,
  theme: campaign.theme,
  heldOn: campaign.heldOn,
  collectiveFrom: campaign.collectiveFrom,
  collectiveUntil: campaign.collectiveUntil,
  ownFrom: campaign.ownFrom,
  ownUntil: campaign.ownUntil,
  uploadDueOn: campaign.uploadDueOn,
  returnDueOn: campaign.returnDueOn,
  approvedBy: campaign.approvedBy,
  documentNo: campaign.documentNo,
  notice: campaign.notice,
  contactName: campaign.contactName,
  contactPhone: campaign.contactPhone,
})

const labels = [
  ['name', '名称'],
  ['theme', '主题'],
  ['heldOn', '活动日'],
  ['collectiveFrom', '集体活动，从'],
  ['collectiveUntil', '集体活动，到'],
  ['ownFrom', '自行开展，从'],
  ['ownUntil', '自行开展，到'],
  ['uploadDueOn', '动态上传，截止'],
  ['returnDueOn', '总结和统计表，截止'],
  ['approvedBy', '哪次会议定的'],
  ['documentNo', '文号'],
  ['notice', '通知正文'],
  ['contactName', '联系人'],
  ['contactPhone', '联系电话'],
] as const

function Fields() {
  return (
    <>
      <TextField name="name" label="名称" max={60} hint="例如：2026 年委员活动日" />
      <TextField name="theme" label="主题" max={60} />
      <DateField name="heldOn" label="活动日" hint="下面的日期不填，就按这一天推算。" />
      <DateField name="collectiveFrom" label="集体活动，从" optional hint="不填：就在活动日当天" />
      <DateField name="collectiveUntil" label="集体活动，到" optional />
      <DateField name="ownFrom" label="自行开展，从" optional hint="不填：活动日前 7 天" />
      <DateField name="ownUntil" label="自行开展，到" optional hint="不填：活动日后 9 天" />
      <DateField
        name="uploadDueOn"
        label="动态上传，截止"
        optional
        hint="不填：活动日后 2 天，当天 24 点截止"
      />
      <DateField
        name="returnDueOn"
        label="总结和统计表，截止"
        optional
        hint="不填：活动日后 9 天，当天 24 点截止"
      />
      <TextField name="approvedBy" label="哪次会议定的" max={80} optional hint="例如：第五十七次主席会议" />
      <TextField name="documentNo" label="文号" max={40} optional />
      <TextArea name="notice" label="通知正文" rows={14} max={8000} optional hint="下发前要写好。" />
      <TextField name="contactName" label="联系人" max={20} optional />
      <TextField name="contactPhone" label="联系电话" max={20} optional hint="写办公电话。" />
    </>
  )
}
