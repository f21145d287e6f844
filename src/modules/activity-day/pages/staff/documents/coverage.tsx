import { useState } from 'react'
import { newKey, useRead, useWrite } from '../../../../../web/call.ts'
import {
  DataTable,
  DateField,
  Empty,
  ErrorNote,
  Form,
  Section,
  TextField,
  asDay,
} from '../../../../../web/ui/staff/index.ts'
import type { Campaign } from '../../../../campaigns/contract.ts'
import { NewCoverage, addCoverage, listCoverage, removeCoverage } from '../../../contract.ts'

/** 媒体报道: one's own list and those of the 政协 below, newest first. */
export function CoverageSection({ campaign }: { campaign: Campaign }) {
  const [page, setPage] = useState(1)
  const [isAdding, setAdding] = useState(false)
  const list = useRead(listCoverage, { params: { id: campaign.id }, query: { page, size: 20 } })
  const add = useWrite(addCoverage)
  const remove = useWrite(removeCoverage)
  if (list.error?.status === 403) return null
  if (list.error) return <ErrorNote>{list.error.message}</ErrorNote>
  const total = list.data?.total ?? 0
  return (
    <Section title="媒体报道">
      <DataTable
        id="coverage"
        caption="媒体报道"
        rows={list.data?.rows ?? []}
        rowKey={(row) => row.id}
        isLoading={list.isPending}
        said={total > 0 ? `共 ${total} 篇，新的在前` : undefined}
        tools={
          <button type="button" className="btn" onClick={() => setAdding(!isAdding)}>
            {isAdding ? '先不记' : '记一篇'}
          </button>
        }
        columns={[
          {
            key: 'title',
            title: '标题',
            rowHead: true,
            render: (row) => (row.link ? <a href={row.link}>{row.title}</a> : row.title),
          },
          { key: 'medium', title: '媒体', width: 180, render: (row) => row.medium },
          { key: 'on', title: '日期', width: 110, render: (row) => asDay(row.publishedOn) },
          { key: 'by', title: '谁记的', width: 120, render: (row) => row.committeeName },
          {
            key: 'do',
            title: '',
            name: '去掉',
            width: 80,
            render: (row) =>
              row.mine && (
                <button
                  type="button"
                  className="as-link"
                  onClick={() => void remove.send({ params: { id: row.id } })}
                >
                  去掉
                </button>
              ),
          },
        ]}
        paging={{ page, size: 20, total, onChange: setPage }}
        empty={<Empty why="还没有记媒体报道。登出来的，记个标题和日期就行。" />}
      />
      {isAdding && (
        <Form
          schema={NewCoverage}
          draftKey={`coverage:${campaign.id}`}
          submit="记下"
          onSubmit={async (body, { key }) => {
            await add.send({ params: { id: campaign.id }, body: { ...body, id: newKey() }, key })
            setAdding(false)
          }}
        >
          <TextField name="title" label="标题" max={100} />
          <TextField name="medium" label="媒体" max={40} />
          <DateField name="publishedOn" label="登出日期" />
          <TextField name="link" label="网址" optional />
        </Form>
      )}
    </Section>
  )
}
