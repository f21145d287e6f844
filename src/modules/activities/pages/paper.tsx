import { useState } from 'react'
import { newKey, upload } from '../../../web/call.ts'
import { failureOf } from '../../../web/ui/form/failure.ts'
import { noSecrets } from '../../../web/ui/form/files.tsx'
import { uploadPaper } from '../contract.ts'

export interface Proxy {
  reason: string
  fileId: string | null
}

/** 代录: the ticks come from a paper list or a call; why is written, a photograph of the list may stand beside. */
export function Paper(props: {
  id: string
  proxy: Proxy | null
  papers: readonly { id: string; name: string }[]
  onChange: (proxy: Proxy | null) => void
}) {
  const { id, proxy, onChange } = props
  const [said, setSaid] = useState<string | null>(null)
  const take = async (file: File | undefined) => {
    if (!file || !proxy) return
    setSaid('正在传，请稍等')
    try {
      const kept = await upload(uploadPaper, file, { params: { id }, body: { id: newKey() } })
      onChange({ ...proxy, fileId: kept.id })
      setSaid('照片存好了')
    } catch (error) {
      setSaid(failureOf(error).message)
    }
  }
  return (
    <div className="form">
      <label className="pick">
        <input
          type="checkbox"
          checked={proxy !== null}
          onChange={(event) => onChange(event.currentTarget.checked ? { reason: '', fileId: null } : null)}
        />
        <span>这次勾的人是代录，由我照纸质签到表或电话记下</span>
      </label>
      {proxy && (
        <>
          <div className="field">
            <label htmlFor="why">为什么代录</label>
            <input
              id="why"
              className="in"
              maxLength={200}
              placeholder="例如：现场没有网络，照签到表代录"
              value={proxy.reason}
              onChange={(event) => onChange({ ...proxy, reason: event.currentTarget.value })}
            />
          </div>
          <div className="field">
            <label htmlFor="paper">
              签到表照片<span className="opt">可以不传</span>
            </label>
            <input
              id="paper"
              className="in"
              type="file"
              accept="image/*"
              onChange={(event) => void take(event.currentTarget.files?.[0])}
            />
            <p className="hint">{noSecrets}</p>
            {said && <p role="status">{said}</p>}
          </div>
        </>
      )}
      {props.papers.length > 0 && (
        <p className="note">
          已存的照片：
          {props.papers.map((paper) => (
            <a key={paper.id} href={`/api/files/${paper.id}`} target="_blank" rel="noreferrer">
              {paper.name}
            </a>
          ))}
        </p>
      )}
    </div>
  )
}
