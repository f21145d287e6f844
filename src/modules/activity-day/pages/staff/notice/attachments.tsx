import { useId, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { newKey, upload, useWrite } from '../../../../../web/call.ts'
import { ErrorNote, failureOf, noSecrets } from '../../../../../web/ui/staff/index.ts'
import { type Campaign, attachFile, detachFile } from '../../../../campaigns/contract.ts'

/** Attachments of a draft: add, take off. */
export function Attachments({ campaign }: { campaign: Campaign }) {
  const id = useId()
  const client = useQueryClient()
  const detach = useWrite(detachFile)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const add = async (files: FileList | null) => {
    setBusy(true)
    setTrouble(null)
    try {
      for (const file of files ?? [])
        await upload(attachFile, file, { params: { id: campaign.id }, body: { fileId: newKey() } })
    } catch (thrown) {
      setTrouble(failureOf(thrown).message)
    } finally {
      setBusy(false)
      await client.invalidateQueries()
    }
  }
  const mayChange = campaign.standing.steps.length > 0
  return (
    <div style={{ marginTop: 16, maxWidth: '46em' }}>
      <ul>
        {campaign.attachments.map((file, index) => (
          <li key={file.id}>
            附件 {index + 1}：{file.name}{' '}
            {mayChange && (
              <button
                type="button"
                className="as-link"
                onClick={() => void detach.send({ params: { id: campaign.id, fileId: file.id } })}
              >
                去掉
              </button>
            )}
          </li>
        ))}
      </ul>
      {mayChange && (
        <div className="field">
          <label htmlFor={id}>
            加附件<span className="opt">可以不加</span>
          </label>
          <input
            id={id}
            className="in"
            type="file"
            multiple
            accept=".pdf,.ofd,.docx,.xlsx,.jpg,.jpeg,.png"
            onChange={(event) => void add(event.currentTarget.files)}
          />
          <p className="hint">{busy ? '正在传，请稍等' : `收 PDF、OFD、Word、Excel 和图片。${noSecrets}`}</p>
          {trouble && <ErrorNote>{trouble}</ErrorNote>}
        </div>
      )}
    </div>
  )
}
