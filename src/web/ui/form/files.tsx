import { useEffect, useState } from 'react'
import { Icon } from '../icons.tsx'
import { useLatest } from '../latest.ts'
import { Field, FieldGroup, type FieldProps } from './field.tsx'
import { failureOf } from './failure.ts'
import { useField, type Raw } from './store.ts'

/** Said beside every place where something can be uploaded. */
export const noSecrets = '严禁上传涉密内容。'

/** Sends one file and gives the id under which it is kept. */
export type Upload = (file: File) => Promise<{ id: string }>

type FilesProps = FieldProps & { accept?: string; upload?: Upload }

/**
 * Files by the native control, which keeps its own list of names. With `upload` each file is sent as soon as it is chosen and
 * the body gets the ids (`many`) or the one id; without it, the body gets the files themselves.
 */
export function FileField(props: FilesProps & { many?: boolean }) {
  const field = useField({ ...props, read: props.many ? listed : single })
  const { take, isSending, trouble } = useTaking(props.upload)
  return (
    <Field {...props} id={field.id} problem={field.problem ?? trouble} hint={<FilesHint {...props} />}>
      <input
        id={field.id}
        className={field.problem ? 'in bad' : 'in'}
        type="file"
        accept={props.accept}
        multiple={props.many}
        aria-invalid={field.problem ? true : undefined}
        aria-describedby={`${field.id}-hint`}
        onChange={(event) =>
          void take(event.currentTarget.files).then((taken) => taken && field.set(taken.kept))
        }
      />
      <Sending on={isSending} />
    </Field>
  )
}

type Shot = { url: string; name: string }

/**
 * Photographs with their pictures in sight, each can be taken out again; a phone offers camera or album by itself.
 * The body gets as FileField's `many` does. `max` at most.
 */
export function Shots(props: FilesProps & { max: number }) {
  const field = useField({ ...props, read: listed })
  const [shots, setShots] = useState<readonly Shot[]>([])
  const { take, isSending, trouble } = useTaking(props.upload)
  const shown = useLatest(shots)
  useEffect(() => () => shown.current.forEach((shot) => URL.revokeObjectURL(shot.url)), [shown])
  const kept = keptOf(field.raw)
  const room = props.max - kept.length

  async function add(files: FileList | null) {
    const taken = await take(files, room)
    if (!taken) return
    setShots(
      [...shots, ...taken.files].map((one) =>
        'url' in one ? one : { url: URL.createObjectURL(one), name: one.name },
      ),
    )
    field.set(joined(kept, taken.kept))
  }
  function takeOut(at: number) {
    setShots(shots.filter((_, index) => index !== at))
    field.set(
      joined(
        kept.filter((_, index) => index !== at),
        [],
      ),
    )
  }

  return (
    <FieldGroup
      {...props}
      id={field.id}
      problem={field.problem ?? trouble}
      note={`最多 ${props.max} 张`}
      hint={<FilesHint {...props} />}
    >
      <div className="shots">
        {shots.map((shot, index) => (
          <figure key={shot.url}>
            <img src={shot.url} alt={`第 ${index + 1} 张：${shot.name}`} />
            <button type="button" className="take-out" onClick={() => takeOut(index)}>
              去掉<span className="off">第 {index + 1} 张</span>
            </button>
          </figure>
        ))}
        {room > 0 && (
          <label className="add">
            <Icon name="camera" />
            拍照或选图
            <input
              id={field.id}
              className="off"
              type="file"
              accept={props.accept ?? 'image/*'}
              multiple
              aria-invalid={field.problem ? true : undefined}
              onChange={(event) => void add(event.currentTarget.files)}
            />
          </label>
        )}
      </div>
      <Sending on={isSending} />
    </FieldGroup>
  )
}

function FilesHint({ hint }: { hint?: FieldProps['hint'] }) {
  return (
    <>
      {hint} {noSecrets}
    </>
  )
}

function Sending({ on }: { on: boolean }) {
  return on ? (
    <p className="hint" role="status">
      正在传，请稍等
    </p>
  ) : null
}

/** Takes chosen files in: sends them where there is somewhere to send to, and says what went wrong. */
function useTaking(upload: Upload | undefined) {
  const [isSending, setSending] = useState(false)
  const [trouble, setTrouble] = useState<string>()
  async function take(chosen: FileList | null, most = Number.POSITIVE_INFINITY) {
    const files = [...(chosen ?? [])].slice(0, most)
    setTrouble(undefined)
    if (!upload) return { files, kept: files }
    setSending(true)
    try {
      const sent = await Promise.all(files.map(upload))
      return { files, kept: sent.map((one) => one.id) }
    } catch (thrown) {
      setTrouble(failureOf(thrown).message)
      return null
    } finally {
      setSending(false)
    }
  }
  return { take, isSending, trouble }
}

type Kept = readonly string[] | readonly File[]

function keptOf(raw: Raw | undefined): Kept {
  return raw === undefined || typeof raw === 'string' || typeof raw === 'boolean' ? [] : raw
}

function joined(old: readonly (string | File)[], more: Kept): Kept {
  const all = [...old, ...more]
  const ids = all.filter((one) => typeof one === 'string')
  return ids.length > 0 ? ids : all.filter((one) => typeof one !== 'string')
}

function listed(raw: Raw): unknown {
  const kept = keptOf(raw)
  return kept.length > 0 ? kept : undefined
}

function single(raw: Raw): unknown {
  return keptOf(raw)[0]
}
