import { useState } from 'react'
import { newKey, useRead, useWrite } from '../../../../web/call.ts'
import {
  Ask,
  Button,
  DataTable,
  ErrorNote,
  LongWork,
  Section,
  Sentence,
  StepButton,
  failureOf,
  inThousands,
} from '../../../../web/ui/staff/index.ts'
import { type VenueImportPreview, previewVenues, runVenues } from '../../import-contract.ts'

type Mode = 'all' | 'good'

/** What the sheet would do, row by row where it matters; staff decides, then it runs. */
export function ImportCheck(props: { id: string; onStarted: (runId: string) => void; onOther: () => void }) {
  const preview = useRead(previewVenues, { params: { id: props.id } })
  const write = useWrite(runVenues)
  const [runId] = useState(newKey)
  const [mode, setMode] = useState<Mode | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  if (preview.error) return <Unreadable error={preview.error} onOther={props.onOther} />
  if (!preview.data) return <LongWork what="正在读表格，和现有的比对" />
  const { data } = preview
  const chosen = data.bad === 0 ? 'all' : mode

  async function start() {
    if (!chosen) return
    try {
      await write.send({ params: { id: props.id }, body: { runId, mode: chosen }, key: runId })
      props.onStarted(runId)
    } catch (thrown) {
      setTrouble(failureOf(thrown).message)
    }
  }

  return (
    <>
      <Sentence
        button={
          <div className="open">
            <StepButton
              main
              busy={write.busy}
              obstacle={obstacleOf(data, chosen)}
              onPress={() => void start()}
            >
              导入
            </StepButton>
            <Button onPress={props.onOther}>换一张表</Button>
          </div>
        }
        after={trouble ?? undefined}
      >
        “{data.fileName}”共 {inThousands(data.total)} 行：新设 <b>{inThousands(data.fresh)}</b> 家，更新{' '}
        <b>{inThousands(data.changed)}</b> 家，没有变化 <b>{inThousands(data.same)}</b> 家
        {data.bad > 0 ? '；' : '。'}
        {data.bad > 0 && <Ask>{inThousands(data.bad)} 行有问题。</Ask>}
      </Sentence>
      {data.notices.map((words) => (
        <p key={words} className="note">
          {words}
        </p>
      ))}
      {data.bad > 0 && <ModeChoice bad={data.bad} mode={mode} onChange={setMode} />}
      <Rows
        id="venue-import-bad"
        title="有问题的行"
        head="要改什么"
        total={data.bad}
        rows={data.badRows.map(({ line, name, reasons }) => ({ line, name, words: reasons.join('；') }))}
      />
      <Rows
        id="venue-import-changed"
        title="会更新的"
        head="改的是"
        total={data.changed}
        rows={data.changedRows.map(({ line, name, what }) => ({ line, name, words: what.join('、') }))}
      />
    </>
  )
}

function Unreadable({ error, onOther }: { error: unknown; onOther: () => void }) {
  const { message, problems } = failureOf(error)
  return (
    <>
      <ErrorNote>{problems[0]?.message ?? message}</ErrorNote>
      <p className="open">
        <Button main onPress={onOther}>
          换一张表
        </Button>
      </p>
    </>
  )
}

const obstacleOf = (data: VenueImportPreview, mode: Mode | null): string | null => {
  if (mode === null) return '先选有问题的行怎么办'
  if (mode === 'good' && data.fresh + data.changed === 0) return '没有可以导入的行'
  return null
}

const modes = [
  {
    value: 'good' as const,
    label: '跳过有问题的行，其余的先导入',
    note: '跳过的行标出原因还给您，改好再传不会重复。',
  },
  { value: 'all' as const, label: '有一行不对，整张都不导入', note: '现有的一点不动，标出原因还给您。' },
]

function ModeChoice(props: { bad: number; mode: Mode | null; onChange: (mode: Mode) => void }) {
  return (
    <fieldset className="field">
      <legend>{inThousands(props.bad)} 行有问题，怎么办</legend>
      <div className="picks lines">
        {modes.map((option) => (
          <label key={option.value} className="pick">
            <input
              type="radio"
              name="mode"
              checked={props.mode === option.value}
              onChange={() => props.onChange(option.value)}
            />
            <span>
              {option.label}
              <small>{option.note}</small>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function Rows(props: {
  id: string
  title: string
  head: string
  total: number
  rows: { line: number; name: string; words: string }[]
}) {
  if (props.rows.length === 0) return null
  const all = inThousands(props.total)
  return (
    <Section title={props.title}>
      <DataTable
        id={props.id}
        caption={props.title}
        rows={props.rows}
        rowKey={(row) => String(row.line)}
        said={
          props.rows.length < props.total
            ? `共 ${all} 行，列出前 ${props.rows.length} 行；全部的在导入后还给您的表里`
            : `共 ${all} 行`
        }
        columns={[
          { key: 'line', title: '行', width: 80, render: (row) => <span className="num">{row.line}</span> },
          { key: 'name', title: '名称', width: 220, rowHead: true, render: (row) => row.name },
          { key: 'words', title: props.head, render: (row) => row.words },
        ]}
        empty={null}
      />
    </Section>
  )
}
