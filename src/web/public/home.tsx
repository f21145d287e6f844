import type { ReactElement } from 'react'
import { listOpenAnswers } from '../../modules/opinions/index.ts'
import { listOpenPosts } from '../../modules/posts/index.ts'
import { type OpenVenue, listOpenVenues, venueKindLabel } from '../../modules/venues/index.ts'
import { dayOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import type { PageContext } from '../../platform/page.tsx'
import { Cover, Empty, Part, Posts, Scene } from '../ui/public/index.ts'
import { Pages, framed, pageNumber } from './frame.tsx'
import { LatestAnswers } from './latest-answers.tsx'
import { postOf } from './post-card.ts'

const size = 20

interface Place {
  id: string
  code: string
  name: string
  shortName: string
}

/** The front door: find a studio by place or name, the latest 动态. */
export const homePage = async (context: PageContext): Promise<ReactElement> => {
  const [top] = await placesBelow(context.tx, null, dayOf(context.now))
  return placePage(context, top ?? null, '/')
}

/** The site of one 政协: its own studios, those of the 政协 that it guides, its 动态. */
export const committeePage = async (context: PageContext): Promise<ReactElement> => {
  const { rows } = await sql<Place>`
    select id, code, name, short_name as "shortName" from units
    where kind = 'committee' and code = ${context.params.code ?? ''} and open_during @> ${dayOf(context.now)}::date`.execute(
    context.tx,
  )
  const [place] = rows
  if (!place) throw new NotFound('没有找到这个政协的页面。请回首页按地方找。')
  return placePage(context, place, `/c/${place.code}`)
}

const placePage = async (context: PageContext, place: Place | null, path: string): Promise<ReactElement> => {
  const { tx, query, now } = context
  const today = dayOf(now)
  const words = (query.q ?? '').trim().slice(0, 40)
  const page = pageNumber(query.page)
  const isHome = path === '/'
  const searchesAll = isHome || words !== ''
  const venues = await listOpenVenues(
    tx,
    { committeeId: searchesAll ? null : (place?.id ?? null), words, page, size },
    today,
  )
  const showsVenues = !isHome || words !== ''
  const below = words === '' ? await placesBelow(tx, place?.id ?? null, today) : []
  const posts =
    words === ''
      ? await listOpenPosts(tx, {
          venueId: null,
          committeeId: isHome ? null : (place?.id ?? null),
          page: 1,
          size: 5,
        })
      : { rows: [], total: 0 }
  const answers =
    words === ''
      ? await listOpenAnswers(tx, {
          committeeId: isHome ? null : (place?.id ?? null),
          venueId: null,
          category: null,
          words: '',
          page: 1,
          size: 3,
        })
      : { rows: [], total: 0 }
  return framed(context, {
    title: place ? place.name : '委员工作室',
    committeeId: place?.id ?? null,
    noIndex: words !== '',
    ...(isHome ? {} : { back: { to: '/', label: '首页' } }),
    children: (
      <>
        <Cover
          title={place ? place.name : '委员工作室'}
          under={['委员在身边，有事好商量']}
          picture={isHome ? <Scene name="bridge" /> : undefined}
        />
        <Search path={path} words={words} />
        {showsVenues && (
          <Part
            title={words ? `与“${words}”有关的` : '委员工作室'}
            {...(venues.total > 0 ? { count: `${venues.total} 家` } : {})}
          >
            <Venues
              venues={venues.rows}
              none={
                words
                  ? '没有找到。换个地方或名称再找，或从首页按市县一级一级找。'
                  : below.length > 0
                    ? '本级还没有委员工作室。下面按地方找，看看离您近的。'
                    : '这里还没有委员工作室。可以从首页找离您近的。'
              }
            />
            <Pages
              page={page}
              size={size}
              total={venues.total}
              at={(to) =>
                `${path}?${new URLSearchParams({ ...(words ? { q: words } : {}), page: String(to) }).toString()}`
              }
            />
          </Part>
        )}
        {below.length > 0 && <Below places={below} count={isHome ? venues.total : null} />}
        <LatestAnswers
          found={answers}
          to={isHome || !place ? '/answers' : `/c/${place.code}/answers`}
          now={now}
        />
        {posts.total > 0 && (
          <Part title="最新动态">
            <Posts posts={posts.rows.map((post) => postOf(post, now, true))} />
          </Part>
        )}
      </>
    ),
  })
}

/** 政协 that the given one guides today, in division order; for null the uppermost. */
const placesBelow = async (tx: Tx, guideId: string | null, today: string): Promise<Place[]> => {
  const { rows } = await sql<Place>`
    select u.id, u.code, u.name, u.short_name as "shortName" from units u
      left join guidances e on e.unit_id = u.id and e.valid @> ${today}::date
    where u.kind = 'committee' and u.open_during @> ${today}::date
      and e.guide_id is not distinct from ${guideId}::uuid
    order by u.position, u.code`.execute(tx)
  return rows
}

function Search({ path, words }: { path: string; words: string }) {
  return (
    <form method="get" action={path} role="search">
      <div className="field">
        <label htmlFor="q">找委员工作室</label>
        <input
          className="in"
          id="q"
          name="q"
          type="search"
          defaultValue={words}
          maxLength={40}
          autoComplete="off"
        />
        <p className="hint">写地方或名称，如“老街”“开福区”</p>
      </div>
      <p className="act">
        <button className="btn btn-main" type="submit">
          找一找
        </button>
      </p>
    </form>
  )
}

function Venues({ venues, none }: { venues: OpenVenue[]; none: string }) {
  if (venues.length === 0) return <Empty why={none} />
  return (
    <ul className="places">
      {venues.map((venue) => (
        <li key={venue.id}>
          <a href={`/s/${venue.token}`}>
            <b>{venue.name}</b>
            <small>
              {[venue.committeeName, venue.kind === 'studio' ? '' : venueKindLabel(venue.kind), venue.address]
                .filter(Boolean)
                .join('，')}
            </small>
          </a>
        </li>
      ))}
    </ul>
  )
}

function Below({ places, count }: { places: Place[]; count: number | null }) {
  return (
    <Part title="按地方找" {...(count === null || count === 0 ? {} : { count: `共 ${count} 家工作室` })}>
      <ul className="place-names">
        {places.map((place) => (
          <li key={place.id}>
            <a href={`/c/${place.code}`}>{place.shortName}</a>
          </li>
        ))}
      </ul>
    </Part>
  )
}
