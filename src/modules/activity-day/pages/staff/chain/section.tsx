import { useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { newKey, useRead, useWrite } from '../../../../../web/call.ts'
import { below } from '../../../../../web/frame.tsx'
import { staff } from '../../../../../web/paths.ts'
import {
  type Column,
  DataTable,
  Empty,
  ErrorNote,
  Section,
  Status,
  Switch,
  type StateKind,
  asDay,
  failureOf,
} from '../../../../../web/ui/staff/index.ts'
import { type ChainCell, type ChainUnit, beginDocument, listChain } from '../../../contract.ts'
import { type DocumentKind, documentLabels } from '../../../rules.ts'

/** The documents of the reader's unit, and where those below stand: state and dates; a text opens once it has gone up. */
export function ChainSection(props: { campaignId: string; kinds: readonly DocumentKind[]; title: string }) {
  const [page, setPage] = useState(1)
  const [address] = useSearchParams()
  const of = address.get('of') === 'venues' ? 'venues' : 'units'
  const chain = useRead(listChain, { params: { id: props.campaignId }, query: { of, page, size: 50 } })
  if (chain.error?.status === 404) return null
  if (chain.error) return <ErrorNote>{chain.error.message}</ErrorNote>
  if (!chain.data) return <p className="meta">正在打开……</p>
  const { own, total } = chain.data
  const units = chain.data.below.filter((unit) => unit.cells.some((cell) => props.kinds.includes(cell.kind)))
  const mine = own.cells.filter((cell) => props.kinds.includes(cell.kind))
  const kinds = props.kinds.filter((kind) =>
    units.some((unit) => unit.cells.some((cell) => cell.kind === kind)),
  )
  const hasBriefs = props.kinds.includes('brief')
  return (
    <Section title={props.title}>
      {mine.length > 0 && (
        <ul className="chain-own">
          {mine.map((cell) => (
            <li key={cell.kind} style={{ display: 'flex', gap: 16, alignItems: 'center', minHeight: 44 }}>
              <b style={{ width: '13em' }}>
                {own.name}
                {documentLabels[cell.kind]}
              </b>
              <OwnCell campaignId={props.campaignId} unit={own} cell={cell} />
            </li>
          ))}
        </ul>
      )}
      {(units.length > 0 || of === 'venues' || (hasBriefs && own.kind !== 'venue')) && (
        <DataTable
          id={`chain-${props.kinds.join('-')}`}
          caption={`${props.title}，下面各家`}
          rows={units}
          rowKey={(unit) => unit.unitId}
          filters={
            hasBriefs ? (
              <Switch
                label="看哪些单位"
                views={[
                  { label: '政协和专委会', to: '?', here: of === 'units' },
                  { label: '工作室', to: '?of=venues', here: of === 'venues' },
                ]}
              />
            ) : undefined
          }
          said={saidOf(units, total > chain.data.below.length ? total : units.length, kinds)}
          columns={[
            { key: 'name', title: '单位', rowHead: true, width: 200, render: (unit) => unit.name },
            ...kinds.map((kind): Column<ChainUnit> => ({
              key: kind,
              title: documentLabels[kind],
              render: (unit) => {
                const cell = unit.cells.find((one) => one.kind === kind)
                return cell ? <BelowCell campaignId={props.campaignId} cell={cell} /> : '–'
              },
            })),
          ]}
          paging={{ page, size: 50, total, onChange: setPage }}
          empty={<Empty why="归本单位联系指导的工作室还没有。" />}
        />
      )}
    </Section>
  )
}

const saidOf = (units: ChainUnit[], total: number, kinds: readonly DocumentKind[]): string => {
  const [kind] = kinds
  if (total === 0) return ''
  if (!kind || total > units.length) return `共 ${total} 家`
  const sent = units.filter((unit) =>
    unit.cells.some(
      (cell) => cell.kind === kind && (cell.state === 'submitted' || cell.state === 'accepted'),
    ),
  ).length
  return `共 ${total} 家，${sent} 家报了${documentLabels[kind]}`
}

const looks: Record<ChainCell['state'], { kind: StateKind; label: string }> = {
  none: { kind: 'todo', label: '还没写' },
  draft: { kind: 'todo', label: '在写' },
  submitted: { kind: 'doing', label: '已报送' },
  accepted: { kind: 'done', label: '已接收' },
  returned: { kind: 'back', label: '退回修改' },
}

const isLate = (cell: ChainCell): boolean =>
  (cell.state === 'none' || cell.state === 'draft' || cell.state === 'returned') &&
  Date.parse(`${cell.dueOn}T00:00:00+08:00`) + 86_400_000 <= Date.now()

function CellState({ cell }: { cell: ChainCell }) {
  const look = looks[cell.state]
  if (isLate(cell))
    return (
      <Status kind="late">
        {look.label}，{asDay(cell.dueOn)}到期
      </Status>
    )
  const when =
    cell.submittedAt && cell.state !== 'returned'
      ? `，${asDay(cell.submittedAt)}`
      : `，${asDay(cell.dueOn)}前`
  return (
    <Status kind={look.kind}>
      {look.label}
      {when}
    </Status>
  )
}

function BelowCell({ campaignId, cell }: { campaignId: string; cell: ChainCell }) {
  const isUp = cell.id !== null && cell.state !== 'none' && cell.state !== 'draft'
  return (
    <>
      <CellState cell={cell} />
      {isUp && cell.id && (
        <>
          　<Link to={below(staff.chainDocument(campaignId, cell.id))}>看</Link>
        </>
      )}
    </>
  )
}

function OwnCell({ campaignId, unit, cell }: { campaignId: string; unit: ChainUnit; cell: ChainCell }) {
  const go = useNavigate()
  const begin = useWrite(beginDocument)
  const [trouble, setTrouble] = useState<string | null>(null)
  const open = async () => {
    try {
      const { id } = cell.id
        ? { id: cell.id }
        : await begin.send({
            params: { id: campaignId },
            body: { id: newKey(), unit: unit.unitId, kind: cell.kind },
          })
      await go(below(staff.chainDocument(campaignId, id)))
    } catch (thrown) {
      setTrouble(failureOf(thrown).message)
    }
  }
  return (
    <>
      <CellState cell={cell} />
      {cell.ownerName && <span className="note">负责人 {cell.ownerName}</span>}
      {(unit.mine || cell.id) && (
        <button type="button" className="as-link" onClick={() => void open()}>
          {unit.mine && ['none', 'draft', 'returned'].includes(cell.state) ? '去写' : '看'}
        </button>
      )}
      {trouble && <ErrorNote>{trouble}</ErrorNote>}
    </>
  )
}
