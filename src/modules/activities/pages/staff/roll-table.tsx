import '../../../../web/styles/activities.css'
import { type KeyboardEvent, useRef, useState } from 'react'
import { Icon, Status, asTime } from '../../../../web/ui/staff/index.ts'
import { type RollRow, channelLabels } from '../../contract.ts'
import type { Guest } from '../guests.tsx'
import { RowSteps } from '../row-steps.tsx'

/**
 * The names to tick: a name typed in letters (zxh) or characters narrows the list and Enter ticks the first of it, so that
 * thirty names take less than a minute; arrows go up and down, the space bar ticks.
 */
export function RollTable(props: {
  rows: readonly RollRow[]
  guests: readonly Guest[]
  ticked: ReadonlySet<string>
  onToggle: (personId: string, on?: boolean) => void
  onAll: (on: boolean) => void
}) {
  const { rows, ticked } = props
  const [words, setWords] = useState('')
  const body = useRef<HTMLTableSectionElement>(null)
  const shown = rows.filter((row) => matches(row, words))
  const first = shown.find((row) => row.attendance?.state !== 'standing' && !ticked.has(row.personId))
  const onFindKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') focusTick(body.current, 0)
    if (event.key !== 'Enter') return
    event.preventDefault()
    if (words.trim() !== '' && first) props.onToggle(first.personId, true)
    setWords('')
  }
  const onListKey = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    const ticks = ticksIn(body.current)
    const here = ticks.findIndex((tick) => tick === document.activeElement)
    focusTick(body.current, here + (event.key === 'ArrowDown' ? 1 : -1))
  }
  return (
    <>
      <div className="filters" role="search" aria-label="找名字">
        <label className="find">
          <Icon name="search" />
          <span className="off">打名字或拼音首字母，按回车勾上</span>
          <input
            type="search"
            placeholder="打名字或首字母，回车勾上"
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
            onKeyDown={onFindKey}
          />
        </label>
        <span className="note" role="status">
          {words.trim() === ''
            ? `共 ${rows.length} 人，勾了 ${ticked.size} 人`
            : first
              ? `回车勾上：${first.name}`
              : '没有这个名字，或已经到了'}
        </span>
        <div className="end">
          <button type="button" className="btn" onClick={() => props.onAll(ticked.size === 0)}>
            {ticked.size > 0 ? '全不勾' : rows.some(isAway) ? '没到的全勾上，请假的除外' : '没到的全勾上'}
          </button>
        </div>
      </div>
      <div className="table-scroll" role="region" aria-label="点名册" tabIndex={0}>
        <table className="grid roll">
          <caption className="off">点名册</caption>
          <thead>
            <tr>
              <th scope="col">到场</th>
              <th scope="col" className="name">
                姓名
              </th>
              <th scope="col">编号</th>
              <th scope="col">说明</th>
              <th scope="col">记录</th>
            </tr>
          </thead>
          <tbody ref={body} onKeyDown={onListKey}>
            {shown.map((row) => (
              <Line
                key={row.personId}
                row={row}
                isTicked={ticked.has(row.personId)}
                onToggle={props.onToggle}
              />
            ))}
            {props.guests
              .filter((guest) => !rows.some((row) => row.personId === guest.personId))
              .map((guest) => (
                <tr key={guest.personId}>
                  <td>
                    <Tick
                      name={guest.name}
                      isOn={ticked.has(guest.personId)}
                      onToggle={() => props.onToggle(guest.personId)}
                    />
                  </td>
                  <th scope="row">{guest.name}</th>
                  <td>{guest.no}</td>
                  <td>来宾，{guest.committeeName}</td>
                  <td>还没记</td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function Line({
  row,
  isTicked,
  onToggle,
}: {
  row: RollRow
  isTicked: boolean
  onToggle: (id: string) => void
}) {
  const { attendance } = row
  const isHere = attendance?.state === 'standing'
  return (
    <tr className={isTicked ? 'chosen' : undefined}>
      <td>
        {isHere ? (
          <Status kind="done">到</Status>
        ) : (
          <Tick name={row.name} isOn={isTicked} onToggle={() => onToggle(row.personId)} />
        )}
      </td>
      <th scope="row">{row.name}</th>
      <td className="num">{row.no ?? '—'}</td>
      <td>{notesOf(row)}</td>
      <td>
        {attendance && (
          <>
            {attendance.state === 'pending' ? (
              <Status kind="due">补传，{asTime(attendance.happenedAt)}签</Status>
            ) : (
              <span>
                {attendance.stateLabel}，{asTime(attendance.happenedAt)}，
                {channelLabels[attendance.channel] ?? attendance.channel}
                {attendance.proxyReason && `（${attendance.recordedBy}：${attendance.proxyReason}）`}
              </span>
            )}
            <RowSteps attendance={attendance} name={row.name} />
          </>
        )}
      </td>
    </tr>
  )
}

function Tick({ name, isOn, onToggle }: { name: string; isOn: boolean; onToggle: () => void }) {
  return (
    <label className="pick">
      <input type="checkbox" checked={isOn} onChange={onToggle} aria-label={`${name}到场`} />
    </label>
  )
}

const notesOf = (row: RollRow): string =>
  [
    row.attendance?.role === 'observer' ? '列席' : '',
    row.attendance?.late ? '迟到' : '',
    row.attendance?.leftEarly ? '早退' : '',
    row.isResident ? '' : `来宾${row.committeeName ? `，${row.committeeName}` : ''}`,
    row.onLeave ? '请了假' : '',
    row.signedUp ? '报了名' : '',
  ]
    .filter(Boolean)
    .join('，')

const isAway = (row: RollRow): boolean => row.onLeave && row.attendance?.state !== 'standing'

const matches = (row: RollRow, words: string): boolean => {
  const typed = words.trim().toLowerCase()
  return typed === '' || row.name.includes(typed) || row.initials.startsWith(typed) || row.no === typed
}

const ticksIn = (body: HTMLElement | null): HTMLInputElement[] => [
  ...(body?.querySelectorAll<HTMLInputElement>('input[type=checkbox]') ?? []),
]

const focusTick = (body: HTMLElement | null, index: number): void => {
  const ticks = ticksIn(body)
  ticks[Math.max(0, Math.min(ticks.length - 1, index))]?.focus()
}
