import { Section, inThousands } from '../../../../web/ui/staff/index.ts'
import type { AskedRow } from '../../contract/imports.ts'

/** Line of the sheet → the person meant; null is another person of the same name. */
export type Decisions = ReadonlyMap<number, string | null>

/** Rows whose name is known already: staff says of each who it is; nothing is chosen beforehand. */
export function AskedRows(props: {
  rows: readonly AskedRow[]
  total: number
  decisions: Decisions
  onChange: (decisions: Decisions) => void
}) {
  if (props.total === 0) return null
  return (
    <Section title="同名的，是不是同一人">
      <p className="note">
        这几行没有手机号或编号可认，名册里有同名的。
        {props.total > props.rows.length &&
          `共 ${inThousands(props.total)} 行，先列 ${props.rows.length} 行。`}
      </p>
      {props.rows.map((row) => (
        <fieldset key={row.line} className="field">
          <legend>
            第 <span className="num">{row.line}</span> 行：{row.name}
            {row.workplace && `，${row.workplace}`}
          </legend>
          <div className="picks lines">
            {row.candidates.map((known) => (
              <Pick
                key={known.personId}
                line={row.line}
                isOn={props.decisions.get(row.line) === known.personId}
                onPick={() => props.onChange(new Map(props.decisions).set(row.line, known.personId))}
                label={`就是编号 ${known.no || '（没有）'} 的${row.name}`}
                note={[known.sector, known.workplace, known.otherPhone ? '手机号不同，导入后换成表里的' : '']
                  .filter(Boolean)
                  .join('，')}
              />
            ))}
            <Pick
              line={row.line}
              isOn={props.decisions.get(row.line) === null}
              onPick={() => props.onChange(new Map(props.decisions).set(row.line, null))}
              label="是同名的另一人"
              note="作为新委员登记"
            />
          </div>
        </fieldset>
      ))}
    </Section>
  )
}

function Pick(props: { line: number; isOn: boolean; onPick: () => void; label: string; note: string }) {
  return (
    <label className="pick">
      <input type="radio" name={`line-${props.line}`} checked={props.isOn} onChange={props.onPick} />
      <span>
        {props.label}
        {props.note && <small>{props.note}</small>}
      </span>
    </label>
  )
}
