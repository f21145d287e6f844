import { useNavigate, useParams } from 'react-router'
import { useRead, useWrite } from '../../../../web/call.ts'
import { MemberPage, belowMember } from '../../../../web/member-frame.tsx'
import { member } from '../../../../web/paths.ts'
import { WhatStands, begunOn, useOtherHand } from '../../../../web/other-hand.tsx'
import { ErrorNote, Form, HiddenField, TextArea, TextField } from '../../../../web/ui/member/index.ts'
import { type Venue, editVenuePage, getVenue } from '../../contract.ts'
import { wordsStanding } from '../standing.ts'

const PageBody = editVenuePage.body.extend({ version: begunOn })

/** The convener changes the words on the studio's public page from the phone; name, kind and address stay the office's. */
export default function EditStudio() {
  const { id = '' } = useParams()
  return (
    <MemberPage title="改公开页的文字" back={{ to: belowMember(member.studio()), label: '我的工作室' }}>
      {() => <Loaded id={id} />}
    </MemberPage>
  )
}

function Loaded({ id }: { id: string }) {
  const venue = useRead(getVenue, { params: { id } })
  if (venue.error) return <ErrorNote missing={venue.error.status === 404}>{venue.error.message}</ErrorNote>
  if (!venue.data) return <p className="why">正在打开……</p>
  if (!venue.data.may.editPage && !venue.data.may.edit)
    return <ErrorNote>这一家由本级政协办公室和它的召集人改。</ErrorNote>
  return <Words venue={venue.data} />
}

function Words({ venue }: { venue: Venue }) {
  const go = useNavigate()
  const write = useWrite(editVenuePage)
  const { stands, held } = useOtherHand()
  return (
    <Form
      schema={PageBody}
      draftKey={`venue-page:${venue.id}`}
      initial={{
        version: String(venue.version),
        onlineName: venue.onlineName,
        phone: venue.phone,
        hours: venue.hours,
        about: venue.about,
      }}
      submit="存下来"
      onSubmit={async ({ version: begun, ...body }, { key }) => {
        await held(begun, (version) =>
          write.send({ params: { id: venue.id }, body: { ...body, version }, key }),
        )
        await go(belowMember(member.studio()))
      }}
    >
      <p className="why">{venue.name}。存下来，群众扫码看到的就是新的。名称、种类、地址请办公室改。</p>
      <HiddenField name="version" />
      <TextArea name="about" label="介绍" rows={5} max={600} optional />
      <TextField name="hours" label="开放时间" max={80} optional hint="例如：每周三上午 9:00—11:30" />
      <TextField
        name="phone"
        label="公开电话"
        kind="tel"
        max={30}
        optional
        hint="会登在公开页上，请写办公电话，不要写私人手机。"
      />
      <TextField name="onlineName" label="线上工作室名称" max={40} optional />
      {stands && <WhatStands rows={wordsStanding(stands)} />}
    </Form>
  )
}
