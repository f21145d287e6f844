import { useParams } from 'react-router'
import { useRead } from '../../../../web/call.ts'
import { ErrorNote } from '../../../../web/ui/staff/index.ts'
import { getCampaign } from '../../../campaigns/contract.ts'
import { CampaignHead } from './campaign-head.tsx'
import { ChainSection } from './chain/section.tsx'
import { CoverageSection } from './documents/coverage.tsx'
import { LeadersSection } from './documents/leaders.tsx'

/** 小结与总结: what is written afterwards, what the media wrote, and where the leaders sat. */
export default function DocumentsPage() {
  const { id = '' } = useParams()
  const campaign = useRead(getCampaign, { params: { id } })
  if (campaign.error)
    return <ErrorNote missing={campaign.error.status === 404}>{campaign.error.message}</ErrorNote>
  if (!campaign.data) return <p className="meta">正在打开……</p>
  return (
    <>
      <CampaignHead campaign={campaign.data} here="documents" />
      <ChainSection campaignId={id} kinds={['brief', 'summary']} title="小结与总结" />
      <CoverageSection campaign={campaign.data} />
      <LeadersSection campaignId={id} />
    </>
  )
}
