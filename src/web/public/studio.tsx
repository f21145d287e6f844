import type { ReactElement } from 'react'
import { type OpenPerson, type OpenVenue, followCode, listOpenPeople } from '../../modules/venues/index.ts'
import { listOpenAnswers } from '../../modules/opinions/index.ts'
import { type OpenSlot, listOpenSlots } from '../../modules/rosters/index.ts'
import { listOpenPosts } from '../../modules/posts/index.ts'
import { addDays, dayOf } from '../../platform/clock.ts'
import { NotFound } from '../../platform/errors.ts'
import { MovedTo, type PageContext } from '../../platform/page.tsx'
import { qrSvg } from '../../platform/qr.ts'
import { siteOf } from '../../platform/site.ts'
import {
  Actions,
  Code,
  Cover,
  Empty,
  Events,
  Kept,
  NextDuty,
  Part,
  People,
  Posts,
  Scene,
  asDay,
  asWeekday,
} from '../ui/public/index.ts'
import { type OpenActivity, listOpenActivities } from './activities.ts'
import { eventOf } from './event.ts'
import { hoursOf, whoOf } from './duty-words.ts'
import { framed } from './frame.tsx'
import { LatestAnswers } from './latest-answers.tsx'
import { postOf } from './post-card.ts'

/** A venue's page: where it is, who sits there, what is coming, its 动态, its code. Whole without script. */
export const studioPage = async (context: PageContext): Promise<ReactElement> => {
  const venue = await venueAt(context)
  const { tx, now } = context
  if (!venue.isOpen) return closedPage(context, venue)
  const people = await listOpenPeople(tx, venue.id, dayOf(now))
  const activities = await listOpenActivities(tx, venue.id, now)
  const answers = await listOpenAnswers(tx, {
    committeeId: null,
    venueId: venue.id,
    category: null,
    words: '',
    page: 1,
    size: 3,
  })
  const today = dayOf(now)
  const slots = await listOpenSlots(tx, venue.id, { from: today, until: addDays(today, 92), most: 6 })
  const posts = await listOpenPosts(tx, { venueId: venue.id, committeeId: null, page: 1, size: 5 })
  const all = context.query.all === '1'
  const address = `${siteOf(context.house, context.request)}/s/${venue.token}`
  const minute = Math.floor(now.getTime() / 60_000) // what is on and what is over
  return framed(context, {
    title: venue.name,
    committeeId: venue.committeeId,
    children: (
      <Kept
        of={[venue, people, activities, answers, slots, posts, all, address, minute]}
        draw={() => (
          <>
            <Head venue={venue} />
            <Contact venue={venue} />
            <Duty venue={venue} slots={slots} now={now} />
            <Members venue={venue} people={people} all={all} />
            <Activities activities={activities} now={now} />
            <LatestAnswers found={answers} to={`/s/${venue.token}/answers`} now={now} />
            <Part
              title="动态"
              {...(posts.total > 5 ? { more: { to: `/s/${venue.token}/posts`, label: '看全部动态' } } : {})}
            >
              {posts.total > 0 ? (
                <Posts posts={posts.rows.map((post) => postOf(post, now))} />
              ) : (
                <Empty why="还没有动态。活动办完，这里会有照片和文字。" />
              )}
            </Part>
            <Part title="本工作室的码">
              <Code svg={qrSvg(address, { level: 'Q' })} label={`${venue.name}的二维码`}>
                微信扫一扫就到这一页，不用装软件。长按可存图，转给邻居，或打印贴在门口。
              </Code>
            </Part>
          </>
        )}
      />
    ),
  })
}

/** The venue that the token of this page leads to today; an older token leads on. */
export const venueAt = async ({ tx, params, now, request }: PageContext): Promise<OpenVenue> => {
  const target = await followCode(tx, params.token ?? '', dayOf(now))
  if (target.kind === 'moved')
    throw new MovedTo(request.url.replace(`/s/${params.token}`, `/s/${target.token}`))
  if (target.kind === 'revoked')
    throw new NotFound('这个码已经停用。请扫工作室门口的新码，或回首页按名称找。')
  if (target.kind === 'unknown')
    throw new NotFound('没有找到这家工作室。请看看码是不是完整，或回首页按名称找。')
  return target.venue
}

function Head({ venue }: { venue: OpenVenue }) {
  return (
    <>
      <Cover
        title={venue.name}
        under={[venue.committeeName, venue.onlineName, venue.address].filter(Boolean)}
        picture={<Scene name="bridge" />}
      />
      {venue.about && <p className="lead">{venue.about}</p>}
    </>
  )
}

/** The one thing asked of a visitor: say what is on your mind; by phone or in person counts the same. */
function Contact({ venue }: { venue: OpenVenue }) {
  const inPerson = venue.hours ? `也可以当面说：${venue.hours}，到了就谈，不用预约` : '也可以到工作室当面说'
  return (
    <Actions
      main={{ to: `/o/${venue.token}`, label: '反映一件事' }}
      say={inPerson}
      others={[
        ...(venue.phone
          ? [{ to: `tel:${venue.phone.replace(/[^\d+]/g, '')}`, label: `打电话 ${venue.phone}` }]
          : []),
        { to: '/track', label: '查进度' },
      ]}
    />
  )
}

/** 值班: the next slot large, the following ones as a line each, and the month's calendar. */
function Duty({ venue, slots, now }: { venue: OpenVenue; slots: OpenSlot[]; now: Date }) {
  const ahead = slots.filter((slot) => !slot.isCancelled && new Date(slot.endsAt) > now)
  const [next, ...later] = ahead
  if (!next) return null
  return (
    <Part title="值班" look="duty" more={{ to: `/s/${venue.token}/duty`, label: '看整月的值班' }}>
      <NextDuty day={`${asDay(next.day, now)} ${asWeekday(next.day)}`} hours={hoursOf(next)}>
        {whoOf(next)}到了就谈，不用预约。
      </NextDuty>
      {later.slice(0, 2).map((slot) => (
        <p key={slot.id}>
          再往后：{asDay(slot.day, now)} {asWeekday(slot.day)} {hoursOf(slot)}
        </p>
      ))}
    </Part>
  )
}

const shownAtFirst = 8

function Members({ venue, people, all }: { venue: OpenVenue; people: OpenPerson[]; all: boolean }) {
  const shown = all ? people : people.slice(0, shownAtFirst)
  const hidden = people.length > shown.length
  return (
    <Part
      title="在这里的委员"
      {...(people.length > 0 ? { count: `${people.length} 位` } : {})}
      {...(hidden
        ? { more: { to: `/s/${venue.token}?all=1`, label: `看全部 ${people.length} 位委员` } }
        : {})}
    >
      {people.length > 0 ? (
        <People
          people={shown.map((person) => ({ id: person.id, name: person.name, about: aboutOf(person) }))}
        />
      ) : (
        <p>入驻委员还没有公布。</p>
      )}
    </Part>
  )
}

const aboutOf = (person: OpenPerson): string =>
  [person.isConvener ? '召集人' : '', person.sectorName ?? '', person.workplace].filter(Boolean).join('，') ||
  '委员'

function Activities({ activities, now }: { activities: OpenActivity[]; now: Date }) {
  return (
    <Part title="活动">
      {activities.length > 0 ? (
        <Events events={activities.map((activity) => eventOf(activity, now))} />
      ) : (
        <p>近期没有安排。定下来会登在这里。</p>
      )}
    </Part>
  )
}

const closedPage = (context: PageContext, venue: OpenVenue): Promise<ReactElement> =>
  framed(context, {
    title: venue.name,
    committeeId: venue.committeeId,
    noIndex: true,
    children: (
      <>
        <Cover title={venue.name} under={[venue.committeeName]} picture={<Scene name="bridge" />} />
        <p className="lead">这家工作室现在不开放。</p>
        <Actions
          main={{ to: `/c/${venue.committeeCode}`, label: '找附近的委员工作室' }}
          say={`有事也可以找${venue.committeeName}办公室`}
          others={[{ to: `/s/${venue.token}/posts`, label: '看它从前的动态' }]}
        />
      </>
    ),
  })
