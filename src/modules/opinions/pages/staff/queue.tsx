import { beginningOf } from '../../../../platform/beginning.ts'
import { useSearchParams } from 'react-router'
import { z } from 'zod'
import { addressOf, useRead } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { holds, useMe } from '../../../../web/session.ts'
import {
  Button,
  Desk,
  Empty,
  ErrorNote,
  FilterBar,
  PageHead,
  SearchBox,
  Select,
  Status,
  inThousands,
} from '../../../../web/ui/staff/index.ts'
import { type Item, QueueTab, countQueue, exportItems, listItems } from '../../contract.ts'
import { channels, writers } from '../../rules.ts'
import { OpinionCase } from './case.tsx'
import { dueMark, dueWords } from '../../../../platform/due.ts'

const tabs: { tab: QueueTab; label: string }[] = [
  { tab: 'waiting', label: '待审' },
  { tab: 'accepted', label: '已受理' },
  { tab: 'assigned', label: '部门办理中' },
  { tab: 'answered', label: '等评价' },
  { tab: 'closed', label: '办结' },
  { tab: 'ended', label: '不受理等' },
  { tab: 'heard', label: '走访听到的' },
  { tab: 'all', label: '全部' },
]

const Address = z.object({
  tab: QueueTab.catch('waiting'),
  page: z.coerce.number().int().min(1).catch(1),
  about: z.enum(['affairs', 'platform']).optional().catch(undefined),
})

const size = 20

/** 群众意见: what waits at the left, what falls due first in front; the chosen one at the right. */
export default function Queue() {
  const [address, setAddress] = useSearchParams()
  const { tab, page, about } = Address.parse(Object.fromEntries(address))
  const search = address.get('search') ?? ''
  const channel = address.get('channel') ?? ''
  const query = {
    tab,
    page,
    size,
    search: search || undefined,
    channel: channel || undefined,
    about,
  }
  const me = useMe().data
  const counts = useRead(countQueue, { query: { about } })
  const list = useRead(listItems, { query })
  const at = (changes: Record<string, string | null>) => {
    const next = new URLSearchParams(address)
    for (const [name, value] of Object.entries(changes))
      if (value) next.set(name, value)
      else next.delete(name)
    return `${below(staff.opinions())}?${next.toString()}`
  }
  const set = (name: string, value: string) =>
    setAddress(new URL(at({ [name]: value || null, page: null, id: null }), 'http://here').searchParams)
  if (list.error) return <ErrorNote reference={list.error.requestId ?? ''}>{list.error.message}</ErrorNote>
  const rows = list.data?.rows ?? []
  const total = list.data?.total ?? 0
  const chosen = address.get('id') ?? rows[0]?.id
  const byDue = ['waiting', 'accepted', 'assigned'].includes(tab)
  return (
    <>
      <PageHead
        title="群众意见"
        count={counts.data?.waiting ?? 0}
        tabs={tabs.map((one) => ({
          label: one.label,
          to: at({ tab: one.tab, page: null, id: null }),
          here: one.tab === tab,
          ...(counts.data ? { count: counts.data[one.tab] } : {}),
        }))}
        aside={me && holds(me, ...writers) && <Button to={below(staff.letters())}>代录信件、电话</Button>}
      />
      <FilterBar
        said={
          total > 0
            ? `共 ${inThousands(total)} 条，${byDue ? '最先到期的在前' : '最近收到的在前'}`
            : undefined
        }
        tools={
          <>
            {me && holds(me, 'office') && <Button to={below(staff.importOpinions())}>导入</Button>}
            <Button href={addressOf(exportItems, { query })} icon="down-to" download>
              导出
            </Button>
            <Button to={below(staff.answers())}>公开问答</Button>
            <Button to={below(staff.intakeCodes())}>意见码</Button>
            <Button to={`${below(staff.opinions())}/items?kind=deed`}>为民办实事</Button>
          </>
        }
      >
        <Select
          label="来源"
          value={channel}
          options={Object.entries(channels).map(([value, label]) => ({ value, label }))}
          onChange={(value) => set('channel', value)}
        />
        <Select
          label="说的是"
          value={about ?? ''}
          options={[
            { value: 'affairs', label: '百姓的事' },
            { value: 'platform', label: '对平台的投诉建议' },
          ]}
          onChange={(value) => set('about', value)}
        />
        <SearchBox label="找编号、内容" value={search} onChange={(value) => set('search', value)} />
      </FilterBar>
      {rows.length === 0 ? (
        list.data && <Empty why={emptyWords(tab, search)} />
      ) : (
        <Desk
          label={tabs.find((one) => one.tab === tab)?.label ?? ''}
          items={rows.map((item) => ({
            id: item.id,
            to: at({ id: item.id }),
            title: firstLine(item.words),
            notes: [
              item.number ?? '没有编号',
              item.venues[0]?.name ?? '县直',
              item.channel ? (channels[item.channel] ?? item.channel) : '',
            ].filter(Boolean),
            state: <Due item={item} />,
          }))}
          {...(chosen ? { chosen } : {})}
          rest={<Pages page={page} total={total} at={(to) => at({ page: String(to), id: null })} />}
        >
          {chosen && <OpinionCase key={chosen} id={chosen} />}
        </Desk>
      )}
    </>
  )
}

const firstLine = (words: string): string => {
  const [line = ''] = words.split(/[\n。！？]/)
  return beginningOf(line, 28) || '（空）'
}

function Due({ item }: { item: Item }) {
  if (item.daysLeft === null) return <Status kind="todo">{item.stateLabel}</Status>
  return <Status kind={dueMark(item.daysLeft) ?? 'doing'}>{dueWords(item.daysLeft)}</Status>
}

function Pages(props: { page: number; total: number; at: (page: number) => string }) {
  const last = Math.max(1, Math.ceil(props.total / size))
  if (last === 1) return <>到底了</>
  return (
    <span className="pages">
      {props.page > 1 && <Button to={props.at(props.page - 1)}>上一页</Button>} 第 {props.page} 页，共 {last}{' '}
      页 {props.page < last && <Button to={props.at(props.page + 1)}>下一页</Button>}
    </span>
  )
}

const emptyWords = (tab: QueueTab, search: string): string => {
  if (search) return `没有找到“${search}”。换一个词，或到“全部”里找。`
  if (tab === 'waiting') return '没有待审的。群众扫码反映、代录的信件，会先到这里。'
  if (tab === 'heard') return '还没有。委员走访时“记一笔”，记下听到的意见，就在这里。'
  return '这里现在没有。'
}
