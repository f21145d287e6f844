import { useEffect, useId, useState } from 'react'
import { useRead } from '../../../web/call.ts'
import { noSecrets } from '../../../web/ui/form/files.tsx'
import { failureOf } from '../../../web/ui/form/failure.ts'
import { Icon } from '../../../web/ui/icons.tsx'
import { ErrorNote } from '../../../web/ui/notes.tsx'
import { asDay, asTime } from '../../../web/ui/words.ts'
import { type Post, getPostTags } from '../contract.ts'
import { column16Note, mostPictures } from '../rules.ts'
import { type Saving, type Written, useWriter } from './use-writer.ts'
import { TwoTexts } from '../../../web/two-texts.tsx'

/**
 * Writing a 动态 on either face: title, words, up to nine pictures with captions and their order, what it belongs to.
 * `onBegun` is told once the draft stands on the server, `onSubmitted` once it waits for review.
 */
export function Writer(props: {
  id: string
  venueId: string
  post: Post | null
  onBegun?: () => void
  onSubmitted: () => void
}) {
  const writer = useWriter(props)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const id = useId()
  const { written, change } = writer
  const tags = useRead(getPostTags, { query: { venueId: props.venueId } })
  const note = column16Note({
    words: written.words,
    pictureCount: written.pictures.length,
    isStudio: tags.data?.isStudio ?? true,
  })

  async function submit() {
    setBusy(true)
    setTrouble(null)
    try {
      await writer.submit()
      props.onSubmitted()
    } catch (thrown) {
      setTrouble(failureOf(thrown).message)
    } finally {
      setBusy(false)
    }
  }

  return (
    <div className="form">
      {writer.isRestored && (
        <p className="note" role="status">
          上次没来得及存上的文字，已经接着写上了。
        </p>
      )}
      <div className="field">
        <label htmlFor={`${id}-title`}>标题</label>
        <input
          id={`${id}-title`}
          className="in"
          value={written.title}
          maxLength={60}
          autoComplete="off"
          onChange={(event) => change({ ...written, title: event.currentTarget.value })}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-words`}>
          文字<span className="opt">几句话就行</span>
        </label>
        <textarea
          id={`${id}-words`}
          className="in"
          rows={8}
          maxLength={5000}
          value={written.words}
          onChange={(event) => change({ ...written, words: event.currentTarget.value })}
        />
        <p className="hint">写做了什么、听到什么、办了什么。不写群众的姓名和电话。</p>
      </div>
      <Pictures id={id} writer={writer} />
      <Tags id={id} venueId={props.venueId} writer={writer} isNew={props.post === null} />
      <p className="hint" role="status">
        <Saved saving={writer.saving} />
      </p>
      {writer.other && (
        <TwoTexts
          label="两份文字"
          texts={[
            { by: '您写的', title: written.title, words: written.words },
            { by: '别处改过的', ...writer.other },
          ].map(({ by, title, words }) => ({
            by,
            title,
            text: words,
            onChoose: () => writer.settle({ title, words }),
          }))}
        />
      )}
      {(written.words !== '' || written.pictures.length > 0) && note && <p className="hint">{note}</p>}
      {trouble && <ErrorNote>{trouble}</ErrorNote>}
      <div className="open">
        <button
          type="button"
          className="btn btn-main"
          aria-disabled={busy || writer.isSending ? true : undefined}
          onClick={busy || writer.isSending ? undefined : () => void submit()}
        >
          {writer.isSending ? '图片还在传，请稍等' : '提交，等办公室审核'}
        </button>
      </div>
    </div>
  )
}

function Saved({ saving }: { saving: Saving }) {
  if (saving.state === 'failed') return <>{saving.words}</>
  if (saving.state === 'waiting') return <span className="unstored">{saving.words}</span>
  if (saving.state === 'saving') return <>正在存</>
  if (saving.state === 'saved' && saving.at)
    return <>{asTime(saving.at.toISOString())} 存好了，随时可以离开</>
  return <>写的会自己存好。</>
}

function Pictures({ id, writer }: { id: string; writer: ReturnType<typeof useWriter> }) {
  const { written, change } = writer
  const put = (pictures: Written['pictures']) => change({ ...written, pictures })
  const room = mostPictures - written.pictures.length
  return (
    <fieldset className="field">
      <legend>
        图片<span className="opt">最多 {mostPictures} 张，可以不传</span>
      </legend>
      <ul className="writing-shots">
        {written.pictures.map((picture, index) => (
          <li key={picture.fileId}>
            <img src={picture.url} alt={picture.caption || `第 ${index + 1} 张`} width={104} height={78} />
            <div>
              <input
                className="in"
                aria-label={`第 ${index + 1} 张的说明`}
                placeholder="图里是什么，一句话"
                maxLength={100}
                value={picture.caption}
                onChange={(event) => {
                  const caption = event.currentTarget.value
                  put(written.pictures.map((one, at) => (at === index ? { ...one, caption } : one)))
                }}
              />
              {index > 0 && (
                <button type="button" className="as-link" onClick={() => put(moved(written.pictures, index))}>
                  往前移<span className="off">第 {index + 1} 张</span>
                </button>
              )}
              <button
                type="button"
                className="as-link"
                onClick={() => put(written.pictures.filter((_, at) => at !== index))}
              >
                去掉<span className="off">第 {index + 1} 张</span>
              </button>
            </div>
          </li>
        ))}
      </ul>
      {room > 0 && (
        <div className="shots">
          <label className="add" htmlFor={`${id}-pictures`}>
            <Icon name="camera" />
            拍照或选图
            <input
              id={`${id}-pictures`}
              className="off"
              type="file"
              accept="image/*"
              multiple
              onChange={(event) => {
                void writer.add([...(event.currentTarget.files ?? [])])
                event.currentTarget.value = ''
              }}
            />
          </label>
        </div>
      )}
      {writer.isSending && (
        <p className="hint" role="status">
          正在传图，请稍等
        </p>
      )}
      {writer.refused.map((one) => (
        <ErrorNote key={one.name}>
          {one.name}：{one.words}
        </ErrorNote>
      ))}
      <p className="hint">会去掉照片里的拍摄时间和地点。别人的孩子、车牌、家门牌号不要拍进去。{noSecrets}</p>
    </fieldset>
  )
}

const moved = <T,>(list: readonly T[], index: number): T[] => {
  const next = [...list]
  const [one] = next.splice(index, 1)
  if (one !== undefined) next.splice(index - 1, 0, one)
  return next
}

function Tags(props: { id: string; venueId: string; writer: ReturnType<typeof useWriter>; isNew: boolean }) {
  const tags = useRead(getPostTags, { query: { venueId: props.venueId } })
  const { written, change, preset } = props.writer
  const current = props.isNew ? tags.data?.campaigns.find((campaign) => isRunning(campaign)) : undefined
  const currentId = current?.id
  useEffect(() => {
    if (currentId) preset({ campaignId: currentId })
  }, [currentId, preset])
  if (!tags.data) return null
  const { campaigns, activities } = tags.data
  const due = campaigns.find(({ id }) => id === written.campaignId)?.uploadDueOn
  return (
    <>
      {campaigns.length > 0 && (
        <div className="field">
          <label htmlFor={`${props.id}-campaign`}>
            属于哪个活动日<span className="opt">不选就是日常动态</span>
          </label>
          <select
            id={`${props.id}-campaign`}
            className="in"
            value={written.campaignId}
            onChange={(event) => change({ ...written, campaignId: event.currentTarget.value })}
          >
            <option value="">日常</option>
            {campaigns.map((campaign) => (
              <option key={campaign.id} value={campaign.id}>
                {campaign.name}（{asDay(campaign.heldOn)}）
              </option>
            ))}
          </select>
          {due && (
            <p className="hint">{asDay(due)} 24 点截止；晚了也收，会标明逾期。选了才计入那次的统计。</p>
          )}
        </div>
      )}
      {activities.length > 0 && (
        <div className="field">
          <label htmlFor={`${props.id}-activity`}>
            写的是哪场活动<span className="opt">可以不选</span>
          </label>
          <select
            id={`${props.id}-activity`}
            className="in"
            value={written.activityId}
            onChange={(event) => {
              const activityId = event.currentTarget.value
              const chosen = activities.find(({ id }) => id === activityId)
              change({ ...written, activityId, campaignId: chosen?.campaignId ?? written.campaignId })
            }}
          >
            <option value="">不选</option>
            {activities.map((activity) => (
              <option key={activity.id} value={activity.id}>
                {asDay(activity.onDay)}　{activity.title}
              </option>
            ))}
          </select>
        </div>
      )}
    </>
  )
}

/** A 动态 written between the day and the week after its deadline is most likely about it; it can be taken off. */
const isRunning = (campaign: { heldOn: string; uploadDueOn: string }): boolean => {
  const now = Date.now()
  return (
    Date.parse(`${campaign.heldOn}T00:00:00+08:00`) <= now &&
    now < Date.parse(`${campaign.uploadDueOn}T00:00:00+08:00`) + 8 * 86_400_000
  )
}
