import { useState } from 'react'
import { Link, Navigate, useParams, useSearchParams } from 'react-router'
import { useRead } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { ErrorNote } from '../../../../web/ui/staff/index.ts'
import { type Campaign, getCampaign } from '../../../campaigns/contract.ts'
import { type Board, getBoard } from '../../contract.ts'
import type { Matter } from '../../rules.ts'
import { BoardTable } from './board/table.tsx'
import { FigureDrawer } from './board/figure-drawer.tsx'
import { Gist } from './board/gist.tsx'
import type { Opened } from './board/opened.ts'
import { useReminder } from './board/remind.tsx'
import { VenuePeople } from './board/venue-people.tsx'
import { CampaignHead } from './campaign-head.tsx'

/** 进展: the live board of a campaign, from the reader's own unit down to one studio. */
export default function BoardPage() {
  const { id = '' } = useParams()
  const [address] = useSearchParams()
  const campaign = useRead(getCampaign, { params: { id } })
  const isDraft = campaign.data?.standing.state === 'draft'
  const board = useRead(
    getBoard,
    { params: { id }, query: queryOf(address) },
    { everyMs: 10_000, enabled: campaign.data !== undefined && !isDraft },
  )
  if (campaign.error)
    return <ErrorNote missing={campaign.error.status === 404}>{campaign.error.message}</ErrorNote>
  if (isDraft) return <Navigate to={below(staff.campaignNotice(id))} replace />
  if (board.error) return <ErrorNote missing={board.error.status === 404}>{board.error.message}</ErrorNote>
  if (!campaign.data || !board.data) return <p className="meta">正在打开……</p>
  return <Progress campaign={campaign.data} board={board.data} asked={address.get('matter')} />
}

const queryOf = (address: URLSearchParams) => {
  const unit = address.get('unit')
  const level = (['city', 'county', 'venue'] as const).find((one) => one === address.get('level'))
  const guide = (['place', 'body'] as const).find((one) => one === address.get('guide'))
  return {
    page: Number(address.get('page') ?? 1),
    ...(unit ? { unit } : {}),
    ...(level ? { level } : {}),
    ...(guide ? { guide } : {}),
  }
}

function Progress({ campaign, board, asked }: { campaign: Campaign; board: Board; asked: string | null }) {
  const [opened, setOpened] = useState<Opened | null>(null)
  const matter: Matter =
    asked === 'activity' || asked === 'post' ? asked : board.phase === 'before' ? 'activity' : 'post'
  const reminder = useReminder(campaign.id, matter)
  return (
    <>
      <CampaignHead campaign={campaign} here="board" asOf={board.asOf} posted={board.total.posted} />
      <Above board={board} />
      <Gist
        campaign={campaign}
        board={board}
        matter={matter}
        reminder={reminder}
        onOpen={(figure) => setOpened({ row: board.total, figure })}
      />
      {board.root.kind === 'venue' ? (
        <VenuePeople campaignId={campaign.id} root={board.root} />
      ) : (
        <BoardTable
          campaign={campaign}
          board={board}
          matter={matter}
          reminder={reminder}
          opened={opened}
          onOpen={setOpened}
        />
      )}
      {opened && (
        <FigureDrawer
          key={`${opened.row.unitId}${opened.row.part}${opened.figure}`}
          campaignId={campaign.id}
          opened={opened}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  )
}

/** The way back up, when the reader has come down into a unit. */
function Above({ board }: { board: Board }) {
  const { crumbs, name } = board.root
  const [address] = useSearchParams()
  if (!address.get('unit')) return null
  return (
    <nav className="crumb" aria-label="看到哪一级" style={{ marginTop: 20 }}>
      <span>
        <Link to="?">本级全部</Link>
      </span>
      {crumbs.slice(1).map((crumb) => (
        <span key={crumb.unitId}>
          <Link to={`?unit=${crumb.unitId}`}>{crumb.name}</Link>
        </span>
      ))}
      <span>{name}</span>
    </nav>
  )
}
