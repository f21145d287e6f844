import { useState } from 'react'
import { useRead, useWrite } from '../../../../web/call.ts'
import {
  Button,
  DateField,
  Drawer,
  Form,
  Section,
  SelectField,
  asDay,
} from '../../../../web/ui/staff/index.ts'
import { type Venue, listGuides } from '../../contract.ts'
import { changeConvener, changeVenueGuide } from '../../people-contract.ts'
import { FindPerson } from './find-person.tsx'

/** Who convenes and which body guides, from day to day; the office changes both. */
export function Charge({ venue }: { venue: Venue }) {
  const [open, setOpen] = useState<'convener' | 'guide' | null>(null)
  return (
    <>
      <Section title="召集人">
        <Dated
          none="还没有召集人。有了召集人，才有人定方案、点名、写动态。"
          rows={venue.conveners.map((one) => ({
            key: one.id,
            what: one.name,
            from: one.from,
            until: one.until,
          }))}
        />
        {venue.may.edit && (
          <p className="open">
            <Button onPress={() => setOpen('convener')}>换召集人</Button>
          </p>
        )}
      </Section>
      <Section title="归口联系指导">
        <Dated
          none="还没有归口。"
          rows={venue.guidances.map((one) => ({
            key: `${one.guideId} ${one.from}`,
            what: one.guideName,
            from: one.from,
            until: one.until,
          }))}
        />
        {venue.may.edit && (
          <p className="open">
            <Button onPress={() => setOpen('guide')}>改归口</Button>
          </p>
        )}
      </Section>
      {open === 'convener' && <NewConvener venue={venue} onClose={() => setOpen(null)} />}
      {open === 'guide' && <NewGuide venue={venue} onClose={() => setOpen(null)} />}
    </>
  )
}

function Dated(props: {
  none: string
  rows: readonly { key: string; what: string; from: string; until: string | null }[]
}) {
  if (props.rows.length === 0) return <p className="meta">{props.none}</p>
  return (
    <dl className="facts">
      {props.rows.map((row) => (
        <div key={row.key}>
          <dt>{row.what}</dt>
          <dd>
            {row.until ? `${asDay(row.from)}起，到 ${asDay(row.until)} 前一天` : `${asDay(row.from)}起`}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function NewConvener({ venue, onClose }: { venue: Venue; onClose: () => void }) {
  const write = useWrite(changeConvener)
  return (
    <Drawer from={venue.name} title="换召集人" onClose={onClose}>
      <Form
        schema={changeConvener.body}
        submit="换召集人"
        onSubmit={async (body, { key }) => {
          await write.send({ params: { id: venue.id }, body, key })
          onClose()
        }}
      >
        <FindPerson venueId={venue.id} name="personId" label="新召集人" />
        <DateField name="from" label="从哪天起" hint="前任到这一天的前一天为止，角色同时交接。" />
      </Form>
    </Drawer>
  )
}

function NewGuide({ venue, onClose }: { venue: Venue; onClose: () => void }) {
  const write = useWrite(changeVenueGuide)
  const guides = useRead(listGuides, { query: { committeeId: venue.committeeId } })
  return (
    <Drawer from={venue.name} title="改归口联系指导" onClose={onClose}>
      <Form
        schema={changeVenueGuide.body}
        submit="改归口"
        onSubmit={async (body, { key }) => {
          await write.send({ params: { id: venue.id }, body, key })
          onClose()
        }}
      >
        <SelectField
          name="guideId"
          label="归口机构"
          options={(guides.data?.guides ?? []).map((guide) => ({ value: guide.id, label: guide.name }))}
        />
        <DateField
          name="from"
          label="从哪天起"
          hint="这一天以前的统计不变。活动日当天归口谁，就计在谁的表里。"
        />
      </Form>
    </Drawer>
  )
}
