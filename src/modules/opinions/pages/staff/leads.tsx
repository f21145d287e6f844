import { useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { addressOf, newKey, useRead, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { useMe } from '../../../../web/session.ts'
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
  failureOf,
  inThousands,
} from '../../../../web/ui/staff/index.ts'
import { draftInformation, draftReport } from '../../../information/contract.ts'
import { LeadFilter, LeadKind, exportLeads, listLeads, stepLead } from '../../leads/contract.ts'
import { leadProcess } from '../../leads/process.ts'
import { leadKinds } from '../../leads/rules.ts'
import { TargetOf } from '../parts/turnings.tsx'

const states = Object.entries(leadProcess.states).map(([value, { label }]) => ({ value, label }))

/** 线索池: what opinions were turned into, by kind; informations and special reports begin here from those ticked. */
export default function Leads() {
  const [address, setAddress] = useSearchParams()
  const filter = LeadFilter.catch(LeadFilter.parse({})).parse({
    ...Object.fromEntries(address),
    state: address.has('state') ? address.get('state') || undefined : 'pooled',
  })
  const list = useRead(listLeads, { query: filter })
  const [chosen, setChosen] = useState<readonly string[]>([])
  const set = (name: string, value: string) =>
    setAddress((old) => {
      const next = new URLSearchParams(old)
      next.set(name, value)
      if (name !== 'page') next.delete('page')
      return next
    })
  if (list.error) return <ErrorNote reference={list.error.requestId ?? ''}>{list.error.message}</ErrorNote>
  const total = list.data?.total ?? 0
  const counts = list.data?.counts ?? {}
  const tabAt = (kind: string) => {
    const query = new URLSearchParams({ ...(kind ? { kind } : {}), state: filter.state ?? '' })
    return `${below(staff.leads())}?${query}`
  }
  const mayWrite = filter.kind === 'information' || filter.kind === 'report'
  return (
    <>
      <PageHead
        title="线索池"
        facts={['群众意见转成的线索在这里等着采用；转了以后，反映人照样要答复']}
        tabs={[
          {
            label: '全部',
            to: tabAt(''),
            here: !filter.kind,
            count: Object.values(counts).reduce((sum, n) => sum + n, 0),
          },
          ...LeadKind.options.map((kind) => ({
            label: leadKinds[kind].label,
            to: tabAt(kind),
            here: filter.kind === kind,
            count: counts[kind] ?? 0,
          })),
        ]}
        aside={mayWrite ? <Begin kind={filter.kind} chosen={chosen} /> : undefined}
      />
      <DataTable
        id="leads"
        caption="线索池"
        rows={list.data?.rows ?? []}
        rowKey={(row) => row.id}
        isLoading={list.isPending}
        said={total > 0 ? `共 ${inThousands(total)} 条，新的在前` : undefined}
        filters={
          <>
            <Select
              label="状态"
              value={filter.state ?? ''}
              options={states}
              onChange={(value) => set('state', value)}
            />
            <SearchBox
              label="找内容里的字、编号"
              value={filter.search ?? ''}
              onChange={(value) => set('search', value)}
            />
          </>
        }
        tools={
          <Button icon="down-to" href={addressOf(exportLeads, { query: filter })}>
            导出
          </Button>
        }
        minWidth={760}
        columns={[
          ...(mayWrite
            ? [
                {
                  key: 'pick',
                  title: '选',
                  width: 56,
                  render: (row: { id: string; state: string; title: string }) =>
                    row.state === 'pooled' ? (
                      <input
                        type="checkbox"
                        aria-label={`选上：${row.title}`}
                        checked={chosen.includes(row.id)}
                        onChange={(event) =>
                          setChosen(
                            event.currentTarget.checked
                              ? [...chosen, row.id]
                              : chosen.filter((id) => id !== row.id),
                          )
                        }
                      />
                    ) : null,
                },
              ]
            : []),
          {
            key: 'words',
            title: '群众说的',
            rowHead: true,
            render: (row) => (
              <>
                <Link to={below(staff.opinion(row.opinionId))}>{row.title}</Link>
                <span className="note">
                  {[row.opinionNumber, row.opinionStateLabel, row.note ? `转的理由：${row.note}` : '']
                    .filter(Boolean)
                    .join('，')}
                </span>
              </>
            ),
          },
          { key: 'kind', title: '转成', width: 130, render: (row) => leadKinds[row.kind].label },
          {
            key: 'venue',
            title: '工作室',
            width: 180,
            hideable: true,
            render: (row) => row.venueName ?? '—',
          },
          {
            key: 'made',
            title: '谁转的',
            width: 150,
            render: (row) => `${row.madeBy}，${asDay(row.madeAt)}`,
          },
          {
            key: 'state',
            title: '状态',
            width: 130,
            render: (row) => <StateOf process={leadProcess} state={row.state} />,
          },
          {
            key: 'target',
            title: '后来',
            width: 220,
            render: (row) => (
              <>
                <TargetOf lead={row} />
                {row.outcome && <span className="note">{row.outcome}</span>}
                {row.state === 'pooled' && <Drop id={row.id} />}
              </>
            ),
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
              filter.search
                ? `没有找到含“${filter.search}”的线索。换一个词试试。`
                : '这里还没有线索。在一条群众意见上按“转成信息、建议、提案或议题”，它就到这里来。'
            }
            next={<Link to={below(staff.opinions())}>去看群众意见</Link>}
          />
        }
      />
    </>
  )
}

/** Begins an information or a report from the leads that are ticked. */
function Begin({ kind, chosen }: { kind: string | undefined; chosen: readonly string[] }) {
  const go = useNavigate()
  const me = useMe()
  const information = useWrite(draftInformation)
  const report = useWrite(draftReport)
  const [failed, setFailed] = useState<string | null>(null)
  const grant = me.data?.grants.find((one) => one.role === 'office')
  if (!grant) return null
  const isReport = kind === 'report'
  const begin = async () => {
    const body = { id: newKey(), committeeId: grant.committeeId, leadIds: [...chosen] }
    try {
      await (isReport ? report.send({ body }) : information.send({ body }))
      await go(below(isReport ? staff.report(body.id) : staff.information(body.id)))
    } catch (thrown) {
      setFailed(failureOf(thrown).message)
    }
  }
  return (
    <div>
      <Button main onPress={() => void begin()} busy={information.busy || report.busy}>
        {chosen.length > 0 ? `用选上的 ${chosen.length} 条起草` : '空白起草'}
        {isReport ? '一份专报' : '一份信息'}
      </Button>
      {failed && <ErrorNote>{failed}</ErrorNote>}
    </div>
  )
}

/** Drops a lead in the row, with words. */
function Drop({ id }: { id: string }) {
  const step = useWrite(stepLead)
  const [words, setWords] = useState<string | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  if (words === null)
    return (
      <button type="button" className="as-link" onClick={() => setWords('')}>
        不采用
      </button>
    )
  const drop = async () => {
    try {
      await step.send({ params: { id }, body: { step: 'drop', words } })
    } catch (thrown) {
      setFailed(failureOf(thrown).message)
    }
  }
  return (
    <span className="row-line">
      <input
        className="in"
        aria-label="为什么不采用"
        placeholder="为什么不采用"
        value={words}
        maxLength={200}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <button type="button" className="btn" onClick={() => void drop()}>
        不采用
      </button>
      {failed && <ErrorNote>{failed}</ErrorNote>}
    </span>
  )
}
