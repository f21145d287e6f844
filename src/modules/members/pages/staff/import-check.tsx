import { useState } from 'react'
import { call, newKey, useRead } from '../../../../web/call.ts'
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
import { type ImportPreview, previewImport, runImport } from '../../contract/imports.ts'
import { AskedRows, type Decisions } from './import-asked.tsx'

type Mode = 'all' | 'good'

/** What the sheet would do, row by row where it matters; staff decides, then it runs. */
export function ImportCheck(props: { id: string; onStarted: (runId: string) => void; onOther: () => void }) {
  const preview = useRead(previewImport, { params: { id: props.id } })
  const [isBusy, setBusy] = useState(false)
  const [runId] = useState(newKey)
  const [decisions, setDecisions] = useState<Decisions>(new Map())
  const [mode, setMode] = useState<Mode | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  if (preview.error) return <Unreadable words={wordsOf(preview.error)} onOther={props.onOther} />
  if (!preview.data) return <LongWork what="正在读表格，和名册比对" />
  const { data } = preview
  const left = data.asked - decisions.size
  const isClean = data.bad === 0 && left === 0
  const chosen = isClean ? 'all' : mode

  async function start() {
    if (!chosen) return
    setBusy(true)
    try {
      const said = [...decisions].map(([line, personId]) => ({ line, personId }))
      await call(
        runImport,
        { params: { id: props.id }, body: { runId, mode: chosen, decisions: said } },
        { key: runId },
      )
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
            <StepButton main busy={isBusy} obstacle={obstacleOf(data, chosen)} onPress={() => void start()}>
              导入
            </StepButton>
            <Button onPress={props.onOther}>换一张表</Button>
          </div>
        }
        after={trouble ?? undefined}
      >
        “{data.fileName}”共 {inThousands(data.total)} 行：新增 <b>{inThousands(data.fresh)}</b> 位，更新{' '}
        <b>{inThousands(data.changed)}</b> 位，没有变化 <b>{inThousands(data.same)}</b> 位
        {data.bad + data.asked > 0 ? '；' : '。'}
        {data.asked > 0 && (
          <Ask>
            {inThousands(data.asked)} 行同名的等您认{data.bad > 0 ? '，' : '。'}
          </Ask>
        )}
        {data.bad > 0 && <Ask>{inThousands(data.bad)} 行有问题。</Ask>}
      </Sentence>
      {data.notices.map((words) => (
        <p key={words} className="note">
          {words}
        </p>
      ))}
      {!isClean && <ModeChoice bad={data.bad + left} mode={mode} onChange={setMode} />}
      <AskedRows rows={data.askedRows} total={data.asked} decisions={decisions} onChange={setDecisions} />
      <BadRows data={data} />
      <ChangedRows data={data} />
    </>
  )
}

const wordsOf = (error: unknown): string => {
  const { message, problems } = failureOf(error)
  return problems[0]?.message ?? message
}

function Unreadable({ words, onOther }: { words: string; onOther: () => void }) {
  return (
    <>
      <ErrorNote>{words}</ErrorNote>
      <p className="open">
        <Button main onPress={onOther}>
          换一张表
        </Button>
      </p>
    </>
  )
}

const obstacleOf = (data: ImportPreview, mode: Mode | null): string | null => {
  if (mode === null) return '先选有问题的行怎么办'
  if (mode === 'good' && data.fresh + data.changed + data.asked === 0) return '没有可以导入的行'
  return null
}

function ModeChoice(props: { bad: number; mode: Mode | null; onChange: (mode: Mode) => void }) {
  const options = [
    {
      value: 'good' as const,
      label: '跳过有问题的行，其余的先导入',
      note: '跳过的行标出原因还给您，改好再传不会重复。',
    },
    { value: 'all' as const, label: '有一行不对，整张都不导入', note: '名册一点不动，标出原因还给您。' },
  ]
  return (
    <fieldset className="field">
      <legend>{inThousands(props.bad)} 行有问题或还没认，怎么办</legend>
      <div className="picks lines">
        {options.map((option) => (
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

function BadRows({ data }: { data: ImportPreview }) {
  if (data.bad === 0) return null
  const kinds = [
    data.doubled > 0 ? `表里重复 ${data.doubled} 行` : '',
    data.overlapping > 0 ? `任职重叠 ${data.overlapping} 行` : '',
    ...data.unknown.slice(0, 5).map((one) => `没有“${one.value}”这个${one.header} ${one.rows} 行`),
  ].filter(Boolean)
  return (
    <Section title="有问题的行">
      {kinds.length > 0 && <p className="note">其中：{kinds.join('，')}。</p>}
      <DataTable
        id="import-bad"
        caption="有问题的行"
        rows={data.badRows}
        rowKey={(row) => String(row.line)}
        said={listed(data.badRows.length, data.bad)}
        columns={[
          { key: 'line', title: '行', width: 80, render: (row) => <span className="num">{row.line}</span> },
          { key: 'name', title: '姓名', width: 140, rowHead: true, render: (row) => row.name },
          { key: 'reasons', title: '要改什么', render: (row) => row.reasons.join('；') },
        ]}
        empty={null}
      />
    </Section>
  )
}

function ChangedRows({ data }: { data: ImportPreview }) {
  if (data.changedRows.length === 0) return null
  return (
    <Section title="会更新的">
      <DataTable
        id="import-changed"
        caption="会更新的行"
        rows={data.changedRows}
        rowKey={(row) => String(row.line)}
        said={listed(data.changedRows.length, data.changed)}
        columns={[
          { key: 'line', title: '行', width: 80, render: (row) => <span className="num">{row.line}</span> },
          { key: 'name', title: '姓名', width: 140, rowHead: true, render: (row) => row.name },
          { key: 'what', title: '改的是', render: (row) => row.what.join('、') },
        ]}
        empty={null}
      />
    </Section>
  )
}

const listed = (shown: number, all: number): string =>
  shown < all
    ? `共 ${inThousands(all)} 行，列出前 ${shown} 行；全部的在导入后还给您的表里`
    : `共 ${inThousands(all)} 行`
