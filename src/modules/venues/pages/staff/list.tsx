import { Link, useSearchParams } from 'react-router'
import { addressOf, useRead, useWrite } from '../../../../web/call.ts'
import { ExportButton } from '../../../../web/export-button.tsx'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { holds, useMe } from '../../../../web/session.ts'
import { StateOf } from '../../../../web/state-of.tsx'
import {
  Button,
  type Column,
  DataTable,
  Empty,
  PageHead,
  SearchBox,
  Select,
  asDay,
  inThousands,
} from '../../../../web/ui/staff/index.ts'
import {
  VenueFilter,
  type VenueRow,
  exportVenues,
  listGuides,
  listVenues,
  startVenueExport,
} from '../../contract.ts'
import { venueProcess } from '../../process.ts'
import { studioKindLabel, venueKindCodes, venueKinds } from '../../rules.ts'

/** 委员工作室: one's own and those below, by code; what is filtered stands in the address. */
export default function VenueList() {
  const [address, setAddress] = useSearchParams()
  const asked = VenueFilter.safeParse(Object.fromEntries(address))
  const filter = asked.success ? asked.data : VenueFilter.parse({})
  const list = useRead(listVenues, { query: filter })
  const guides = useRead(listGuides)
  const me = useMe()
  const run = useWrite(startVenueExport)
  const isOffice = me.data !== undefined && holds(me.data, 'office')
  const mayApply = me.data !== undefined && holds(me.data, 'special_committee', 'contact_group')
  const total = list.data?.total ?? 0
  const set = (change: Record<string, string>) => {
    const next = new URLSearchParams(address)
    for (const [key, value] of Object.entries({ page: '', ...change }))
      if (value) next.set(key, value)
      else next.delete(key)
    setAddress(next)
  }
  const sort = filter.sort ?? 'code'
  return (
    <>
      <PageHead
        title="委员工作室"
        facts={['本级的，和联系指导的。归口一次只有一个机构，换了以前的日子不变']}
        aside={
          isOffice || mayApply ? (
            <Button main to={below(staff.newVenue())}>
              {isOffice ? '设立一家工作室' : '申请设立一家工作室'}
            </Button>
          ) : undefined
        }
      />
      <DataTable
        id="venues"
        caption="委员工作室"
        rows={list.data?.rows ?? []}
        rowKey={(row) => row.id}
        isLoading={list.isPending}
        failed={list.error?.message}
        said={total > 0 ? `共 ${inThousands(total)} 家` : undefined}
        filters={
          <>
            <SearchBox
              label="按名称、编号、地址、召集人找"
              value={filter.search ?? ''}
              onChange={(words) => set({ search: words })}
            />
            <Select
              label="种类"
              value={filter.kind ?? ''}
              options={venueKindCodes.map((code) => ({ value: code, label: venueKinds[code] }))}
              onChange={(kind) => set({ kind })}
            />
            <Select
              label="归口"
              value={filter.guideId ?? ''}
              options={(guides.data?.guides ?? []).map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(guideId) => set({ guideId })}
            />
            <Select
              label="状态"
              value={filter.state === 'all' ? '' : filter.state}
              options={Object.entries(venueProcess.states).map(([value, { label }]) => ({ value, label }))}
              onChange={(state) => set({ state: state || 'all' })}
            />
          </>
        }
        tools={(shown) =>
          isOffice ? (
            <>
              <Button quiet to={below(staff.importVenues())}>
                从表格导入
              </Button>
              <ExportButton
                href={addressOf(exportVenues, { query: { ...filter, columns: shown.join(',') } })}
                total={total}
                start={(id) => run.send({ body: { ...filter, columns: shown.join(','), id } })}
              >
                导出名册
              </ExportButton>
              {total > 0 && (
                <Button quiet icon="print" href="/print/venues">
                  打印本政协的海报
                </Button>
              )}
            </>
          ) : undefined
        }
        columns={columns}
        sort={{ key: sort.replace(/^-/, ''), down: sort.startsWith('-') }}
        onSort={({ key, down }) => set({ sort: `${down ? '-' : ''}${key}` })}
        paging={{
          page: filter.page,
          size: filter.size,
          total,
          onChange: (page, size) => set({ page: String(page), size: String(size) }),
        }}
        empty={
          <Empty
            why={
              address.size > 0 ? '没有这样的工作室。' : '还没有工作室。可以一家一家设立，也可以从表格导入。'
            }
            next={
              address.size > 0 ? (
                <Link to={below(staff.venues())}>看全部</Link>
              ) : isOffice ? (
                <Link to={below(staff.importVenues())}>从表格导入</Link>
              ) : undefined
            }
          />
        }
      />
    </>
  )
}

const columns: readonly Column<VenueRow>[] = [
  { key: 'code', title: '编号', width: 150, sortable: true, hideable: true, render: (row) => row.code },
  {
    key: 'name',
    title: '名称',
    rowHead: true,
    sortable: true,
    render: (row) => <Link to={below(staff.venue(row.id))}>{row.name}</Link>,
  },
  { key: 'committee', title: '政协', width: 110, hideable: true, render: (row) => row.committeeName },
  { key: 'guide', title: '归口', width: 150, render: (row) => row.guideName ?? '–' },
  {
    key: 'kind',
    title: '类型',
    width: 90,
    hideable: true,
    hidden: true,
    render: (row) => studioKindLabel(row.studioKind) ?? '–',
  },
  {
    key: 'convener',
    title: '召集人',
    width: 100,
    render: (row) => row.convenerName ?? <span className="note">–</span>,
  },
  {
    key: 'residentCount',
    title: '入驻委员',
    width: 110,
    align: 'right',
    sortable: true,
    render: (row) => <span className="num">{row.residentCount}</span>,
  },
  {
    key: 'openFrom',
    title: '挂牌',
    width: 130,
    sortable: true,
    hideable: true,
    render: (row) => (row.openFrom ? asDay(row.openFrom) : '还没开放'),
  },
  {
    key: 'state',
    title: '状态',
    width: 130,
    render: (row) => <StateOf process={venueProcess} state={row.state} />,
  },
]
