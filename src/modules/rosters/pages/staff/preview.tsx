import type { ReactNode } from 'react'
import { Section, Status, asDay, asWeekday } from '../../../../web/ui/staff/index.ts'

export interface Sitter {
  id: string
  name: string
}

/** One day as it would be; `isOn` is whether it will be saved. */
export interface Day {
  id: string
  day: string
  dayOff: string | null
  isTaken: boolean
  isOn: boolean
}

/** A day with whose turn it is; nobody's where it is left out. */
export type Planned = Day & { members: readonly Sitter[] }

/** The days that would be planned, each to be left out by its tick; days off and days taken start left out. */
export function Preview(props: {
  title: string
  rows: readonly Planned[]
  onTick: (day: string) => void
  children: ReactNode
}) {
  const { rows } = props
  const skipped = rows.filter((row) => row.dayOff !== null || row.isTaken).length
  return (
    <Section title={props.title}>
      <p className="note">
        排出 {rows.length} 天，勾着的 {rows.filter((row) => row.isOn).length} 天会存下。
        {skipped > 0 && `有 ${skipped} 天放假或者已经排过，先没有勾。`}
      </p>
      <div className="picks lines">
        {rows.map((row) => (
          <label key={row.day} className="pick">
            <input type="checkbox" checked={row.isOn} onChange={() => props.onTick(row.day)} />
            <span>
              {asDay(row.day)} {asWeekday(row.day)}
              {row.isOn && `，${row.members.map((person) => person.name).join('、') || '还没有排人'}`}{' '}
              {row.dayOff !== null && <Status kind="due">{row.dayOff}放假</Status>}{' '}
              {row.isTaken && <Status kind="due">这天已经排过</Status>}
            </span>
          </label>
        ))}
      </div>
      {props.children}
    </Section>
  )
}
