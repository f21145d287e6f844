import type { ReactNode } from 'react'

export type Fact = { label: string; value: ReactNode; note?: ReactNode }

/** A short list of label and value, e.g. place, source, kind of an opinion; rows whose value is null are left out. */
export function Facts({ rows }: { rows: readonly Fact[] }) {
  return (
    <dl className="facts">
      {rows
        .filter((row) => row.value !== null && row.value !== undefined && row.value !== '')
        .map((row) => (
          <div key={row.label}>
            <dt>{row.label}</dt>
            <dd>
              {row.value}
              {row.note && <small>{row.note}</small>}
            </dd>
          </div>
        ))}
    </dl>
  )
}
