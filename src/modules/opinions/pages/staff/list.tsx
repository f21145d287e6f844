import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { z } from 'zod'
import {
  Button,
  DataTable,
  Empty,
  ErrorNote,
  FilterBar,
  PageHead,
  SearchBox,
  Select,
  Switch,
  asDayTime,
  inThousands,
} from '../../../../web/ui/staff/index.ts'
import { useRead } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { holds, useMe } from '../../../../web/session.ts'
import { StateOf } from '../../../../web/state-of.tsx'
import { listCampaigns } from '../../../campaigns/contract.ts'
import { ItemKind, listItems } from '../../contract.ts'
import { deedProcess, opinionProcess } from '../../process.ts'
import { writers } from '../../rules.ts'

const units: Record<ItemKind, string> = { opinion: '条', deed: '件' }
const Address = z.object({
  kind: ItemKind.catch('opinion'),
  page: z.coerce.number().int().min(1).catch(1),
  size: z.coerce.number().int().min(1).max(200).catch(20),
})

/** 群众意见与为民办实事: what was heard and what was done, item by item. */
export default function Items() {
  const [address, setAddress] = useSearchParams()
  const { kind, page, size } = Address.parse(Object.fromEntries(address))
  const [campaignPage] = useState({ size: 50 })
  const me = useMe().data
  const campaigns = useRead(listCampaigns, { query: campaignPage })
  const search = address.get('search') ?? ''
  const campaignId = address.get('campaign') ?? ''
  const state = address.get('state') ?? ''
  const items = useRead(listItems, {
    query: { kind, page, size, search, campaignId: campaignId || undefined, state: state || undefined },
  })
  const set = (name: string, value: string) =>
    setAddress((old) => {
      const next = new URLSearchParams(old)
      if (value) next.set(name, value)
      else next.delete(name)
      if (name !== 'page') next.delete('page')
      return next
    })
  if (items.error) return <ErrorNote reference={items.error.requestId ?? ''}>{items.error.message}</ErrorNote>
  const total = items.data?.total ?? 0
  const states = Object.entries((kind === 'opinion' ? opinionProcess : deedProcess).states)
  return (
    <>
      <PageHead
        title="群众意见与实事"
        facts={['一件事记一次，统计表上的数从这里来']}
        aside={
          me &&
          holds(me, ...writers) && (
            <Button main to={below(staff.newOpinions())}>
              记意见和实事
            </Button>
          )
        }
      />
      <FilterBar said={total > 0 ? `共 ${inThousands(total)} ${units[kind]}，最近收到的在前` : undefined}>
        <Switch
          label="看哪一样"
          views={[
            { label: '群众意见', to: `${below(staff.opinions())}?kind=opinion`, here: kind === 'opinion' },
            { label: '为民办实事', to: `${below(staff.opinions())}?kind=deed`, here: kind === 'deed' },
          ]}
        />
        <Select
          label="专项活动"
          value={campaignId}
          options={(campaigns.data?.rows ?? []).map((campaign) => ({
            value: campaign.id,
            label: campaign.name,
          }))}
          onChange={(value) => set('campaign', value)}
        />
        <Select
          label="状态"
          value={state}
          options={states.map(([value, { label }]) => ({ value, label }))}
          onChange={(value) => set('state', value)}
        />
        <SearchBox label="找内容里的字" value={search} onChange={(value) => set('search', value)} />
      </FilterBar>
      <DataTable
        id={`items-${kind}`}
        caption={kind === 'opinion' ? '群众意见' : '为民办实事'}
        rows={items.data?.rows ?? []}
        rowKey={(item) => item.id}
        isLoading={items.isPending}
        columns={[
          {
            key: 'words',
            title: kind === 'opinion' ? '说了什么' : '办了什么',
            rowHead: true,
            render: (item) => <Link to={below(staff.opinion(item.id))}>{item.words}</Link>,
          },
          {
            key: 'venues',
            title: '工作室',
            width: 220,
            render: (item) => item.venues.map((venue) => venue.name).join('、'),
          },
          {
            key: 'heardBy',
            title: '委员',
            width: 110,
            hideable: true,
            render: (item) => item.heardBy ?? '—',
          },
          { key: 'happenedAt', title: '时间', width: 150, render: (item) => asDayTime(item.happenedAt) },
          {
            key: 'state',
            title: '状态',
            width: 130,
            render: (item) => (
              <StateOf process={kind === 'opinion' ? opinionProcess : deedProcess} state={item.state} />
            ),
          },
        ]}
        paging={{
          page,
          size,
          total,
          onChange: (to, by) => {
            set('size', String(by))
            set('page', String(to))
          },
        }}
        empty={
          <Empty
            why={
              search
                ? `没有找到含“${search}”的。换一个词试试。`
                : '还没有记。委员在手机上“记一笔”，或者在活动里补记，这里就有了。'
            }
          />
        }
      />
    </>
  )
}
