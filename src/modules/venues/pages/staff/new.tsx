import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import { newKey, useRead, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { useMe } from '../../../../web/session.ts'
import { DateField, Form, PageHead, SelectField } from '../../../../web/ui/staff/index.ts'
import { createVenue, listGuides } from '../../contract.ts'
import { VenueFields } from './fields.tsx'

const NewVenue = createVenue.body.omit({ id: true, committeeId: true, convenerId: true })

/** Sets up a studio (the office), or applies for one; convener and residents follow on its page. */
export default function NewVenuePage() {
  const go = useNavigate()
  const me = useMe()
  const write = useWrite(createVenue)
  const id = useMemo(() => newKey(), [])
  const office = me.data?.grants.find((grant) => grant.role === 'office')
  const other = me.data?.grants.find((grant) => ['special_committee', 'contact_group'].includes(grant.role))
  const committeeId = office?.unitId ?? other?.committeeId ?? ''
  const guides = useRead(listGuides, committeeId ? { query: { committeeId } } : {}, {
    enabled: committeeId !== '',
  })
  return (
    <>
      <PageHead
        title={office ? '设立一家工作室' : '申请设立一家工作室'}
        crumbs={[{ label: '委员工作室', to: below(staff.venues()) }, { label: office ? '设立' : '申请' }]}
        facts={[
          office
            ? '存下就开放，召集人和入驻委员在它的页面上加'
            : '交给本级政协办公室，同意后从挂牌日期起开放',
        ]}
      />
      <Form
        schema={NewVenue}
        draftKey="venue"
        initial={{ kind: 'studio' }}
        submit={office ? '设立' : '提交申请'}
        closed={committeeId || !me.data ? null : '设立工作室由本级政协办公室办，专委会、联络组可以申请'}
        onSubmit={async (body, { key }) => {
          await write.send({ body: { ...body, id, committeeId }, key })
          await go(below(staff.venue(id)))
        }}
      >
        <VenueFields />
        <SelectField
          name="guideId"
          label="归口联系指导"
          optional
          hint="不选就是本级政协。统计表按活动日当天的归口计入。"
          options={(guides.data?.guides ?? []).map((guide) => ({ value: guide.id, label: guide.name }))}
        />
        <DateField name="opensOn" label="挂牌日期" hint="开放的第一天。" />
      </Form>
    </>
  )
}
