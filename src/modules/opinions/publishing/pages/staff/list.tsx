import { Link, useSearchParams } from 'react-router'
import { useRead } from '../../../../../web/call.ts'
import { below } from '../../../../../web/frame.tsx'
import { staff } from '../../../../../web/paths.ts'
import { StateOf } from '../../../../../web/state-of.tsx'
import { holds, useMe } from '../../../../../web/session.ts'
import {
  Button,
  DataTable,
  Empty,
  PageHead,
  SearchBox,
  Select,
  asDay,
  inThousands,
} from '../../../../../web/ui/staff/index.ts'
import { type PublicAnswerRow, listAnswers } from '../../contract.ts'
import { type AnswerState, answerProcess } from '../../process.ts'

const states = Object.keys(answerProcess.states)
const isState = (word: string): word is AnswerState => states.includes(word)

/** 公开问答: drafts, what waits for review, what is public; the last touched first. */
export default function AnswerList() {
  const [address, setAddress] = useSearchParams()
  const said = (name: string) => address.get(name) ?? ''
  const page = Number(address.get('page') ?? 1)
  const state = said('state')
  const list = useRead(listAnswers, {
    query: {
      page,
      size: 20,
      ...(isState(state) ? { state } : {}),
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
  const me = useMe()
  const isOffice = me.data !== undefined && holds(me.data, 'office')
  return (
    <>
      <PageHead
        title="公开问答"
        crumbs={[{ label: '群众意见', to: below(staff.opinions()) }, { label: '公开问答' }]}
        facts={['从已答复的意见里选，改写后公开；起草的人不能自己审核']}
      />
      <DataTable<PublicAnswerRow>
        id="answers"
        caption="公开问答"
        rows={list.data?.rows ?? []}
        rowKey={(row) => row.id}
        isLoading={list.isPending}
        failed={list.error?.message}
        minWidth={820}
        tools={
          isOffice && (
            <Button quiet to={below(staff.guardedWords())}>
              错敏词表
            </Button>
          )
        }
        filters={
          <>
            <Select
              label="状态"
              value={state}
              options={Object.entries(answerProcess.states).map(([value, { label }]) => ({ value, label }))}
              onChange={(value) => change('state', value)}
            />
            <SearchBox
              label="找标题、问题"
              value={said('search')}
              onChange={(words) => change('search', words)}
            />
          </>
        }
        said={total > 0 ? `共 ${inThousands(total)} 条，最近的在前` : undefined}
        columns={[
          {
            key: 'title',
            title: '标题',
            rowHead: true,
            render: (row) => <Link to={below(staff.answer(row.id))}>{row.title}</Link>,
          },
          { key: 'venue', title: '委员工作室', render: (row) => row.venueName ?? '本级政协' },
          { key: 'number', title: '来自', width: 120, render: (row) => row.opinionNumber ?? '没有编号' },
          {
            key: 'drafted',
            title: '起草',
            width: 160,
            render: (row) => `${row.draftedBy}，${asDay(row.draftedAt)}`,
          },
          {
            key: 'state',
            title: '状态',
            width: 120,
            render: (row) => <StateOf process={answerProcess} state={row.state} />,
          },
        ]}
        paging={{ page, size: 20, total, onChange: (to) => change('page', String(to)) }}
        empty={
          <Empty
            why={
              address.toString() === ''
                ? '还没有公开问答。打开一条已答复的意见，从那里起草。'
                : '这样筛没有公开问答。'
            }
            next={<Link to={`${below(staff.opinions())}?tab=closed`}>看办结的意见</Link>}
          />
        }
      />
    </>
  )
}
