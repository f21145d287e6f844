import { Link, useParams } from 'react-router'
import { addressOf, useRead, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import {
  Button,
  ErrorNote,
  Facts,
  Section,
  Status,
  StepButton,
  asDay,
  asDayTime,
} from '../../../../web/ui/staff/index.ts'
import { getFile } from '../../../../platform/file-contract.ts'
import { type Campaign, acknowledgeCampaign, getCampaign } from '../../../campaigns/contract.ts'
import { CampaignHead } from './campaign-head.tsx'
import { Attachments } from './notice/attachments.tsx'
import { CampaignSteps } from './notice/steps.tsx'
import { ChainSection } from './chain/section.tsx'

/** 方案与通知: the notice as it was issued, its dates and attachments, who signed, and what is planned below. */
export default function NoticePage() {
  const { id = '' } = useParams()
  const campaign = useRead(getCampaign, { params: { id } })
  if (campaign.error)
    return <ErrorNote missing={campaign.error.status === 404}>{campaign.error.message}</ErrorNote>
  if (!campaign.data) return <p className="meta">正在打开……</p>
  const { data } = campaign
  const isDraft = data.standing.state === 'draft'
  const isIssuer = data.standing.steps.length > 0 || data.receipt === null
  return (
    <>
      <CampaignHead campaign={data} here="notice" facts={isDraft ? ['草稿，还没下发'] : []} />
      {data.receipt && <Receipt campaign={data} receipt={data.receipt} />}
      <Section title="通知">
        <Facts rows={factsOf(data)} />
        {data.notice ? <Paragraphs text={data.notice} /> : <p className="note">通知正文还没有写。</p>}
        {isDraft ? <Attachments campaign={data} /> : <AttachmentList campaign={data} />}
        {isDraft && data.standing.steps.length > 0 && (
          <p style={{ marginTop: 16 }}>
            <Button to={below(staff.editCampaign(id))}>修改内容</Button>
          </p>
        )}
      </Section>
      {!isDraft && isIssuer && (
        <Section title="下发回执">
          <Issued campaign={data} />
        </Section>
      )}
      {!isDraft && (
        <ChainSection campaignId={id} kinds={['plan', 'notice', 'publicity']} title="方案与通知" />
      )}
      <CampaignSteps campaign={data} />
    </>
  )
}

function Issued({ campaign }: { campaign: Campaign }) {
  const { id, committeeCount, readCount } = campaign
  if (committeeCount === 0) return <p>下面没有要发的政协。</p>
  return (
    <p>
      发给了 {committeeCount} 个政协，{readCount === committeeCount ? '都签收了' : `${readCount} 个已签收`}。
      <Link to={below(staff.receipts(id))}>{readCount < committeeCount ? '看谁还没签收' : '看回执'}</Link>
    </p>
  )
}

const factsOf = (campaign: Campaign) => [
  { label: '发起', value: campaign.issuerName },
  { label: '文号', value: campaign.documentNo },
  { label: '批准', value: campaign.approvedBy },
  { label: '集体活动', value: span(campaign.collectiveFrom, campaign.collectiveUntil) },
  { label: '自行开展', value: span(campaign.ownFrom, campaign.ownUntil), note: '首尾两天都算' },
  { label: '上传动态', value: `${asDay(campaign.uploadDueOn)} 24 点截止` },
  { label: '统计表', value: `${asDay(campaign.returnDueOn)} 24 点截止` },
  { label: '活动内容', value: campaign.kinds.map((kind) => `${kind.no}．${kind.label}`).join('；') },
  { label: '联系人', value: [campaign.contactName, campaign.contactPhone].filter(Boolean).join('，') },
]

const span = (from: string, until: string): string =>
  from === until ? asDay(from) : `${asDay(from)}至${asDay(until)}`

export function Paragraphs({ text }: { text: string }) {
  return (
    <div className="text" style={{ maxWidth: '46em', marginTop: 16 }}>
      {text.split('\n').map((line, index) => (
        <p key={index}>{line || ' '}</p>
      ))}
    </div>
  )
}

export function AttachmentList({ campaign }: { campaign: Pick<Campaign, 'attachments'> }) {
  if (campaign.attachments.length === 0) return null
  return (
    <ul style={{ marginTop: 12 }}>
      {campaign.attachments.map((file, index) => (
        <li key={file.id}>
          <a href={addressOf(getFile, { params: { id: file.id } })} download>
            附件 {index + 1}：{file.name}
          </a>
        </li>
      ))}
    </ul>
  )
}

function Receipt({ campaign, receipt }: { campaign: Campaign; receipt: NonNullable<Campaign['receipt']> }) {
  const write = useWrite(acknowledgeCampaign)
  if (receipt.readAt)
    return (
      <p style={{ margin: '20px 0 0' }}>
        <Status kind="done">
          {receipt.committeeName} {asDayTime(receipt.readAt)} 已签收
          {receipt.readBy ? `，${receipt.readBy}` : ''}
        </Status>
      </p>
    )
  if (campaign.standing.state !== 'issued') return null
  return (
    <div className="open" style={{ margin: '20px 0 0', alignItems: 'center' }}>
      <StepButton main busy={write.busy} onPress={() => void write.send({ params: { id: campaign.id } })}>
        签收通知
      </StepButton>
      <span className="note">签收后，上级看得到{receipt.committeeName}哪天、谁签收的。</span>
      {write.error && <ErrorNote>{write.error.message}</ErrorNote>}
    </div>
  )
}
