import '../../../../web/styles/activities.css'
import { z } from 'zod'
import { asDayTime } from '../../../../web/ui/staff/index.ts'

const Words = z.object({
  title: z.string(),
  about: z.string(),
  place: z.string(),
  beginsAt: z.string(),
  endsAt: z.string(),
  kinds: z.array(z.number()),
})
const Found = z.object({ version: z.number(), theirs: Words, yours: Words })
export type Versions = z.output<typeof Found>

/** Both ways of writing that a 409 carries, or null when it was about something else. */
export const versionsIn = (detail: unknown): Versions | null => {
  const found = Found.safeParse(detail)
  return found.success ? found.data : null
}

const rows: { label: string; show: (words: z.output<typeof Words>) => string }[] = [
  { label: '活动名称', show: (plan) => plan.title },
  { label: '开始', show: (plan) => asDayTime(plan.beginsAt) },
  { label: '结束', show: (plan) => asDayTime(plan.endsAt) },
  { label: '地点', show: (plan) => plan.place },
  { label: '活动内容', show: (plan) => plan.kinds.map((no) => `第 ${no} 类`).join('、') },
  { label: '怎么安排', show: (plan) => plan.about },
]

/** Somebody changed the plan in between: what differs, theirs beside one's own; nothing typed is lost. */
export function Differences({ versions }: { versions: Versions }) {
  const differing = rows.filter((row) => row.show(versions.theirs) !== row.show(versions.yours))
  return (
    <section className="part" aria-label="两边的写法">
      <h2>您打开以后，别人改过这份方案</h2>
      <table className="grid words">
        <caption className="off">两边的写法</caption>
        <thead>
          <tr>
            <th scope="col">哪一项</th>
            <th scope="col">现在存着的</th>
            <th scope="col">您写的</th>
          </tr>
        </thead>
        <tbody>
          {differing.map((row) => (
            <tr key={row.label}>
              <th scope="row">{row.label}</th>
              <td>{row.show(versions.theirs)}</td>
              <td>{row.show(versions.yours)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="note">下面还是您写的。对照着改好再存，就以您这一次为准。</p>
    </section>
  )
}
