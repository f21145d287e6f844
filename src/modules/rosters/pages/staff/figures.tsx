import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useRead } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import {
  DataTable,
  Drawer,
  Empty,
  Figure,
  PageHead,
  Sentence,
  Switch,
  asDay,
  inThousands,
} from '../../../../web/ui/staff/index.ts'
import { getServed, listServed } from '../../figures-contract.ts'
import { rosterTabs } from './tabs.ts'

const cuts = { venue: '工作室', person: '委员', month: '月份' } as const
type Cut = keyof typeof cuts
const cutOf = (word: string | null): Cut => (word === 'person' || word === 'month' ? word : 'venue')

/** 接待与咨询人次: this year's, by studio, member or month; each figure opens to its items. */
export default function DutyFigures() {
  const [address, setAddress] = useSearchParams()
  const [opened, setOpened] = useState<{ key: string | null; name: string; persons: number } | null>(null)
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const from = address.get('from') ?? `${today.slice(0, 4)}-01-01`
  const until = address.get('until') ?? today
  const by = cutOf(address.get('by'))
  const served = useRead(getServed, { query: { from, until, by } })
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(address)
    next.set(name, value)
    setAddress(next)
    setOpened(null)
  }
  const total = served.data?.total ?? { persons: 0, items: 0, slots: 0 }
  const rows = (served.data?.rows ?? []).filter((row) => row.persons + row.items + row.slots > 0)
  return (
    <>
      <PageHead title="接待与咨询人次" tabs={rosterTabs('figures')} />
      <Sentence>
        {asDay(from)}到{asDay(until)}，值班 {inThousands(total.slots)} 场，接待和答复{' '}
        <Figure
          value={total.persons}
          label="接待和答复人次"
          onOpen={() => setOpened({ key: null, name: '全部', persons: total.persons })}
        />{' '}
        人次，共 {inThousands(total.items)} 条。
      </Sentence>
      <DataTable
        id={`duty-${by}`}
        caption="接待与咨询人次"
        rows={rows}
        rowKey={(row) => row.key || 'none'}
        isLoading={served.isPending}
        failed={served.error?.message}
        isChosen={(row) => row.key === opened?.key}
        filters={
          <>
            <Switch
              label="怎么分"
              views={Object.entries(cuts).map(([cut, label]) => ({
                label: `按${label}`,
                to: `?${new URLSearchParams({ from, until, by: cut }).toString()}`,
                here: cut === by,
              }))}
            />
            <Days label="从" value={from} onChange={(value) => set('from', value)} />
            <Days label="到" value={until} onChange={(value) => set('until', value)} />
          </>
        }
        columns={[
          { key: 'name', title: cuts[by], rowHead: true, render: (row) => row.name },
          {
            key: 'slots',
            title: '值班场次',
            width: 120,
            align: 'right',
            render: (row) => inThousands(row.slots),
          },
          {
            key: 'items',
            title: '条数',
            width: 120,
            align: 'right',
            render: (row) => inThousands(row.items),
          },
          {
            key: 'persons',
            title: '人次',
            width: 120,
            align: 'right',
            render: (row) => (
              <Figure
                value={row.persons}
                label={`${row.name}，人次`}
                opened={opened?.key === row.key}
                onOpen={() => setOpened(row)}
              />
            ),
          },
        ]}
        empty={<Empty why="这段时间还没有值班接待，也没有答复过。" />}
      />
      <p className="note">
        人次：值班时当面说的、已经答复的，每条按一起来的人数计；一条既在值班时听到又答复了，只计一次。几家联动值班的场次各家都有，合计只计一次。
      </p>
      {opened && (
        <Items
          key={opened.key ?? ''}
          from={from}
          until={until}
          by={by}
          opened={opened}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  )
}

function Days(props: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <label className="select">
      <span>{props.label}</span>{' '}
      <input
        className="in"
        type="date"
        value={props.value}
        onChange={(event) => event.currentTarget.value && props.onChange(event.currentTarget.value)}
      />
    </label>
  )
}

function Items(props: {
  from: string
  until: string
  by: Cut
  opened: { key: string | null; name: string; persons: number }
  onClose: () => void
}) {
  const { opened } = props
  const items = useRead(listServed, {
    query: {
      from: props.from,
      until: props.until,
      size: 200,
      ...(opened.key === null ? {} : { by: props.by, key: opened.key }),
    },
  })
  return (
    <Drawer
      from={opened.name}
      title="接待与咨询"
      value={inThousands(opened.persons)}
      unit="人次"
      onClose={props.onClose}
    >
      <ul className="plain">
        {(items.data?.rows ?? []).map((item) => (
          <li key={item.id}>
            <Link to={below(staff.opinion(item.id))}>
              {item.number ?? ''} {item.words}
            </Link>
            <span className="note">
              ，{asDay(item.onDay)}
              {item.how === 'slot' ? '值班时听到' : '答复'}，{item.persons} 人，
              {[item.venueName, item.personName].filter(Boolean).join('，')}
            </span>
          </li>
        ))}
      </ul>
      {(items.data?.total ?? 0) > 200 && <p className="note">只列出最近 200 条，请按月份再分。</p>}
    </Drawer>
  )
}
