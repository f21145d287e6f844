import { useQueryClient } from '@tanstack/react-query'
import { call, newKey, upload } from '../../../../web/call.ts'
import { Button, FileField, Form, TextArea, TextField } from '../../../../web/ui/staff/index.ts'
import { type Sheet, submitReturn, uploadAttachment } from '../../contract.ts'
import { FilingHeads } from './shapes.ts'

/** Who filled in and checked, and the 总结 that travels with the sheet; then it is filed. */
export function SubmitForm({ sheet, onDone }: { sheet: Sheet; onDone: () => void }) {
  const client = useQueryClient()
  const { summaryFileId = null, ...known } = sheet.submit?.known ?? {}
  return (
    <Form
      schema={FilingHeads}
      draftKey={`return ${sheet.campaignId} ${sheet.unitId}`}
      submit={sheet.submit?.label ?? '提交'}
      initial={known}
      closed={sheet.submit?.obstacle ?? null}
      beside={<Button onPress={onDone}>先不交</Button>}
      onSubmit={async (body, { key }) => {
        const id = sheet.submit?.returnId ?? newKey()
        await call(
          submitReturn,
          {
            body: {
              ...body,
              summaryFileId: body.summaryFileId ?? null,
              id,
              campaignId: sheet.campaignId,
              unitId: sheet.unitId,
            },
          },
          { key },
        )
        await client.invalidateQueries()
        onDone()
      }}
    >
      <p className="meta">
        交出时把这一刻的数、每个数背后的记录和更正一并抄下。对方接受后封存，再变动的另外列出。
      </p>
      <TextField name="filledBy" label="填表人" optional max={20} />
      <TextField name="checkedBy" label="审核人" optional max={20} />
      <TextField name="headedBy" label="负责人" optional max={20} />
      <TextField name="phone" label="联系电话" optional max={20} hint="写办公室电话" />
      <TextArea
        name="summary"
        label="总结"
        optional
        rows={6}
        max={8000}
        hint="随表一起报，可以在这里写，也可以传文件。严禁写涉密内容。"
      />
      <FileField
        name="summaryFileId"
        label="总结的文件"
        optional
        accept=".docx,.pdf,.ofd,image/*"
        hint={
          summaryFileId ? (
            <>
              上一版的<a href={`/api/files/${summaryFileId}`}>文件</a>还在，不重传就照旧。
            </>
          ) : (
            '盖了章的可以传扫描件。'
          )
        }
        upload={(file) => upload(uploadAttachment, file, { body: { id: newKey(), unitId: sheet.unitId } })}
      />
    </Form>
  )
}
