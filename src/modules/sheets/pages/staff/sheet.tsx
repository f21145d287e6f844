import { useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { addressOf, useRead } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import {
  Button,
  Dock,
  ErrorNote,
  PageHead,
  Said,
  Section,
  StepButton,
  Timeline,
  Under,
  asDayTime,
} from '../../../../web/ui/staff/index.ts'
import { type Sheet, exportRecords, exportSheet, getSheet } from '../../contract.ts'
import { CellDrawer } from './cell-drawer.tsx'
import { Checks } from './checks.tsx'
import { Corrections } from './corrections.tsx'
import { SheetTable } from './sheet-table.tsx'
import { momentsOf } from './moments.ts'
import { SubmitForm } from './submit-form.tsx'

/** One sheet: figures that open, corrections beside the count, checks with their explanations, and the way to file it. */
export default function SheetPage() {
  const { campaignId = '', unitId = '' } = useParams()
  const [address, setAddress] = useSearchParams()
  const annex = address.get('annex') === '1' ? 1 : undefined
  const sheet = useRead(getSheet, { params: { campaignId, unitId }, query: { annex } })
  const [isFiling, setFiling] = useState(false)
  const cell = cellIn(address.get('cell'))
  const open = (row: string, column: number) =>
    setAddress((old) => {
      old.set('cell', `${row}/${column}`)
      old.delete('cut')
      return old
    })
  const close = () =>
    setAddress((old) => {
      old.delete('cell')
      old.delete('cut')
      return old
    })
  if (sheet.error) return <ErrorNote missing={sheet.error.status === 404}>{sheet.error.message}</ErrorNote>
  if (!sheet.data) return <p className="meta">正在数……</p>
  const { data } = sheet
  return (
    <>
      <Head sheet={data} />
      <SheetTable sheet={data} opened={cell} onOpen={open} />
      <Notes sheet={data} />
      <Under>
        <Corrections sheet={data} />
        <Checks sheet={data} />
      </Under>
      {isFiling && data.submit && (
        <Section title={data.submit.label}>
          <SubmitForm sheet={data} onDone={() => setFiling(false)} />
        </Section>
      )}
      <Dock tools={<Tools sheet={data} />}>
        {data.submit && isFiling ? (
          <p className="why">填好上面几项，就可以提交。</p>
        ) : data.submit ? (
          <StepButton main onPress={() => setFiling(true)} obstacle={data.submit.obstacle}>
            {data.submit.label}
          </StepButton>
        ) : (
          <p className="why">
            {data.isOwn
              ? '发起单位的汇总表不用再报，可以直接打印、导出。'
              : '这张表由填表单位自己报，这里只看。'}
          </p>
        )}
      </Dock>
      {cell && (
        <CellDrawer
          key={`${cell.row} ${cell.column} ${cutIn(address.get('cut'))}`}
          sheet={data}
          row={cell.row}
          column={cell.column}
          cut={cutIn(address.get('cut'))}
          addressOfCut={(cut) => withCut(address, cut)}
          onClose={close}
        />
      )}
    </>
  )
}

const cuts = ['venues', 'persons', 'items'] as const
const cutIn = (text: string | null) => cuts.find((cut) => cut === text)

const withCut = (address: URLSearchParams, cut: string): string => {
  const next = new URLSearchParams(address)
  next.set('cut', cut)
  return `?${next.toString()}`
}

const cellIn = (text: string | null) => {
  const [row, column] = (text ?? '').split('/')
  return row && column ? { row, column: Number(column) } : null
}

function Head({ sheet }: { sheet: Sheet }) {
  const returned =
    sheet.standing?.state === 'returned' ? sheet.standing.history.findLast((step) => step.words) : undefined
  return (
    <>
      <PageHead
        title={sheet.title}
        crumbs={[
          { label: '统计表', to: below(staff.sheets()) },
          { label: sheet.campaignName, to: `${below(staff.sheets())}?campaign=${sheet.campaignId}` },
          { label: `附件${sheet.annex}` },
        ]}
        facts={[`填表单位：${sheet.unitName}`, `系统数截至 ${asDayTime(sheet.countedAt)}`]}
        {...(sheet.annexes.length > 1
          ? {
              tabs: sheet.annexes.map((annex) => ({
                label: annex === 1 ? '附件1 专委会' : '附件2 市州',
                to: below(staff.sheet(sheet.campaignId, sheet.unitId, annex)),
                here: annex === sheet.annex,
              })),
            }
          : {})}
      />
      {sheet.receiverName && <Timeline across moments={momentsOf(sheet)} />}
      {returned && (
        <Said label="退回的理由" after={`${returned.by ?? ''}，${asDayTime(returned.at)}`}>
          {returned.words}
        </Said>
      )}
    </>
  )
}

/** Under the table: overlaps, what was late, typed or is missing. */
function Notes({ sheet }: { sheet: Sheet }) {
  const total = sheet.rows.at(-1)
  const late = total?.cells[15]?.late ?? 0
  const less = sheet.overlaps.filter((one) => one.less > 0)
  const lines = [
    less.length > 0
      ? `注：合计中一人（一件）只计一次，比各行相加少：${less.map(({ columnNo, less: n }) => `第 ${columnNo} 栏 ${n}`).join('，')}。`
      : '',
    late > 0 ? `第 16 栏含逾期上传 ${late} 家。` : '',
    total && total.manualUnits.length > 0 ? `手工填报：${total.manualUnits.join('、')}，数已加进合计。` : '',
    total && total.missingUnits.length > 0 ? `未报：${total.missingUnits.join('、')}。` : '',
  ].filter((line) => line !== '')
  return lines.length > 0 ? <p className="foot">{lines.join('')}</p> : null
}

function Tools({ sheet }: { sheet: Sheet }) {
  const { campaignId, unitId, annex } = sheet
  const params = { campaignId, unitId }
  const [last] = sheet.returns
  return (
    <>
      {last && (
        <Button to={below(staff.return(last.id))}>
          {sheet.changedSince
            ? `与第 ${last.version} 版比，改了 ${sheet.changedSince} 处`
            : `看第 ${last.version} 版`}
        </Button>
      )}
      <Button icon="down-to" href={addressOf(exportRecords, { params, query: { annex } })} download>
        导出记录
      </Button>
      <Button
        icon="down-to"
        href={addressOf(exportSheet, { params, query: { annex, form: 'table' } })}
        download
      >
        {sheet.rows.length > 1 ? '导出汇总表' : '导出'}
      </Button>
      {sheet.rows.length > 1 && (
        <Button
          icon="down-to"
          href={addressOf(exportSheet, { params, query: { annex, form: 'row' } })}
          download
        >
          导出报表
        </Button>
      )}
      <Button
        icon="print"
        href={staff.printSheet(campaignId, unitId, annex, sheet.rows.length > 1 ? 'table' : 'row')}
      >
        打印{sheet.rows.length > 1 ? '汇总表' : ''}
      </Button>
      {sheet.rows.length > 1 && (
        <Button icon="print" href={staff.printSheet(campaignId, unitId, annex, 'row')}>
          打印报表
        </Button>
      )}
    </>
  )
}
