import { Fragment, type ReactNode, useState } from 'react'
import type { ImportAsked, ImportPreview } from '../platform/importing/contract.ts'
import { newKey } from './call.ts'
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
} from './ui/staff/index.ts'

type Mode = ImportAsked['mode']

/** What a sheet would do, row by row where it matters; staff decides, then it runs. */
export function ImportCheck(props: {
  read: { data?: ImportPreview | undefined; error: unknown }
  /** 位, 家, 条 */
  of: string
  /** 新增, 新设 */
  fresh: string
  /** head of the column with the name */
  name: string
  /** rows that wait for an answer of staff: how many in all, how many still, and where they are answered */
  waiting?: { all: number; left: number; rows: ReactNode }
  /** said over the bad rows */
  about?: ReactNode
  send: (asked: { runId: string; mode: Mode }) => Promise<unknown>
  onStarted: (runId: string) => void
  onOther: () => void
}) {
  const [isBusy, setBusy] = useState(false)
  const [runId] = useState(newKey)
  const [mode, setMode] = useState<Mode | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  if (props.read.error) return <Unreadable error={props.read.error} onOther={props.onOther} />
  if (!props.read.data) return <LongWork what="正在读表格，和现有的比对" />
  const { data } = props.read
  const { all: asked, left } = props.waiting ?? { all: 0, left: 0 }
  const isClean = data.bad === 0 && left === 0
  const chosen = isClean ? 'all' : mode
  const start = async () => {
    if (!chosen) return
    setBusy(true)
    try {
      await props.send({ runId, mode: chosen })
      props.onStarted(runId)
    } catch (thrown) {
      setTrouble(failureOf(thrown).message)
      setBusy(false)
    }
  }
  return (
    <>
      <Sentence
        button={
          <div className="open">
            <StepButton
              main
              busy={isBusy}
              obstacle={obstacleOf(data, asked, chosen)}
              onPress={() => void start()}
            >
              导入
            </StepButton>
            <Button onPress={props.onOther}>换一张表</Button>
          </div>
        }
        after={trouble ?? undefined}
      >
        “{data.fileName}”共 {inThousands(data.total)} 行：
        <Comes
          of={props.of}
          counts={[
            [props.fresh, data.fresh],
            ['更新', data.changed],
            ['没有变化', data.same],
          ]}
          end={data.bad + asked > 0 ? '；' : '。'}
        />
        {asked > 0 && (
          <Ask>
            {inThousands(asked)} 行同名的等您认{data.bad > 0 ? '，' : '。'}
          </Ask>
        )}
        {data.bad > 0 && <Ask>{inThousands(data.bad)} 行有问题。</Ask>}
      </Sentence>
      {data.notices.map((words) => (
        <p key={words} className="note">
          {words}
        </p>
      ))}
      {!isClean && <ModeChoice bad={data.bad + left} isAsked={left > 0} mode={mode} onChange={setMode} />}
      {props.waiting?.rows}
      <Rows
        id="import-bad"
        title="有问题的行"
        name={props.name}
        head="要改什么"
        total={data.bad}
        about={props.about}
        rows={data.badRows.map(({ line, name, reasons }) => ({ line, name, words: reasons.join('；') }))}
      />
      <Rows
        id="import-changed"
        title="会更新的"
        name={props.name}
        head="改的是"
        total={data.changed}
        rows={data.changedRows.map(({ line, name, what }) => ({ line, name, words: what.join('、') }))}
      />
    </>
  )
}

/** What the rows come to; what comes to nothing is left out. */
function Comes(props: { of: string; counts: readonly (readonly [string, number])[]; end: string }) {
  const shown = props.counts.filter(([, count]) => count > 0)
  return (
    <>
      {shown.map(([word, count], at) => (
        <Fragment key={word}>
          {at > 0 && '，'}
          {word} <b>{inThousands(count)}</b> {props.of}
        </Fragment>
      ))}
      {shown.length > 0 && props.end}
    </>
  )
}

function Unreadable({ error, onOther }: { error: unknown; onOther: () => void }) {
  return (
    <>
      <ErrorNote>{failureOf(error).message}</ErrorNote>
      <p className="open">
        <Button main onPress={onOther}>
          换一张表
        </Button>
      </p>
    </>
  )
}

const obstacleOf = (data: ImportPreview, asked: number, mode: Mode | null): string | null => {
  if (mode === null) return '先选有问题的行怎么办'
  if (mode === 'good' && data.fresh + data.changed + asked === 0) return '没有可以导入的行'
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

function ModeChoice(props: {
  bad: number
  isAsked: boolean
  mode: Mode | null
  onChange: (mode: Mode) => void
}) {
  return (
    <fieldset className="field">
      <legend>
        {inThousands(props.bad)} 行有问题{props.isAsked && '或还没认'}，怎么办
      </legend>
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
  name: string
  head: string
  total: number
  about?: ReactNode
  rows: { line: number; name: string; words: string }[]
}) {
  if (props.rows.length === 0) return null
  const all = inThousands(props.total)
  return (
    <Section title={props.title}>
      {props.about}
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
          { key: 'name', title: props.name, width: 220, rowHead: true, render: (row) => row.name },
          { key: 'words', title: props.head, render: (row) => row.words },
        ]}
        empty={null}
      />
    </Section>
  )
}
