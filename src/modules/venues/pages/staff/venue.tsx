import { useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { useRead, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { StateOf } from '../../../../web/state-of.tsx'
import {
  Button,
  ErrorNote,
  Facts,
  PageHead,
  StepBar,
  Timeline,
  asDay,
  pastMoments,
} from '../../../../web/ui/staff/index.ts'
import { type Venue, getVenue, stepVenue } from '../../contract.ts'
import { venueProcess } from '../../process.ts'
import { publicPath, studioKindLabel, venueKindLabel } from '../../rules.ts'
import { Charge } from './charge.tsx'
import { Code } from './code.tsx'
import { Residents } from './residents.tsx'

const tabs = [
  { key: '', label: '概况' },
  { key: 'people', label: '入驻委员' },
  { key: 'charge', label: '召集人与归口' },
  { key: 'code', label: '码与海报' },
]

/** One studio: what it is, who is resident, who convenes and guides it, its code. */
export default function VenuePage() {
  const { id = '' } = useParams()
  const [address] = useSearchParams()
  const venue = useRead(getVenue, { params: { id } })
  if (venue.error) return <ErrorNote missing={venue.error.status === 404}>{venue.error.message}</ErrorNote>
  if (!venue.data) return <p className="meta">正在打开……</p>
  const { data } = venue
  const tab = address.get('tab') ?? ''
  return (
    <>
      <PageHead
        title={data.name}
        crumbs={[{ label: '委员工作室', to: below(staff.venues()) }, { label: data.name }]}
        facts={[
          data.code,
          `${data.committeeName}政协`,
          daysOf(data),
          <StateOf key="state" process={venueProcess} state={data.standing.state} />,
        ]}
        tabs={tabs.map(({ key, label }) => ({
          label,
          to: `${below(staff.venue(id))}${key ? `?tab=${key}` : ''}`,
          here: tab === key,
          ...(key === 'people' ? { count: data.residentCount } : {}),
        }))}
        aside={
          data.may.edit || data.may.editPage ? (
            <Button to={below(staff.editVenue(id))} icon="pen">
              修改
            </Button>
          ) : undefined
        }
      />
      {tab === 'people' && <Residents venue={data} />}
      {tab === 'charge' && <Charge venue={data} />}
      {tab === 'code' && <Code venue={data} />}
      {tab === '' && <Overview venue={data} />}
    </>
  )
}

const daysOf = (venue: Venue): string => {
  if (!venue.openFrom) return venue.opensOn ? `申请 ${asDay(venue.opensOn)} 挂牌` : '还没开放'
  return venue.openUntil
    ? `${asDay(venue.openFrom)} 挂牌，${asDay(venue.openUntil)} 起不再开放`
    : `${asDay(venue.openFrom)} 挂牌`
}

function Overview({ venue }: { venue: Venue }) {
  const step = useWrite(stepVenue)
  const [on, setOn] = useState('')
  const asksDay = venue.standing.steps.some(({ step: name }) => name === 'approve' || name === 'close')
  const [guide] = venue.guidances
  return (
    <>
      <Facts
        rows={[
          {
            label: '种类',
            value: [venueKindLabel(venue.kind), studioKindLabel(venue.studioKind)].filter(Boolean).join('，'),
          },
          { label: '线上名称', value: venue.onlineName },
          { label: '地址', value: venue.address },
          { label: '公开电话', value: venue.phone },
          { label: '开放时间', value: venue.hours },
          { label: '介绍', value: venue.about },
          { label: '归口', value: guide?.guideName },
          { label: '召集人', value: venue.conveners.find(({ until }) => until === null)?.name },
          { label: '入驻委员', value: venue.residentCount > 0 ? `${venue.residentCount} 位在任` : '还没有' },
          {
            label: '公开页',
            value:
              venue.standing.state === 'open' ? (
                <a href={publicPath(venue.token)} target="_blank" rel="noreferrer">
                  打开看看
                </a>
              ) : null,
          },
          {
            label: '动态',
            value:
              venue.standing.state === 'open' ? (
                <Link to={`${below(staff.newPost())}?venue=${venue.id}`}>写一条动态</Link>
              ) : null,
          },
        ]}
      />
      <StepBar
        steps={venue.standing.steps}
        onTake={(taken) => step.send({ params: { id: venue.id }, body: { ...taken, ...(on ? { on } : {}) } })}
        likely={venue.standing.state === 'proposed' ? 'approve' : 'none'}
        about={{
          close: {
            ask: '为什么撤销？',
            final:
              '撤销后，从写明的那一天起不计入统计表，公开页会说它不开放，那天以后排好的值班会取消并告诉排到的委员。以前的记录都在。',
          },
          approve: { ask: '要说的话' },
        }}
        fields={
          asksDay ? (
            <p className="field">
              <label htmlFor="step-on">
                {venue.standing.state === 'proposed' ? '挂牌日期' : '从哪天起撤销'}
                <span className="opt">可以不填</span>
              </label>
              <input
                id="step-on"
                className="in"
                type="date"
                value={on}
                onChange={(event) => setOn(event.currentTarget.value)}
              />
              <span className="hint">
                {venue.standing.state === 'proposed'
                  ? '开放的第一天；不填就按申请里写的。'
                  : '不再开放的第一天：开到 9 月 30 日，写 10 月 1 日。不填就是今天。'}
              </span>
            </p>
          ) : undefined
        }
      />
      <Timeline moments={pastMoments(venue.standing.history)} />
    </>
  )
}
