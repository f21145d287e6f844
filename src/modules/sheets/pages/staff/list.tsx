import type { z } from 'zod'
import { useSearchParams } from 'react-router'
import { useRead } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { StateOf } from '../../../../web/state-of.tsx'
import {
  Button,
  DataTable,
  Empty,
  ErrorNote,
  PageHead,
  Section,
  asDay,
  type Column,
} from '../../../../web/ui/staff/index.ts'
import { type CampaignSheets, listSheets } from '../../contract.ts'
import { returnProcess } from '../../process.ts'
import { Link } from 'react-router'

type Campaign = z.output<typeof CampaignSheets>
type Own = Campaign['own'][number]

/** 统计表: by campaign, the sheets that one's units file, and those they receive. */
export default function SheetsPage() {
  const [address] = useSearchParams()
  const chosen = address.get('campaign')
  const sheets = useRead(listSheets, { query: { size: 10 } })
  if (sheets.error) return <ErrorNote>{sheets.error.message}</ErrorNote>
  if (!sheets.data) return <p className="meta">正在打开……</p>
  const rows = sheets.data.rows.filter((campaign) => !chosen || campaign.campaignId === chosen)
  return (
    <>
      <PageHead
        title="统计表"
        crumbs={[{ label: '统计' }, { label: '统计表' }]}
        facts={['数从记录里来，不用填。点开每个数，看得到是哪些记录']}
      />
      {rows.length === 0 && <Empty why="还没有要报统计表的活动。下发或收到活动日通知以后，这里就有。" />}
      {rows.map((campaign) => (
        <Section
          key={campaign.campaignId}
          title={campaign.campaignName}
          said={`${asDay(campaign.heldOn)}，${campaign.issuerName}发起，统计表${asDay(campaign.returnDueOn)} 24 点截止`}
        >
          {campaign.own.length > 0 && (
            <DataTable
              id="own-sheets"
              caption={`${campaign.campaignName}：本单位的统计表`}
              columns={ownColumns(campaign)}
              rows={campaign.own}
              rowKey={(row) => `${row.unitId} ${row.annex}`}
              empty={null}
            />
          )}
          {campaign.receives
            .filter(({ expected }) => expected > 0)
            .map((receiving) => (
              <p key={receiving.unitId}>
                收下级的报表：应报 <b>{receiving.expected}</b> 个单位，{filedOf(receiving)}。{' '}
                <Button to={below(staff.received(campaign.campaignId, receiving.unitId))}>看报来的表</Button>
              </p>
            ))}
        </Section>
      ))}
    </>
  )
}

const filedOf = ({ expected, submitted, accepted }: Campaign['receives'][number]): string => {
  if (submitted === 0) return '还没有报来的'
  if (accepted === expected) return '都报了，都接受了'
  return `${submitted === expected ? '都报了' : `已报 ${submitted} 个`}${accepted > 0 ? `，其中已接受 ${accepted} 个` : ''}`
}

const ownColumns = (campaign: Campaign): Column<Own>[] => [
  {
    key: 'unit',
    title: '填表单位',
    rowHead: true,
    render: (row) => (
      <Link to={below(staff.sheet(campaign.campaignId, row.unitId, row.annex))}>{row.unitName}</Link>
    ),
  },
  { key: 'annex', title: '附件', width: 100, render: (row) => `附件${row.annex}` },
  {
    key: 'state',
    title: '报送',
    width: 240,
    render: (row) =>
      row.returnState ? <StateOf process={returnProcess} state={row.returnState} /> : row.returnLabel,
  },
]
