import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { addDays } from '../../../../platform/clock.ts'
import { useRead } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import {
  Button,
  DataTable,
  Empty,
  ErrorNote,
  Facts,
  PageHead,
  Section,
  Status,
  asDay,
} from '../../../../web/ui/staff/index.ts'
import { genderLabels, getMemberChoices } from '../../contract/directory.ts'
import { type Mandate, type Member, getMember } from '../../contract/mandates.ts'
import { EditPerson, EditSeat, NewSeat } from './member-forms.tsx'
import { SamePerson } from './same-person.tsx'

type Doing = { what: 'person' } | { what: 'new' } | { what: 'same' } | { what: 'seat'; seat: Mandate } | null

/** One member: who, which seats, where resident; changes by the office of the 政协. */
export default function MemberPage() {
  const { id = '' } = useParams()
  const member = useRead(getMember, { params: { id } })
  const choices = useRead(getMemberChoices)
  const [doing, setDoing] = useState<Doing>(null)
  if (member.error) return <ErrorNote missing={member.error.status === 404}>{member.error.message}</ErrorNote>
  if (!member.data) return <p className="meta">正在打开……</p>
  const { data } = member
  const serving = data.mandates.find((seat) => seat.serving)
  return (
    <>
      <PageHead
        title={data.name}
        crumbs={[{ label: '委员', to: below(staff.members()) }, { label: data.name }]}
        facts={factsOf(serving)}
        aside={
          data.mayEdit && doing === null ? (
            <div className="open">
              <Button onPress={() => setDoing({ what: 'person' })}>改姓名、手机号</Button>
              <Button onPress={() => setDoing({ what: 'new' })}>加一段任职</Button>
              <Button onPress={() => setDoing({ what: 'same' })}>另有一份记录</Button>
              <Button to={below(staff.account(id))}>登录与账号</Button>
            </div>
          ) : undefined
        }
      />
      {choices.data && doing && (
        <Section title={titleOf(doing)}>
          {doing.what === 'person' && <EditPerson member={data} onDone={() => setDoing(null)} />}
          {doing.what === 'same' && <SamePerson member={data} />}
          {doing.what === 'new' && (
            <NewSeat member={data} choices={choices.data} onDone={() => setDoing(null)} />
          )}
          {doing.what === 'seat' && (
            <EditSeat
              key={doing.seat.id}
              seat={doing.seat}
              choices={choices.data}
              onDone={() => setDoing(null)}
            />
          )}
        </Section>
      )}
      <Facts
        rows={[
          { label: '性别', value: data.gender && genderLabels[data.gender] },
          { label: '手机号', value: data.phone ? <span className="num">{data.phone}</span> : '没有登记' },
          { label: '入驻', value: venuesOf(data) },
          { label: '另有任职', value: elsewhereOf(data) },
        ]}
      />
      <Section title="任职">
        <Seats member={data} onEdit={(seat) => setDoing({ what: 'seat', seat })} />
      </Section>
    </>
  )
}

const titleOf = (doing: NonNullable<Doing>): string => {
  if (doing.what === 'person') return '改姓名、性别、手机号'
  if (doing.what === 'same') return '本政协里另有这个人的一份记录'
  return doing.what === 'new' ? '加一段任职' : `改或结束任职，编号 ${doing.seat.no}`
}

const factsOf = (seat: Mandate | undefined) =>
  seat
    ? [`编号 ${seat.no}`, seat.postLabel, seat.sector ?? '没有界别', seat.workplace].filter(Boolean)
    : ['今天不在任']

const venuesOf = (member: Member) => {
  if (member.venues.length === 0) return '未入驻'
  return member.venues.map((venue) => (
    <span key={`${venue.id}${venue.from}`} className="line">
      <Link to={below(staff.venue(venue.id))}>{venue.name}</Link>
      <small>{daysOf(venue.from, venue.until)}</small>
    </span>
  ))
}

const elsewhereOf = (member: Member) =>
  member.elsewhere.length === 0
    ? null
    : member.elsewhere
        .map((seat) => `${seat.committeeName}${seat.postLabel}（${daysOf(seat.from, seat.until)}）`)
        .join('；')

const daysOf = (from: string | null, until: string | null): string =>
  `${from ? asDay(from) : ''}${until ? `至${asDay(addDays(until, -1))}` : '起'}`

function Seats({ member, onEdit }: { member: Member; onEdit: (seat: Mandate) => void }) {
  return (
    <DataTable
      id="mandates"
      caption={`${member.name}的任职`}
      rows={member.mandates}
      rowKey={(seat) => seat.id}
      minWidth={900}
      columns={[
        {
          key: 'no',
          title: '编号',
          width: 116,
          rowHead: true,
          render: (seat) => <span className="num">{seat.no}</span>,
        },
        { key: 'term', title: '届次', width: 90, render: (seat) => seat.term },
        { key: 'post', title: '职务', width: 100, render: (seat) => seat.postLabel },
        { key: 'sector', title: '界别', width: 130, render: (seat) => seat.sector },
        { key: 'party', title: '党派', width: 110, render: (seat) => seat.partyLabel },
        { key: 'body', title: '专委会', render: (seat) => seat.specialCommittee },
        { key: 'workplace', title: '单位及职务', render: (seat) => seat.workplace },
        { key: 'days', title: '任职的日子', width: 210, render: (seat) => <Days seat={seat} /> },
        ...(member.mayEdit
          ? [
              {
                key: 'edit',
                title: '办理',
                width: 110,
                render: (seat: Mandate) => (
                  <button type="button" className="as-link" onClick={() => onEdit(seat)}>
                    {seat.serving ? '改或结束' : '改'}
                    <span className="off">编号 {seat.no}</span>
                  </button>
                ),
              },
            ]
          : []),
      ]}
      empty={<Empty why="还没有任职。" />}
    />
  )
}

function Days({ seat }: { seat: Mandate }) {
  return (
    <>
      {seat.serving ? (
        <Status kind="done">在任</Status>
      ) : (
        <Status kind="off">{seat.endedAsLabel ?? '不在任'}</Status>
      )}
      <p className="note">{daysOf(seat.from, seat.until)}</p>
    </>
  )
}
