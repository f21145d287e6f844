import { useParams } from 'react-router'
import { useRead, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { ErrorNote, Facts, PageHead, StepBar, asDay } from '../../../../web/ui/staff/index.ts'
import { getCampaign, stepCampaign } from '../../contract.ts'

/** One campaign: its dates, its notice, its steps. */
export default function CampaignPage() {
  const { id = '' } = useParams()
  const campaign = useRead(getCampaign, { params: { id } })
  const step = useWrite(stepCampaign)
  if (campaign.error)
    return <ErrorNote missing={campaign.error.status === 404}>{campaign.error.message}</ErrorNote>
  if (!campaign.data) return <p className="meta">正在打开……</p>
  const { data } = campaign
  return (
    <>
      <PageHead
        title={data.name}
        crumbs={[{ label: '委员活动日', to: below(staff.campaigns()) }, { label: data.name }]}
        facts={[`${asDay(data.heldOn)}，“${data.theme}”`, data.standing.stateLabel]}
      />
      <Facts
        rows={[
          { label: '发起', value: data.issuerName },
          { label: '文号', value: data.documentNo },
          { label: '动态截止', value: asDay(data.uploadDueOn) },
          { label: '报表截止', value: asDay(data.returnDueOn) },
        ]}
      />
      <p className="text">{data.notice}</p>
      <StepBar
        steps={data.standing.steps}
        onTake={(taken) => step.send({ params: { id }, body: taken })}
        about={{ issue: { final: '下发后，内容不能再改，只能改期、延长或取消。' } }}
      />
    </>
  )
}
