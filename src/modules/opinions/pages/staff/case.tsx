import { beginningOf } from '../../../../platform/beginning.ts'
import { useState } from 'react'
import { Link } from 'react-router'
import { addressOf, useRead, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import {
  Case,
  ErrorNote,
  Facts,
  Select,
  Status,
  StepBar,
  Timeline,
  asDay,
  asDayTime,
  failureOf,
  pastMoments,
} from '../../../../web/ui/staff/index.ts'
import { getFile } from '../../../../platform/file-contract.ts'
import { type ItemInFull, fileItem, getItem, stepItem } from '../../contract.ts'
import { opinionProcess } from '../../process.ts'
import { channels, redirections } from '../../rules.ts'
import { dueMark, dueWords } from '../../../../platform/due.ts'
import { TurningsOf } from '../parts/turnings.tsx'
import { PublicAnswerOf } from '../../publishing/pages/staff/of-opinion.tsx'
import { ErasureOf } from '../parts/erasure.tsx'
import { lineOf } from '../parts/line-of.ts'
import { MergeInto } from '../parts/merge-into.tsx'
import { SlipOf } from '../parts/slip.tsx'
import { Handling } from './handling.tsx'

/** One opinion as its handlers read it: the words, who spoke, like ones, what may be done, what happened. */
export function OpinionCase({ id }: { id: string }) {
  const item = useRead(getItem, { params: { id } })
  if (item.error)
    return (
      <ErrorNote missing={item.error.status === 404} reference={item.error.requestId ?? ''}>
        {item.error.message}
      </ErrorNote>
    )
  if (!item.data) return <p className="meta">正在打开……</p>
  const { data } = item
  return (
    <Case
      no={data.number ?? '没有编号，不用答复'}
      state={<State item={data} />}
      title={titleOf(data)}
      history={<Timeline moments={pastMoments(data.standing.history)} />}
    >
      {data.words.split('\n').map((line, at) => (
        <p className="text" key={`${at} ${line.slice(0, 8)}`}>
          {line}
        </p>
      ))}
      {data.inFull && <Pictures ids={[...data.inFull.pictureIds, ...data.inFull.scanIds]} />}
      <Facts rows={factsOf(data)} />
      {data.inFull && <Filing id={id} rest={data.inFull} category={data.category} />}
      {data.inFull && <Like rest={data.inFull} />}
      <Steps item={data} />
      {data.inFull?.slip && data.kind === 'opinion' && (
        <SlipOf id={id} number={data.number} obstacle={data.inFull.slip.obstacle} />
      )}
      {data.inFull && data.kind === 'opinion' && <Handling id={id} state={data.state} />}
      {data.inFull && data.kind === 'opinion' && <PublicAnswerOf id={id} state={data.state} />}
      {data.inFull && data.kind === 'opinion' && <TurningsOf opinionId={id} />}
      {data.inFull?.mayErase && data.kind === 'opinion' && <ErasureOf id={id} />}
    </Case>
  )
}

type Rest = NonNullable<ItemInFull['inFull']>

const titleOf = (item: ItemInFull): string =>
  item.inFull?.title || beginningOf(item.words.split(/[\n。！？]/)[0] ?? '', 40) || '群众意见'

function State({ item }: { item: ItemInFull }) {
  const known = Object.entries(opinionProcess.states).find(([code]) => code === item.state)?.[1]
  return (
    <Status kind={(item.daysLeft !== null && dueMark(item.daysLeft)) || known?.mark || 'todo'}>
      {item.stateLabel}
      {item.dueOn && item.daysLeft !== null && `，${asDay(item.dueOn)}前，${dueWords(item.daysLeft)}`}
    </Status>
  )
}

const factsOf = (item: ItemInFull) => {
  const { inFull } = item
  const speaker = inFull?.speaker
  return [
    ...(speaker?.place ? [{ label: '在哪里', value: speaker.place }] : []),
    {
      label: '来源',
      value: [
        item.channel ? (channels[item.channel] ?? item.channel) : '',
        item.venues.map((venue) => venue.name).join('、'),
        item.campaignName ? `记入${item.campaignName}` : '',
        inFull?.collectedBy ? `${inFull.collectedBy}收` : '',
      ]
        .filter(Boolean)
        .join('，'),
    },
    ...(item.about === 'platform' ? [{ label: '说的是', value: '对平台的投诉建议' }] : []),
    { label: '收到', value: asDayTime(item.receivedAt) },
    ...(speaker
      ? [
          {
            label: '反映人',
            value:
              [speaker.name, speaker.phone].filter(Boolean).join('，') +
                (inFull?.tellsBySms ? '，有结果发短信' : '') || '没有留',
          },
        ]
      : []),
    ...(item.heardBy ? [{ label: '哪位委员听到', value: item.heardBy }] : []),
    ...(item.handlerName ? [{ label: '谁来答复', value: item.handlerName }] : []),
    ...(inFull?.redirectedTo
      ? [{ label: '转告', value: redirections[inFull.redirectedTo]?.label ?? inFull.redirectedTo }]
      : []),
    ...(inFull?.mergedInto
      ? [
          {
            label: '并入',
            value: <Link to={below(staff.opinion(inFull.mergedInto.id))}>{lineOf(inFull.mergedInto)}</Link>,
          },
        ]
      : []),
    ...(inFull && inFull.merged.length > 0
      ? [
          {
            label: '并进来的',
            value: inFull.merged.map((one) => (
              <span key={one.id} className="say">
                <Link to={below(staff.opinion(one.id))}>{lineOf(one)}</Link>{' '}
              </span>
            )),
          },
        ]
      : []),
  ]
}

function Pictures({ ids }: { ids: string[] }) {
  if (ids.length === 0) return null
  return (
    <div className="shots">
      {ids.map((id, at) => (
        <a key={id} href={addressOf(getFile, { params: { id } })} target="_blank" rel="noreferrer">
          <img
            src={addressOf(getFile, { params: { id }, query: { size: 'small' } })}
            alt={`第 ${at + 1} 张`}
            loading="lazy"
          />
        </a>
      ))}
    </div>
  )
}

/** Category and one line for lists, kept as they are changed. */
function Filing({ id, rest, category }: { id: string; rest: Rest; category: string | null }) {
  const write = useWrite(fileItem)
  const [said, setSaid] = useState<string | null>(null)
  const keep = async (changes: { category?: string | null; title?: string | null }) => {
    try {
      await write.send({ params: { id }, body: { category, title: rest.title, ...changes } })
      setSaid('存下了')
    } catch (thrown) {
      setSaid(failureOf(thrown).message)
    }
  }
  return (
    <div className="filing">
      <Select
        label="类别"
        value={category ?? ''}
        all="还没定"
        options={rest.categories.map((one) => ({ value: one.code, label: one.label }))}
        onChange={(value) => void keep({ category: value || null })}
      />
      <label className="off" htmlFor={`title-${id}`}>
        一行摘要
      </label>
      <input
        id={`title-${id}`}
        className="in"
        maxLength={60}
        placeholder="一行摘要，列表里用"
        defaultValue={rest.title ?? ''}
        onBlur={(event) => {
          const title = event.currentTarget.value.trim()
          if (title !== (rest.title ?? '')) void keep({ title: title || null })
        }}
      />
      {said && <span className="note">{said}</span>}
    </div>
  )
}

/** Items of like wording: opened beside, or joined through the step. */
function Like({ rest }: { rest: Rest }) {
  if (rest.like.length === 0) return null
  return (
    <section aria-label="像是同一件">
      <h3>像是同一件</h3>
      <ul className="plain">
        {rest.like.map((one) => (
          <li key={one.id}>
            <Link to={below(staff.opinion(one.id))}>{lineOf(one)}</Link>
            <span className="note">
              {' '}
              {one.stateLabel}，{asDayTime(one.receivedAt)}，字面相近 {one.likeness} %
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Steps({ item }: { item: ItemInFull }) {
  const step = useWrite(stepItem)
  const [handlerId, setHandler] = useState('')
  const [redirectedTo, setRedirected] = useState('')
  const [mergeInto, setMerge] = useState('')
  const open = new Set(item.standing.steps.map((one) => one.step))
  const rest = item.inFull
  const shown = item.standing.steps.filter(
    (one) =>
      !['await', 'assign', 'recall', 'answer'].includes(one.step) &&
      !(one.obstacle !== null && ['note', 'withdraw'].includes(one.step)), // never open while somebody waits
  )
  if (shown.length === 0) return null
  return (
    <StepBar
      steps={shown}
      likely={open.has('accept') ? 'accept' : 'none'}
      about={{
        refuse: { ask: '为什么不受理？这段话反映人看得到', done: '没有受理，理由反映人看得到' },
        redirect: { ask: '告诉反映人怎么找（他看得到）', done: '已转告，反映人看得到该找哪里' },
        withdraw: { ask: '为什么撤回？撤回后不计入统计，随时可以恢复。' },
        invalidate: { ask: '为什么作废？作废后不计入统计，可以恢复。' },
        merge: { done: '已并入，答复时也告诉这位反映人' },
        pass: { done: '已请委员答复，他的待办里有了' },
        accept: { done: '已受理，反映人看得到' },
      }}
      fields={
        rest && (
          <div className="form">
            {open.has('pass') && rest.handlers.length > 0 && (
              <Select
                label="请哪位委员答复"
                value={handlerId}
                all="还没选"
                options={rest.handlers.map((one) => ({ value: one.id, label: one.name }))}
                onChange={setHandler}
              />
            )}
            {open.has('redirect') && (
              <Select
                label="转告哪里"
                value={redirectedTo}
                all="还没选"
                options={Object.entries(redirections).map(([value, { label }]) => ({ value, label }))}
                onChange={setRedirected}
              />
            )}
            {open.has('merge') && (
              <MergeInto id={item.id} like={rest.like} value={mergeInto} onChange={setMerge} />
            )}
          </div>
        )
      }
      onTake={(taken) =>
        step.send({
          params: { id: item.id },
          body: {
            ...taken,
            ...(taken.step === 'pass' && handlerId ? { handlerId } : {}),
            ...(taken.step === 'redirect' && redirectedTo ? { redirectedTo } : {}),
            ...(taken.step === 'merge' && mergeInto ? { mergeInto } : {}),
          },
        })
      }
    />
  )
}
