import type { ReactElement } from 'react'
import { findOpenAnswer, listAnswerPlaces, listOpenAnswers } from '../../modules/opinions/index.ts'
import { dayOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import type { PageContext } from '../../platform/page.tsx'
import { Actions, Empty, Part } from '../ui/public/index.ts'
import { Pages, framed, pageNumber } from './frame.tsx'
import { AnswerLines, aboutOf } from './latest-answers.tsx'
import { venueAt } from './studio.tsx'

const size = 15

interface Scope {
  path: string
  name: string
  committeeId: string | null
  venueId: string | null
  back: { to: string; label: string }
  /** where to say something when the answer is not among these */
  sayTo: string
}

/** All published questions and answers, by words, 政协 and category. */
export const answersPage = (context: PageContext): Promise<ReactElement> =>
  listPage(context, {
    path: '/answers',
    name: '各级政协',
    committeeId: null,
    venueId: null,
    back: { to: '/', label: '首页' },
    sayTo: '/',
  })

/** Those of one 政协 and of the ones that it guides. */
export const committeeAnswersPage = async (context: PageContext): Promise<ReactElement> => {
  const { code = '' } = context.params
  const committee = await committeeBy(context.tx, code, dayOf(context.now))
  if (!committee) throw new NotFound('没有找到这个政协的页面。请回首页按地方找。')
  return listPage(context, {
    path: `/c/${code}/answers`,
    name: committee.name,
    committeeId: committee.id,
    venueId: null,
    back: { to: `/c/${code}`, label: committee.shortName },
    sayTo: `/c/${code}`,
  })
}

/** Those of one studio. */
export const studioAnswersPage = async (context: PageContext): Promise<ReactElement> => {
  const venue = await venueAt(context)
  return listPage(context, {
    path: `/s/${venue.token}/answers`,
    name: venue.name,
    committeeId: venue.committeeId,
    venueId: venue.id,
    back: { to: `/s/${venue.token}`, label: venue.name },
    sayTo: `/o/${venue.token}`,
  })
}

const committeeBy = async (tx: Tx, code: string, today: string) => {
  const { rows } = await sql<{ id: string; name: string; shortName: string }>`
    select id, name, short_name as "shortName" from units
    where kind = 'committee' and code = ${code} and open_during @> ${today}::date`.execute(tx)
  return rows[0]
}

const listPage = async (context: PageContext, scope: Scope): Promise<ReactElement> => {
  const { tx, query, now } = context
  const asked = {
    words: (query.q ?? '').trim().slice(0, 40),
    at: query.at ?? '',
    category: query.category ?? '',
  }
  const page = pageNumber(query.page)
  const at = scope.committeeId === null && asked.at ? await committeeBy(tx, asked.at, dayOf(now)) : undefined
  const places = await listAnswerPlaces(tx)
  const found = await listOpenAnswers(tx, {
    committeeId: scope.venueId ? null : (scope.committeeId ?? at?.id ?? null),
    venueId: scope.venueId,
    category: asked.category || null,
    words: asked.words,
    page,
    size,
  })
  const kept = Object.fromEntries(
    Object.entries({ q: asked.words, at: asked.at, category: asked.category }).filter(
      ([, value]) => value !== '',
    ),
  )
  const isNarrow = Object.keys(kept).length > 0
  return framed(context, {
    title: '问过答过的',
    committeeId: scope.committeeId,
    noIndex: isNarrow,
    back: scope.back,
    children: (
      <>
        <h1 className="title">问过答过的</h1>
        <p className="under">{scope.name}，群众问、政协答，先看看有没有您想问的</p>
        <Search scope={scope} asked={asked} places={places} />
        <Part
          title={asked.words ? `与“${asked.words}”有关的` : (at?.shortName ?? '全部')}
          count={`${found.total} 条`}
        >
          {found.rows.length > 0 ? (
            <AnswerLines answers={found.rows} now={now} />
          ) : (
            <Empty
              why={
                isNarrow
                  ? '没有找到。换个词，或者少选一样再找。'
                  : '还没有公开的问答。群众反映的事答复以后，选一些改写了登在这里。'
              }
            />
          )}
          <Pages
            page={page}
            size={size}
            total={found.total}
            at={(to) => `${scope.path}?${new URLSearchParams({ ...kept, page: String(to) }).toString()}`}
          />
        </Part>
        <Actions
          main={{
            to: scope.sayTo,
            label: scope.venueId ? '没有我要问的，反映一件事' : '没有我要问的，找委员工作室',
          }}
        />
      </>
    ),
  })
}

type Places = Awaited<ReturnType<typeof listAnswerPlaces>>

function Search(props: {
  scope: Scope
  asked: { words: string; at: string; category: string }
  places: Places
}) {
  const { scope, asked, places } = props
  return (
    <form method="get" action={scope.path} role="search">
      <div className="field">
        <label htmlFor="q">找什么事</label>
        <input
          className="in"
          id="q"
          name="q"
          type="search"
          defaultValue={asked.words}
          aria-describedby="q-hint"
        />
        <p className="hint" id="q-hint">
          写一两个词，如“路灯”“公交 晚上”
        </p>
      </div>
      {scope.committeeId === null && (
        <Choice
          name="at"
          label="哪里的"
          value={asked.at}
          options={places.committees.map(({ code, name }) => [code, name])}
        />
      )}
      <Choice
        name="category"
        label="哪一类"
        value={asked.category}
        options={places.categories.map(({ code, label }) => [code, label])}
      />
      <p className="act">
        <button className="btn" type="submit">
          找一找
        </button>
      </p>
    </form>
  )
}

function Choice(props: {
  name: string
  label: string
  value: string
  options: readonly (readonly [string, string])[]
}) {
  if (props.options.length < 2 && props.value === '') return null
  return (
    <div className="field">
      <label htmlFor={props.name}>
        {props.label}
        <span className="opt">可以不选</span>
      </label>
      <select className="in" id={props.name} name={props.name} defaultValue={props.value}>
        <option value="">全部</option>
        {props.options.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  )
}

const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

/** One question and its answer. */
export const answerPage = async (context: PageContext): Promise<ReactElement> => {
  const { id = '' } = context.params
  const answer = isId(id) ? await findOpenAnswer(context.tx, id) : undefined
  if (!answer) throw new NotFound('没有这一条，或者已经撤下。')
  return framed(context, {
    title: answer.title,
    committeeId: answer.committeeId,
    back: { to: `/c/${answer.committeeCode}/answers`, label: '问过答过的' },
    children: (
      <article>
        <h1 className="title">{answer.title}</h1>
        <p className="under">{aboutOf(answer, context.now)}</p>
        <Part title="问">
          <Lines text={answer.question} />
        </Part>
        <Part title="答">
          <Lines text={answer.answer} />
        </Part>
        {answer.venueToken && (
          <Actions
            main={{ to: `/o/${answer.venueToken}`, label: '我也要反映一件事' }}
            others={[{ to: `/s/${answer.venueToken}/answers`, label: '看这家工作室答过的' }]}
          />
        )}
      </article>
    ),
  })
}

function Lines({ text }: { text: string }) {
  return (
    <div className="prose">
      {text
        .split(/\n+/)
        .filter((line) => line.trim())
        .map((line, at) => (
          <p key={`${at} ${line.slice(0, 8)}`}>{line}</p>
        ))}
    </div>
  )
}
