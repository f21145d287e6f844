import type { ReactElement } from 'react'
import { type OpenSlot, listOpenSlots } from '../../modules/rosters/index.ts'
import { addDays, dayOf } from '../../platform/clock.ts'
import type { PageContext } from '../../platform/page.tsx'
import { Empty, asDay, asWeekday } from '../ui/public/index.ts'
import { hoursOf, whoOf } from './duty-words.ts'
import { framed } from './frame.tsx'
import { venueAt } from './studio.tsx'

/** A month of duty at a venue: the calendar with its days marked, and under it each slot in words. Without script. */
export const dutyPage = async (context: PageContext): Promise<ReactElement> => {
  const venue = await venueAt(context)
  const today = dayOf(context.now)
  const month = monthAsked(context.query.month, today)
  const days = daysOfMonth(month)
  const slots = await listOpenSlots(context.tx, venue.id, {
    from: `${month}-01`,
    until: days.at(-1) ?? `${month}-28`,
    most: 100,
  })
  const path = `/s/${venue.token}/duty`
  return framed(context, {
    title: `${venue.name}的值班`,
    committeeId: venue.committeeId,
    back: { to: `/s/${venue.token}`, label: venue.name },
    noIndex: month < today.slice(0, 7),
    children: (
      <>
        <h1 className="title">值班</h1>
        <p className="under">{venue.name}，到了就谈，不用预约</p>
        <Calendar month={month} days={days} slots={slots} today={today} elder={context.elder} />
        <nav className="act act-two" aria-label="换月份">
          {month > earliest(today) && (
            <a className="btn" href={`${path}?month=${monthFrom(month, -1)}`} rel="prev">
              {monthWords(monthFrom(month, -1))}
            </a>
          )}
          {month < latest(today) && (
            <a className="btn" href={`${path}?month=${monthFrom(month, 1)}`} rel="next">
              {monthWords(monthFrom(month, 1))}
            </a>
          )}
        </nav>
        {slots.length > 0 ? (
          <ul className="events">
            {slots.map((slot) => (
              <Slot key={slot.id} slot={slot} />
            ))}
          </ul>
        ) : (
          <Empty why={`${monthWords(month)}还没有排值班。有事可以在网上反映，或到工作室当面说。`} />
        )}
        <p className="act">
          <a className="btn btn-main" href={`/o/${venue.token}`}>
            不等值班，现在就反映
          </a>
        </p>
      </>
    ),
  })
}

/** The month at a glance. Seven days side by side leave no room for large targets: 长辈版 shows the marks, the list below leads on. */
function Calendar(props: {
  month: string
  days: string[]
  slots: OpenSlot[]
  today: string
  elder: boolean
}) {
  const { days } = props
  const on = new Set(props.slots.filter((slot) => !slot.isCancelled).map((slot) => slot.day))
  const blanks = (new Date(`${days[0] ?? ''}T00:00:00Z`).getUTCDay() + 6) % 7
  const cells = [...Array.from({ length: blanks }, () => ''), ...days]
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) =>
    Array.from({ length: 7 }, (__, at) => cells[week * 7 + at] ?? ''),
  )
  return (
    <table className="month">
      <caption>{monthWords(props.month)}</caption>
      <thead>
        <tr>
          {Array.from('一二三四五六日', (word) => (
            <th key={word} scope="col">
              {word}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week.find(Boolean)}>
            {week.map((day, at) => (
              <td key={day || `blank-${at}`} aria-current={day === props.today ? 'date' : undefined}>
                {on.has(day) ? <OnDuty day={day} elder={props.elder} /> : day && Number(day.slice(8))}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function OnDuty({ day, elder }: { day: string; elder: boolean }) {
  const marks = (
    <>
      <b>{Number(day.slice(8))}</b>
      <small>值班</small>
    </>
  )
  return elder ? <span className="on">{marks}</span> : <a href={`#d${day}`}>{marks}</a>
}

function Slot({ slot }: { slot: OpenSlot }) {
  return (
    <li id={`d${slot.day}`}>
      <p className="day">
        <b>{Number(slot.day.slice(8))}</b>
        {Number(slot.day.slice(5, 7))}月 {asWeekday(slot.day).replace('星期', '周')}
      </p>
      <div className="what">
        <h2>{slot.isCancelled ? `${asDay(slot.day)}的值班取消了` : hoursOf(slot)}</h2>
        <p>{slot.isCancelled ? '请改到别的日子来，或者在网上反映。' : whoOf(slot)}</p>
      </div>
    </li>
  )
}

/** The month asked for, a year back to a year ahead; else this one. */
const monthAsked = (asked: string | undefined, today: string): string =>
  asked && /^\d{4}-(0[1-9]|1[0-2])$/.test(asked) && asked >= earliest(today) && asked <= latest(today)
    ? asked
    : today.slice(0, 7)

const earliest = (today: string): string => monthFrom(today.slice(0, 7), -12)
const latest = (today: string): string => monthFrom(today.slice(0, 7), 12)

const monthFrom = (month: string, months: number): string => {
  const date = new Date(`${month}-01T00:00:00Z`)
  date.setUTCMonth(date.getUTCMonth() + months)
  return date.toISOString().slice(0, 7)
}

const daysOfMonth = (month: string): string[] => {
  const days: string[] = []
  for (let day = `${month}-01`; day.startsWith(month); day = addDays(day, 1)) days.push(day)
  return days
}

const monthWords = (month: string): string => `${month.slice(0, 4)}年${Number(month.slice(5))}月`
