import { Link, useNavigate, useSearchParams } from 'react-router'
import { addressOf, newKey, useRead, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { holds, useMe } from '../../../../web/session.ts'
import { StateOf } from '../../../../web/state-of.tsx'
import {
  Button,
  DataTable,
  Empty,
  ErrorNote,
  PageHead,
  SearchBox,
  Select,
  asDay,
  asDayTime,
  inThousands,
} from '../../../../web/ui/staff/index.ts'
import { InformationFilter, draftInformation, exportInformations, listInformations } from '../../contract.ts'
import { informationProcess } from '../../process.ts'

const order = [
  'received',
  'draft',
  'submitted',
  'signed',
  'issued',
  'declined',
  'merged',
  'withdrawn',
] as const
const levels = [
  { value: 'county', label: '县采用' },
  { value: 'city', label: '市采用' },
  { value: 'province', label: '省采用' },
  { value: 'nation', label: '全国采用' },
]

/** 社情民意信息: by state, those that lower 政协 sent up first. */
export default function InformationList() {
  const [address, setAddress] = useSearchParams()
  const filter = InformationFilter.catch(InformationFilter.parse({})).parse(
    Object.fromEntries([...address].filter(([, value]) => value !== '')),
  )
  const list = useRead(listInformations, { query: filter })
  const me = useMe()
  const isOffice = me.data !== undefined && holds(me.data, 'office')
  const set = (name: string, value: string) =>
    setAddress((old) => {
      const next = new URLSearchParams(old)
      if (value) next.set(name, value)
      else next.delete(name)
      if (name !== 'page') next.delete('page')
      return next
    })
  if (list.error) return <ErrorNote reference={list.error.requestId ?? ''}>{list.error.message}</ErrorNote>
  const total = list.data?.total ?? 0
  const counts = list.data?.counts ?? {}
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0)
  return (
    <>
      <PageHead
        title="社情民意信息"
        facts={['一事一报；写的人和签发的人分开；报上去的是一份副本，由收到的政协去办']}
        tabs={[
          { label: '全部', to: below(staff.informations()), here: !filter.state, count: all },
          ...order.map((state) => ({
            label: informationProcess.states[state].label,
            to: `${below(staff.informations())}?state=${state}`,
            here: filter.state === state,
            count: counts[state] ?? 0,
          })),
        ]}
        aside={<Begin />}
      />
      <DataTable
        id="informations"
        caption="社情民意信息"
        rows={list.data?.rows ?? []}
        rowKey={(row) => row.id}
        isLoading={list.isPending}
        said={total > 0 ? `共 ${inThousands(total)} 份，最近改过的在前` : undefined}
        minWidth={860}
        filters={
          <>
            <Select
              label="采用"
              value={filter.adopted ?? ''}
              options={levels}
              onChange={(value) => set('adopted', value)}
            />
            <SearchBox
              label="找标题和正文里的字"
              value={filter.search ?? ''}
              onChange={(value) => set('search', value)}
            />
          </>
        }
        tools={
          <>
            {isOffice && <Button to={below(staff.guardedWords())}>错敏词表</Button>}
            <Button to={below(staff.informationFigures())}>数字</Button>
            <Button icon="down-to" href={addressOf(exportInformations, { query: filter })}>
              导出
            </Button>
          </>
        }
        columns={[
          {
            key: 'title',
            title: '标题',
            rowHead: true,
            render: (row) => <Link to={below(staff.information(row.id))}>{row.title || '还没有标题'}</Link>,
          },
          { key: 'origin', title: '报来单位', width: 110, render: (row) => row.originName ?? '本级' },
          { key: 'issue', title: '期号', width: 150, render: (row) => row.issue ?? '—' },
          {
            key: 'issuedOn',
            title: '编发',
            width: 110,
            render: (row) => (row.issuedOn ? asDay(row.issuedOn) : '—'),
          },
          { key: 'adopted', title: '采用', width: 100, render: (row) => row.adopted ?? '—' },
          {
            key: 'directives',
            title: '批示',
            width: 80,
            align: 'right',
            render: (row) => <span className="num">{row.directiveCount}</span>,
          },
          {
            key: 'sources',
            title: '来源',
            width: 80,
            align: 'right',
            hideable: true,
            render: (row) => <span className="num">{row.sourceCount}</span>,
          },
          {
            key: 'state',
            title: '状态',
            width: 120,
            render: (row) => <StateOf process={informationProcess} state={row.state} />,
          },
          {
            key: 'edited',
            title: '最近改',
            width: 140,
            hideable: true,
            render: (row) => asDayTime(row.editedAt),
          },
        ]}
        paging={{
          page: filter.page,
          size: filter.size,
          total,
          onChange: (to, by) => {
            set('size', String(by))
            set('page', String(to))
          },
        }}
        empty={
          <Empty
            why={
              filter.search || filter.adopted
                ? '没有找到。换一个词，或者去掉筛选试试。'
                : '这里还没有信息。从线索池选几条起草，或者直接写一份。'
            }
            next={<Link to={`${below(staff.leads())}?kind=information`}>去线索池</Link>}
          />
        }
      />
    </>
  )
}

function Begin() {
  const go = useNavigate()
  const me = useMe()
  const write = useWrite(draftInformation)
  const grant = me.data?.grants.find((one) => one.role === 'office' || one.role === 'special_committee')
  if (!grant) return null
  const begin = async () => {
    const { id } = await write.send({ body: { id: newKey(), committeeId: grant.committeeId } })
    await go(below(staff.information(id)))
  }
  return (
    <Button main onPress={() => void begin()} busy={write.busy}>
      写一份信息
    </Button>
  )
}
