import { useSearchParams } from 'react-router'
import { newKey, useRead, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { useMe } from '../../../../web/session.ts'
import {
  DataTable,
  Empty,
  Form,
  PageHead,
  RowButton,
  SearchBox,
  TextField,
} from '../../../../web/ui/staff/index.ts'
import { addGuardedWord, dropGuardedWord, listGuardedWords, restoreGuardedWord } from '../../contract.ts'

const NewWord = addGuardedWord.body.pick({ word: true, advice: true })

/** 错敏词表: words that stop what is to go out until somebody has looked; each 政协 keeps its own beside those that ship. */
export default function GuardedWords() {
  const [address, setAddress] = useSearchParams()
  const page = Number(address.get('page') ?? 1) || 1
  const search = address.get('search') ?? ''
  const list = useRead(listGuardedWords, { query: { page, size: 50, ...(search ? { search } : {}) } })
  const me = useMe()
  const add = useWrite(addGuardedWord)
  const drop = useWrite(dropGuardedWord)
  const restore = useWrite(restoreGuardedWord)
  const office = me.data?.grants.find((grant) => grant.role === 'office')
  const total = list.data?.total ?? 0
  return (
    <>
      <PageHead
        title="错敏词表"
        crumbs={[{ label: '动态', to: below(staff.posts()) }, { label: '错敏词表' }]}
        facts={[
          '动态、公开问答、社情民意信息、专报里出现这些词，就发不出去，要先改写',
          '平台自带一些错别字，不合用的可以停用；人名、职务、地名请自己加',
        ]}
      />
      <Form
        schema={NewWord}
        submit="加进词表"
        closed={office ? null : '词表由本级政协办公室改'}
        onSubmit={async (body, { key }) => {
          await add.send({ body: { ...body, id: newKey(), committeeId: office?.unitId ?? '' }, key })
          return `“${body.word}”加进去了。`
        }}
      >
        <TextField
          name="word"
          label="词"
          max={40}
          hint="一字不差地出现才算，例如写错的领导职务、地区名称。"
        />
        <TextField name="advice" label="该怎么写" max={100} optional hint="作者和审核的人都看得到。" />
      </Form>
      <DataTable
        id="guarded-words"
        caption="错敏词表"
        rows={list.data?.rows ?? []}
        rowKey={(row) => row.id}
        isLoading={list.isPending}
        failed={list.error?.message}
        said={total > 0 ? `共 ${total} 个` : undefined}
        filters={
          <SearchBox
            label="找一个词"
            value={search}
            onChange={(words) => setAddress(words ? { search: words } : {})}
          />
        }
        columns={[
          {
            key: 'word',
            title: '词',
            width: 220,
            rowHead: true,
            render: (row) => (row.isOff ? `${row.word}（已停用）` : row.word),
          },
          { key: 'advice', title: '该怎么写', render: (row) => row.advice || '–' },
          {
            key: 'by',
            title: '谁加的',
            width: 120,
            render: (row) => (row.isShipped ? '平台自带' : (row.addedBy ?? '–')),
          },
          {
            key: 'drop',
            title: '',
            name: '办理',
            width: 130,
            render: (row) => (
              <RowButton
                {...(row.isOff ? {} : { icon: 'close' })}
                onPress={() => void (row.isOff ? restore : drop).send({ params: { id: row.id } })}
              >
                {row.isOff ? '重新启用' : row.isShipped ? '停用' : '从词表去掉'}
              </RowButton>
            ),
          },
        ]}
        paging={{ page, size: 50, total, onChange: (to) => setAddress({ page: String(to) }) }}
        empty={<Empty why="词表是空的。" />}
      />
    </>
  )
}
