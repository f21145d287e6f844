import { useState } from 'react'
import { call, newKey, upload, useWrite } from '../../../../web/call.ts'
import {
  Button,
  Correction,
  ErrorNote,
  FileField,
  Form,
  NumberField,
  Section,
  SelectField,
  TextArea,
  asDayTime,
} from '../../../../web/ui/staff/index.ts'
import { useQueryClient } from '@tanstack/react-query'
import { columns } from '../../columns.ts'
import { type Sheet, addCorrection, stepCorrection, uploadAttachment } from '../../contract.ts'
import { circled } from './sheet-table.tsx'
import { NewLine } from './shapes.ts'

/** 更正: lines beside the count, each with its reason; the count itself is never changed. */
export function Corrections({ sheet }: { sheet: Sheet }) {
  const [isAdding, setAdding] = useState(false)
  const total = sheet.rows.at(-1)
  return (
    <Section title="更正" said={sheet.lines.length > 0 ? `${sheet.lines.length} 处` : '没有'}>
      {sheet.lines.map((line, at) => {
        const cell = total?.cells[line.columnNo - 1]
        return (
          <div key={line.id}>
            <Correction
              mark={circled(at)}
              where={`${line.unitName}，第 ${line.columnNo} 栏`}
              line={`${line.delta > 0 ? '+' : '−'}${Math.abs(line.delta)} 更正${cell ? `，系统数 ${cell.counted + cell.manual}` : ''}`}
              reason={line.reason}
              who={`${line.madeBy}，${asDayTime(line.madeAt)}${line.hasEvidence ? '，附凭证' : ''}`}
            />
            {line.evidenceFileId && <a href={`/api/files/${line.evidenceFileId}`}>看凭证</a>}{' '}
            {line.canWithdraw && <Withdraw id={line.id} obstacle={line.obstacle} />}
          </div>
        )
      })}
      {sheet.isOwn &&
        !(sheet.annex === 1 && sheet.receiverName === null) &&
        !isAdding &&
        sheet.standing?.state !== 'submitted' && (
          <p className="open">
            <Button icon="plus" onPress={() => setAdding(true)}>
              加一处更正
            </Button>
          </p>
        )}
      {isAdding && <NewCorrection sheet={sheet} onDone={() => setAdding(false)} />}
    </Section>
  )
}

function Withdraw({ id, obstacle }: { id: string; obstacle: string | null }) {
  const withdraw = useWrite(stepCorrection)
  if (obstacle) return <small>{obstacle}</small>
  return (
    <>
      <button
        type="button"
        className="as-link"
        disabled={withdraw.busy}
        onClick={() =>
          void withdraw.send({ params: { id }, body: { step: 'withdraw' } }).catch(() => undefined)
        }
      >
        撤回更正
      </button>
      {withdraw.error && <ErrorNote>{withdraw.error.message}</ErrorNote>}
    </>
  )
}

function NewCorrection({ sheet, onDone }: { sheet: Sheet; onDone: () => void }) {
  const client = useQueryClient()
  return (
    <Form
      schema={NewLine}
      draftKey={`correction ${sheet.campaignId} ${sheet.unitId}`}
      submit="加上这处更正"
      beside={<Button onPress={onDone}>先不加</Button>}
      onSubmit={async (body, { key }) => {
        await call(
          addCorrection,
          {
            body: {
              id: newKey(),
              campaignId: sheet.campaignId,
              unitId: sheet.unitId,
              columnNo: Number(body.columnNo),
              delta: body.delta,
              reason: body.reason,
              evidenceFileId: body.evidenceFileId ?? null,
            },
          },
          { key },
        )
        await client.invalidateQueries()
        onDone()
      }}
    >
      <SelectField
        name="columnNo"
        label="哪一栏"
        options={columns.map(({ no, name }) => ({ value: String(no), label: `第 ${no} 栏 ${name}` }))}
      />
      <NumberField name="delta" label="加几、减几" hint="加写 2，减写 -2。系统数不动，更正另记一行。" />
      <TextArea name="reason" label="依据" rows={3} max={500} hint="写明是哪几条、哪份凭证，至少 4 个字。" />
      <FileField
        name="evidenceFileId"
        label="凭证"
        optional
        upload={(file) => upload(uploadAttachment, file, { body: { id: newKey(), unitId: sheet.unitId } })}
      />
    </Form>
  )
}
