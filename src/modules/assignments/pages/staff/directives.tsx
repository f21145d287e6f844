import { Link, useSearchParams } from 'react-router'
import { useRead } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { DataTable, Empty, PageHead, SearchBox, Select, asDay } from '../../../../web/ui/staff/index.ts'
import { StateOf } from '../../../../web/state-of.tsx'
import { DirectiveLevel, listDirectives } from '../../contract.ts'
import { directiveProcess } from '../../process.ts'
import { levelLabels } from '../../rules.ts'
import { assignmentTabs } from './tabs.ts'

/** 批示 of one's own 政协, newest first. */
export default function DirectiveList() {
  const [address, setAddress] = useSearchParams()
  const said = (name: string) => address.get(name) ?? ''
  const page = Number(said('page') || 1)
  const level = DirectiveLevel.safeParse(said('level')).data
  const list = useRead(listDirectives, {
    query: {
      page,
      size: 20,
      ...(level ? { level } : {}),
      ...(said('state') ? { state: said('state') } : {}),
      ...(said('search') ? { search: said('search') } : {}),
    },
  })
  const change = (name: string, value: string) => {
    const next = new URLSearchParams(address)
    next.delete('page')
    if (value) next.set(name, value)
    else next.delete(name)
    setAddress(next)
  }
  const total = list.data?.total ?? 0
  return (
    <>
      <PageHead
        title="批示"
        tabs={assignmentTabs('directives')}
        facts={['新的在前；在那一件事里记，这里汇总']}
      />
      <DataTable
        id="directives"
        caption="批示"
        rows={list.data?.rows ?? []}
        rowKey={(row) => row.id}
        isLoading={list.isPending}
        failed={list.error?.message}
        minWidth={980}
        filters={
          <>
            <Select
              label="级别"
              value={level ?? ''}
              options={Object.entries(levelLabels).map(([value, label]) => ({ value, label }))}
              onChange={(value) => change('level', value)}
            />
            <Select
              label="落实"
              value={said('state')}
              options={[
                { value: 'recorded', label: '等落实' },
                { value: 'followed', label: '已落实' },
              ]}
              onChange={(value) => change('state', value)}
            />
            <SearchBox
              label="按领导、批示找"
              value={said('search')}
              onChange={(words) => change('search', words)}
            />
          </>
        }
        said={total > 0 ? `共 ${total} 条` : undefined}
        columns={[
          {
            key: 'words',
            title: '批示',
            rowHead: true,
            render: (row) => (
              <Link to={row.recordType === 'opinion' ? below(staff.opinion(row.recordId)) : '?'}>
                {row.words}
              </Link>
            ),
          },
          {
            key: 'leader',
            title: '领导',
            width: 150,
            render: (row) => (row.post ? `${row.leader}，${row.post}` : row.leader),
          },
          { key: 'level', title: '级别', width: 80, render: (row) => levelLabels[row.level] },
          { key: 'givenOn', title: '日期', width: 110, render: (row) => asDay(row.givenOn) },
          {
            key: 'on',
            title: '批在哪一件上',
            render: (row) => [row.number, row.title].filter(Boolean).join(' '),
          },
          { key: 'followUp', title: '落实情况', render: (row) => row.followUp ?? '–' },
          {
            key: 'state',
            title: '状态',
            width: 110,
            render: (row) => <StateOf process={directiveProcess} state={row.standing.state} />,
          },
        ]}
        paging={{ page, size: 20, total, onChange: (to) => change('page', String(to)) }}
        empty={<Empty why="还没有批示。领导在哪件事上批了话，就在那件事里记一条。" />}
      />
    </>
  )
}
