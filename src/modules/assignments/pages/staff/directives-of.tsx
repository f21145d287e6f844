import { useState } from 'react'
import { addressOf, newKey, upload, useRead, useWrite } from '../../../../web/call.ts'
import { getFile } from '../../../../platform/file-contract.ts'
import { StateOf } from '../../../../web/state-of.tsx'
import { holds, useMe } from '../../../../web/session.ts'
import {
  DateField,
  FileField,
  Form,
  SelectField,
  StepBar,
  TextArea,
  TextField,
  asDay,
} from '../../../../web/ui/staff/index.ts'
import {
  type Directive,
  DirectiveDraft,
  listDirectives,
  recordDirective,
  scanDirective,
  stepDirective,
} from '../../contract.ts'
import { directiveProcess } from '../../process.ts'
import { levelLabels } from '../../rules.ts'
import { z } from 'zod'

/** 批示 on a record, and the way to record one. */
export function DirectivesOf({ recordType, recordId }: { recordType: string; recordId: string }) {
  const list = useRead(listDirectives, { query: { recordType, recordId, size: 50 } })
  const me = useMe()
  const [isRecording, setRecording] = useState(false)
  const mayRecord = me.data !== undefined && holds(me.data, 'office')
  const rows = list.data?.rows ?? []
  if (list.error || (rows.length === 0 && !mayRecord)) return null
  return (
    <section aria-label="批示">
      <h3>批示</h3>
      {rows.map((row) => (
        <DirectiveItem key={row.id} row={row} />
      ))}
      {mayRecord &&
        (isRecording ? (
          <RecordForm recordType={recordType} recordId={recordId} onDone={() => setRecording(false)} />
        ) : (
          <p>
            <button type="button" className="btn" onClick={() => setRecording(true)}>
              记一条批示
            </button>
          </p>
        ))}
    </section>
  )
}

/** One 批示: who, when, its words, its scans, what came of it. */
export function DirectiveItem({ row }: { row: Directive }) {
  const write = useWrite(stepDirective)
  const [followUp, setFollowUp] = useState(row.followUp ?? '')
  const canFollow = row.standing.steps.some((one) => one.step === 'follow')
  return (
    <article className="directive">
      <p className="meta">
        <StateOf process={directiveProcess} state={row.standing.state} />
        <span>
          {row.leader}
          {row.post && `（${row.post}）`}
        </span>
        <span>{levelLabels[row.level]}</span>
        <span>{asDay(row.givenOn)}</span>
      </p>
      <p className="text">{row.words}</p>
      {row.files.length > 0 && (
        <p className="note">
          扫描件：
          {row.files.map((file) => (
            <a
              key={file.id}
              href={addressOf(getFile, { params: { id: file.id } })}
              target="_blank"
              rel="noreferrer"
            >
              {file.name}{' '}
            </a>
          ))}
        </p>
      )}
      {row.followUp && <p>落实情况：{row.followUp}</p>}
      <StepBar
        title="批示落实"
        steps={row.standing.steps}
        likely={row.standing.state === 'recorded' ? 'follow' : 'none'}
        about={{ withdraw: { ask: '记错了什么' }, follow: { done: '记下了' } }}
        fields={
          canFollow && (
            <div className="field">
              <label htmlFor={`follow-${row.id}`}>落实情况</label>
              <textarea
                id={`follow-${row.id}`}
                className="in"
                rows={2}
                maxLength={2000}
                value={followUp}
                onChange={(event) => setFollowUp(event.currentTarget.value)}
              />
            </div>
          )
        }
        onTake={(taken) =>
          write.send({
            params: { id: row.id },
            body: { ...taken, ...(taken.step === 'follow' && followUp.trim() ? { followUp } : {}) },
          })
        }
      />
    </article>
  )
}

const WithScan = DirectiveDraft.extend({ scan: z.instanceof(File).optional() })

function RecordForm(props: { recordType: string; recordId: string; onDone: () => void }) {
  const write = useWrite(recordDirective)
  const [id] = useState(newKey)
  const [fileId] = useState(newKey)
  return (
    <Form
      schema={WithScan}
      draftKey={`directive:${props.recordId}`}
      submit="存下这条批示"
      beside={
        <button type="button" className="btn" onClick={props.onDone}>
          先不记
        </button>
      }
      onSubmit={async ({ scan, ...body }, { key }) => {
        await write.send({
          body: { ...body, id, recordType: props.recordType, recordId: props.recordId },
          key,
        })
        if (scan) await upload(scanDirective, scan, { params: { id }, body: { fileId } })
        props.onDone()
      }}
    >
      <TextField name="leader" label="哪位领导" max={40} />
      <TextField name="post" label="职务" optional max={60} />
      <SelectField
        name="level"
        label="级别"
        options={Object.entries(levelLabels).map(([value, label]) => ({ value, label }))}
      />
      <DateField name="givenOn" label="批示日期" />
      <TextArea name="words" label="批示原文" max={2000} rows={3} />
      <FileField name="scan" label="扫描件" optional accept="image/*,application/pdf" hint="图片或 PDF。" />
    </Form>
  )
}
