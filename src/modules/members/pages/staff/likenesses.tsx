import { Link, useSearchParams } from 'react-router'
import { useRead } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { DataTable, Empty, Select, Status, asDay } from '../../../../web/ui/staff/index.ts'
import { type LikenessRow, listLikenesses } from '../../contract/likenesses.ts'
import { likenessProcess } from '../../process.ts'
import { MembersHead } from './head.tsx'

export const groundWords = {
  phone: '手机号相同',
  name: '同名，有一方没有手机号',
  hand: '本政协里由人指出',
} as const

const states = ['open', 'merged', 'distinct'] as const
const stateOf = (word: string | null) => states.find((state) => state === word)

/** 可能是同一人: pairs of records of two 政协, or of one by hand; the open ones first. */
export default function Likenesses() {
  const [address, setAddress] = useSearchParams()
  const page = Math.max(1, Number(address.get('page') ?? 1) || 1)
  const state = stateOf(address.get('state'))
  const list = useRead(listLikenesses, { query: { page, size: 20, ...(state ? { state } : {}) } })
  const total = list.data?.total ?? 0
  return (
    <>
      <MembersHead
        here="likenesses"
        facts={['两个政协的记录可能是一个人。认定之前各算各的；认定是同一人，上级的表里只算一次']}
      />
      <DataTable
        id="likenesses"
        caption="可能是同一人"
        rows={list.data?.rows ?? []}
        rowKey={(row) => row.id}
        isLoading={list.isPending}
        failed={list.error?.message}
        said={total > 0 ? `共 ${total} 对，等核对的在前` : undefined}
        filters={
          <Select
            label="状态"
            value={state ?? ''}
            options={states.map((value) => ({ value, label: likenessProcess.states[value].label }))}
            onChange={(value) => setAddress(value ? { state: value } : {})}
          />
        }
        columns={[
          {
            key: 'name',
            title: '本政协的委员',
            rowHead: true,
            render: (row) => <Link to={below(staff.likeness(row.id))}>{row.name}</Link>,
          },
          { key: 'other', title: '可能是', render: (row) => `${row.otherCommittee}政协的${row.otherName}` },
          { key: 'grounds', title: '因为', width: 220, render: (row) => groundWords[row.grounds] },
          { key: 'state', title: '状态', width: 130, render: (row) => <State row={row} /> },
          { key: 'createdAt', title: '发现于', width: 130, render: (row) => asDay(row.createdAt) },
        ]}
        paging={{
          page,
          size: 20,
          total,
          onChange: (to) => setAddress({ page: String(to), ...(state ? { state } : {}) }),
        }}
        empty={<Empty why="没有要核对的。委员导入时，会拿手机号和姓名与别的政协比对。" />}
      />
    </>
  )
}

function State({ row }: { row: LikenessRow }) {
  const state = stateOf(row.state)
  return <Status kind={state ? likenessProcess.states[state].mark : 'todo'}>{row.stateLabel}</Status>
}
