import { useRead } from '../../../../web/call.ts'
import { Drawer, ErrorNote } from '../../../../web/ui/staff/index.ts'
import { columnOf, officialName } from '../../columns.ts'
import { type Return, getLaterRecords } from '../../contract.ts'

/** What joined and what left a sealed figure since. */
export function LaterDrawer(props: {
  sheet: Return
  at: { position: number; column: number }
  onClose: () => void
}) {
  const { sheet, at } = props
  const later = useRead(getLaterRecords, { params: { id: sheet.id }, query: at })
  const row = sheet.rows.find((one) => one.position === at.position)
  const cell = row?.cells[at.column - 1]
  const nothing =
    later.data &&
    later.data.added.length +
      later.data.removed.length +
      later.data.unnamedAdded +
      later.data.unnamedRemoved ===
      0
  return (
    <Drawer
      from={`${row?.label ?? ''}，第 ${at.column} 栏`}
      title={officialName(columnOf(at.column), sheet.annex)}
      value={cell?.value ?? 0}
      unit={cell?.now === null || cell?.now === undefined ? '报出时' : `报出时，现在是 ${cell.now}`}
      onClose={props.onClose}
    >
      {later.error && <ErrorNote>{later.error.message}</ErrorNote>}
      {later.data && (
        <>
          <List title="此后多了" rows={later.data.added} unnamed={later.data.unnamedAdded} />
          <List title="此后少了" rows={later.data.removed} unnamed={later.data.unnamedRemoved} />
          {nothing && <p>此后没有变动。</p>}
          <p className="rule">报出的数不改。封存后要改，请填表单位补报新的一版。</p>
        </>
      )}
    </Drawer>
  )
}

function List(props: { title: string; rows: readonly { id: string; title: string }[]; unnamed: number }) {
  if (props.rows.length + props.unnamed === 0) return null
  return (
    <>
      <h3>
        {props.title} {props.rows.length + props.unnamed}
      </h3>
      <ul>
        {props.rows.map((row) => (
          <li key={row.id}>{row.title}</li>
        ))}
      </ul>
      {props.unnamed > 0 && <p className="rule">另 {props.unnamed} 人在其他政协，姓名只在那里看得到。</p>}
    </>
  )
}
