import type { ReactElement } from 'react'
import { NotFound } from '../../platform/errors.ts'
import type { PageContext } from '../../platform/page.tsx'
import { Facts, Status } from '../ui/public/index.ts'
import { findOpenActivity } from './activities.ts'
import { placeOf, stateOf, timeOf } from './event.ts'
import { framed } from './frame.tsx'

const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

/** One settled activity: when, where, what kinds, who holds it. */
export const activityPage = async (context: PageContext): Promise<ReactElement> => {
  const { id = '' } = context.params
  const activity = isId(id) ? await findOpenActivity(context.tx, id) : undefined
  if (!activity) throw new NotFound('没有这场活动，或者已经取消。')
  const [host] = activity.hosts
  const state = stateOf(activity, context.now)
  return framed(context, {
    title: activity.title,
    committeeId: activity.committeeId,
    ...(host ? { back: { to: `/s/${host.token}`, label: host.name } } : {}),
    children: (
      <>
        <h1 className="title">{activity.title}</h1>
        <p className="state">
          <Status kind={state.kind}>{state.words}</Status>
        </p>
        <Facts
          rows={[
            { label: '时间', value: timeOf(activity, context.now) },
            { label: '地点', value: placeOf(activity) },
            { label: '内容', value: activity.kinds.join('、') },
            { label: '举办', value: activity.hosts.map((one) => one.name).join('、') },
          ]}
        />
        {activity.about && (
          <div className="prose">
            {activity.about.split(/\n+/).map((line, index) => (
              <p key={index}>{line}</p>
            ))}
          </div>
        )}
      </>
    ),
  })
}
