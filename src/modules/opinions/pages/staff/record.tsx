import { useRef } from 'react'
import { useSearchParams } from 'react-router'
import { z } from 'zod'
import { Form, LinesField, PageHead, SelectField } from '../../../../web/ui/staff/index.ts'
import { newKey, useRead, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { splitLines } from '../../../activities/rules.ts'
import { getActivity } from '../../../activities/contract.ts'
import { listVenues } from '../../../venues/contract.ts'
import { recordItems } from '../../contract.ts'

const Written = z.object({
  venueId: z.uuid('请选工作室').optional(),
  opinions: z.array(z.string().max(2000, '一条最多 2000 个字')).max(50, '一次最多 50 条').optional(),
  deeds: z.array(z.string().max(2000, '一件最多 2000 个字')).max(50, '一次最多 50 件').optional(),
})

/** 记意见和实事: one box, one line an item, the split shown before saving; of an activity, or of a studio alone. */
export default function RecordItems() {
  const [address] = useSearchParams()
  const activityId = address.get('activity')
  const activity = useRead(
    getActivity,
    { params: { id: activityId ?? '' } },
    { enabled: activityId !== null },
  )
  const venues = useRead(listVenues, { query: { size: 200 } }, { enabled: activityId === null })
  const write = useWrite(recordItems)
  const ids = useRef(new Map<string, string>())
  const idOf = (line: string, index: number) => {
    const key = `${index} ${line}`
    const id = ids.current.get(key) ?? newKey()
    ids.current.set(key, id)
    return { id, words: line }
  }
  const happenedAt = useRef(new Date().toISOString())
  return (
    <>
      <PageHead
        title="记意见和实事"
        crumbs={[{ label: '群众意见与实事', to: below(staff.opinions()) }, { label: '记' }]}
        facts={
          activity.data
            ? [`来自活动：${activity.data.title}`]
            : ['不写是谁说的；要回复的，请让他扫工作室的码']
        }
      />
      <Form
        schema={Written}
        submit="存下来"
        draftKey={`items-${activityId ?? 'venue'}`}
        initial={{ venueId: address.get('venue') ?? '' }}
        onSubmit={async ({ venueId, opinions = [], deeds = [] }, { key }) => {
          const given = {
            activityId,
            venueId: venueId ?? null,
            happenedAt: happenedAt.current,
            opinions: opinions.map(idOf),
            deeds: deeds.map((line, index) => idOf(line, 1000 + index)),
          }
          const done = await write.send({ body: given, key })
          ids.current.clear()
          return `记下了 ${done.opinions} 条意见、${done.deeds} 件实事。`
        }}
      >
        {activityId === null && (
          <SelectField
            name="venueId"
            label="哪个工作室"
            options={(venues.data?.rows ?? []).map((venue) => ({ value: venue.id, label: venue.name }))}
          />
        )}
        <LinesField
          name="opinions"
          label="听到的意见"
          unit="条"
          split={splitLines}
          optional
          hint="一行一条。"
        />
        <LinesField name="deeds" label="办的实事" unit="件" split={splitLines} optional hint="一行一件。" />
      </Form>
    </>
  )
}
