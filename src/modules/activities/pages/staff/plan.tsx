import { useMemo, useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { z } from 'zod'
import { CallError, newKey, useRead, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { begunOn } from '../../../../web/other-hand.tsx'
import { ErrorNote, Form, HiddenField, PageHead } from '../../../../web/ui/staff/index.ts'
import {
  type Activity,
  Mode,
  type Plan,
  draftActivity,
  editActivity,
  getActivity,
  listHostVenues,
} from '../../contract.ts'
import { Differences, type Versions, versionsIn } from './differences.tsx'
import { PlanFields } from './plan-fields.tsx'

/** What is typed of a plan: words and ticks as the form holds them. */
const Typed = z.object({
  title: z.string().min(1, '「活动名称」还没填。').max(60, '最多 60 个字'),
  venueId: z.string().min(1, '请选开展活动的委员工作室'),
  others: z.array(z.string()).optional(),
  campaignId: z.string().optional(),
  kinds: z.array(z.string()).optional(),
  beginsAt: z.iso.datetime({ offset: true, message: '请填开始时间' }),
  endsAt: z.iso.datetime({ offset: true, message: '请填结束时间' }),
  mode: Mode,
  place: z.string().optional(),
  link: z.string().optional(),
  about: z.string().optional(),
})

const Changed = Typed.extend({ version: begunOn })

const planOf = (typed: z.output<typeof Typed>): Plan => ({
  title: typed.title,
  venueIds: [typed.venueId, ...(typed.others ?? []).filter((id) => id !== typed.venueId)],
  campaignId: typed.campaignId || null,
  kinds: (typed.kinds ?? []).map(Number),
  beginsAt: typed.beginsAt,
  endsAt: typed.endsAt,
  mode: typed.mode,
  place: typed.place ?? '',
  link: typed.link ?? '',
  about: typed.about ?? '',
  activityType: null,
})

/** Writes a plan or changes one; what is typed is kept on this machine every five seconds. */
export default function PlanPage() {
  const { id } = useParams()
  const known = useRead(getActivity, { params: { id: id ?? '' } }, { enabled: id !== undefined })
  if (id === undefined) return <NewPlan />
  if (known.error) return <ErrorNote missing={known.error.status === 404}>{known.error.message}</ErrorNote>
  return known.data ? <ChangePlan activity={known.data} /> : <p className="meta">正在打开……</p>
}

function NewPlan() {
  const own = useRead(listHostVenues, { query: { own: 'true', size: 2 } })
  const [address] = useSearchParams()
  if (!own.data) return <p className="meta">正在打开……</p>
  const [only, second] = own.data.rows
  const initial = {
    mode: 'offline',
    campaignId: address.get('campaign') ?? '',
    ...(only && !second ? { venueId: only.id } : {}),
  }
  return <NewPlanForm initial={initial} />
}

function NewPlanForm({ initial }: { initial: Record<string, string> }) {
  const go = useNavigate()
  const write = useWrite(draftActivity)
  const id = useMemo(newKey, [])
  return (
    <>
      <PageHead
        title="写一份方案"
        crumbs={[{ label: '活动', to: below(staff.activities()) }, { label: '写方案' }]}
        facts={['先存成草稿，确认纪律要求以后再定下来', '写的内容每 5 秒存在这台电脑上']}
      />
      <Form
        schema={Typed}
        draftKey="activity"
        initial={initial}
        submit="存成草稿"
        onSubmit={async (typed, { key }) => {
          await write.send({ body: { ...planOf(typed), id }, key })
          await go(below(staff.activity(id)))
        }}
      >
        <PlanFields />
      </Form>
    </>
  )
}

function ChangePlan({ activity }: { activity: Activity }) {
  const go = useNavigate()
  const write = useWrite(editActivity)
  const [versions, setVersions] = useState<Versions | null>(null)
  const { id } = activity
  return (
    <>
      <PageHead
        title={`改方案：${activity.title}`}
        crumbs={[
          { label: '活动', to: below(staff.activities()) },
          { label: activity.title, to: below(staff.activity(id)) },
          { label: '改方案' },
        ]}
        facts={[
          activity.state === 'planned'
            ? '方案已定：工作室和活动日不能再换；改了时间、地点，会告诉报了名的人'
            : '写的内容每 5 秒存在这台电脑上',
        ]}
      />
      {versions && <Differences versions={versions} />}
      <Form
        schema={Changed}
        draftKey={`activity:${id}`}
        initial={initialOf(activity)}
        submit={versions ? '照我写的存' : '存下来'}
        onSubmit={async (typed, { key }) => {
          try {
            const version = versions?.version ?? typed.version
            await write.send({ params: { id }, body: { ...planOf(typed), version }, key })
            await go(below(staff.activity(id)))
          } catch (error) {
            if (error instanceof CallError && error.status === 409) setVersions(versionsIn(error.detail))
            throw error
          }
        }}
      >
        <HiddenField name="version" />
        <PlanFields known={activity} />
      </Form>
    </>
  )
}

const initialOf = (activity: Activity) => ({
  version: String(activity.version),
  title: activity.title,
  venueId: activity.hosts[0]?.id ?? '',
  others: activity.hosts.slice(1).map((host) => host.id),
  campaignId: activity.campaignId ?? '',
  kinds: activity.kinds.map((kind) => String(kind.no)),
  beginsAt: localOf(activity.beginsAt),
  endsAt: localOf(activity.endsAt),
  mode: activity.mode,
  place: activity.place,
  link: activity.link,
  about: activity.about,
})

/** An instant as the native control holds it: China's day and time. */
const localOf = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16)
