import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { z } from 'zod'
import { addressOf, useRead, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { useMe } from '../../../../web/session.ts'
import {
  Button,
  Confirm,
  DataTable,
  Empty,
  ErrorNote,
  FilterBar,
  PageHead,
  Pressed,
  SearchBox,
  Select,
  Status,
  asDay,
  failureOf,
  inThousands,
} from '../../../../web/ui/staff/index.ts'
import {
  CodeKind,
  type IntakeCode,
  getPoster,
  listCodes,
  makeCode,
  makeMemberCodes,
  retireCode,
} from '../../contract.ts'

const kinds: Record<string, string> = {
  person: '委员码',
  activity: '活动码',
  campaign: '活动日码',
  committee: '政协的码',
}
const states = { open: '在用', redirects: '转到新码', revoked: '已停用' } as const

const Address = z.object({
  page: z.coerce.number().int().min(1).catch(1),
  kind: CodeKind.optional().catch(undefined),
  state: z.enum(['open', 'redirects', 'revoked']).optional().catch(undefined),
})
const size = 20

/** 意见码: who has one, what came by it, its poster; stopped or led on after a change of term. */
export default function Codes() {
  const [address, setAddress] = useSearchParams()
  const { page, kind, state } = Address.parse(Object.fromEntries(address))
  const search = address.get('search') ?? ''
  const list = useRead(listCodes, { query: { page, size, kind, state, search: search || undefined } })
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
  return (
    <>
      <PageHead
        title="意见码"
        crumbs={[{ label: '群众意见', to: below(staff.opinions()) }, { label: '意见码' }]}
        facts={['工作室的码就是门口海报上的那个；这里是委员的、活动的、政协自己的']}
        aside={<Make />}
      />
      <FilterBar said={total > 0 ? `共 ${inThousands(total)} 个，新的在前` : undefined}>
        <Select
          label="种类"
          value={kind ?? ''}
          options={Object.entries(kinds).map(([value, label]) => ({ value, label }))}
          onChange={(value) => set('kind', value)}
        />
        <Select
          label="状态"
          value={state ?? ''}
          options={Object.entries(states).map(([value, label]) => ({ value, label }))}
          onChange={(value) => set('state', value)}
        />
        <SearchBox label="找姓名、活动" value={search} onChange={(value) => set('search', value)} />
      </FilterBar>
      <DataTable
        id="intake-codes"
        caption="意见码"
        rows={list.data?.rows ?? []}
        rowKey={(row) => row.token}
        isLoading={list.isPending}
        columns={[
          { key: 'label', title: '谁的', rowHead: true, render: (row) => row.label },
          { key: 'kind', title: '种类', width: 110, render: (row) => kinds[row.kind] ?? row.kind },
          {
            key: 'received',
            title: '收到（条）',
            width: 110,
            align: 'right',
            render: (row) => inThousands(row.received),
          },
          { key: 'madeAt', title: '发码', width: 120, render: (row) => asDay(row.madeAt.slice(0, 10)) },
          {
            key: 'state',
            title: '状态',
            width: 200,
            render: (row) => (
              <Status kind={row.state === 'open' ? 'done' : 'off'}>
                {states[row.state]}
                {row.successorLabel ? `：${row.successorLabel}` : ''}
              </Status>
            ),
          },
          { key: 'deeds', title: '海报', width: 300, render: (row) => <Deeds row={row} /> },
        ]}
        paging={{ page, size, total, onChange: (to) => set('page', String(to)) }}
        empty={
          <Empty
            why={search ? `没有找到“${search}”。` : '还没有。按右上角“给委员发码”，在任委员每人一个。'}
          />
        }
      />
    </>
  )
}

function Make() {
  const me = useMe()
  const members = useWrite(makeMemberCodes)
  const one = useWrite(makeCode)
  const [said, setSaid] = useState<string | null>(null)
  const committeeId = me.data?.grants.find((grant) => grant.role === 'office')?.committeeId
  if (!committeeId) return null
  const say = async (work: () => Promise<string>) => {
    try {
      setSaid(await work())
    } catch (thrown) {
      setSaid(failureOf(thrown).message)
    }
  }
  return (
    <div className="open">
      <Button
        onPress={() =>
          void say(async () => {
            await one.send({ body: { kind: 'committee', committeeId, targetId: null } })
            return '政协自己的码有了，在列表里'
          })
        }
      >
        发政协的码
      </Button>
      <Button
        main
        busy={members.busy}
        onPress={() =>
          void say(async () => {
            const { made } = await members.send({ body: { committeeId } })
            return made > 0 ? `新发了 ${made} 个委员码` : '在任委员都有码了'
          })
        }
      >
        给委员发码
      </Button>
      {said && <Pressed>{said}</Pressed>}
    </div>
  )
}

function Deeds({ row }: { row: IntakeCode }) {
  const retire = useWrite(retireCode)
  if (row.state !== 'open') return <>—</>
  return (
    <span className="deeds">
      <a href={addressOf(getPoster, { params: { token: row.token } })}>海报</a>{' '}
      <a href={`/o/${row.token}`} target="_blank" rel="noreferrer">
        看扫码后的样子
      </a>{' '}
      <Confirm
        verb="停用"
        busy={retire.busy}
        onYes={() => void retire.send({ params: { token: row.token }, body: { successor: null } })}
      >
        停用后，扫{row.label}这个码的人会看到“已经停用”。已收到的意见不受影响。
      </Confirm>
    </span>
  )
}
