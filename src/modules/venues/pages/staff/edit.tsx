import { useNavigate, useParams } from 'react-router'
import { useRead, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { WhatStands, begunOn, useOtherHand } from '../../../../web/other-hand.tsx'
import { ErrorNote, Form, HiddenField, PageHead } from '../../../../web/ui/staff/index.ts'
import { type Venue, editVenue, editVenuePage, getVenue } from '../../contract.ts'
import { venueStanding, wordsStanding } from '../standing.ts'
import { PageFields, VenueFields } from './fields.tsx'

const VenueBody = editVenue.body.extend({ version: begunOn })
const PageBody = editVenuePage.body.extend({ version: begunOn })

/** Changes what a studio is (the office), or the words on its page (its convener too). */
export default function EditVenue() {
  const { id = '' } = useParams()
  const venue = useRead(getVenue, { params: { id } })
  if (venue.error) return <ErrorNote missing={venue.error.status === 404}>{venue.error.message}</ErrorNote>
  if (!venue.data) return <p className="meta">正在打开……</p>
  const { data } = venue
  return (
    <>
      <PageHead
        title={`修改：${data.name}`}
        crumbs={[
          { label: '委员工作室', to: below(staff.venues()) },
          { label: data.name, to: below(staff.venue(id)) },
          { label: '修改' },
        ]}
        facts={['写的内容每 5 秒存在这台电脑上']}
      />
      {data.may.edit ? (
        <Whole venue={data} />
      ) : data.may.editPage ? (
        <Words venue={data} />
      ) : (
        <ErrorNote>这一家由本级政协办公室和它的召集人改。</ErrorNote>
      )}
    </>
  )
}

function Whole({ venue }: { venue: Venue }) {
  const go = useNavigate()
  const write = useWrite(editVenue)
  const { stands, held } = useOtherHand()
  return (
    <Form
      schema={VenueBody}
      draftKey={`venue:${venue.id}`}
      initial={{
        ...wordsOf(venue),
        name: venue.name,
        kind: venue.kind,
        studioKind: venue.studioKind ?? '',
        address: venue.address,
      }}
      submit="存下来"
      onSubmit={async ({ version: begun, ...body }, { key }) => {
        await held(begun, (version) =>
          write.send({ params: { id: venue.id }, body: { ...body, version }, key }),
        )
        await go(below(staff.venue(venue.id)))
      }}
    >
      <HiddenField name="version" />
      <VenueFields />
      {stands && <WhatStands rows={venueStanding(stands)} />}
    </Form>
  )
}

function Words({ venue }: { venue: Venue }) {
  const go = useNavigate()
  const write = useWrite(editVenuePage)
  const { stands, held } = useOtherHand()
  return (
    <Form
      schema={PageBody}
      draftKey={`venue-page:${venue.id}`}
      initial={wordsOf(venue)}
      submit="存下来"
      onSubmit={async ({ version: begun, ...body }, { key }) => {
        await held(begun, (version) =>
          write.send({ params: { id: venue.id }, body: { ...body, version }, key }),
        )
        await go(below(staff.venue(venue.id)))
      }}
    >
      <HiddenField name="version" />
      <PageFields />
      {stands && <WhatStands rows={wordsStanding(stands)} />}
    </Form>
  )
}

const wordsOf = (venue: Venue) => ({
  version: String(venue.version),
  onlineName: venue.onlineName,
  phone: venue.phone,
  hours: venue.hours,
  about: venue.about,
})
