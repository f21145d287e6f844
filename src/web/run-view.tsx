import { type ReactNode, useEffect } from 'react'
import { type Run, cancelRun, getRun, getRunFile, lookAtRun } from '../platform/runs/contract.ts'
import { addressOf, useRead, useWrite } from './call.ts'
import { Ask, Button, ErrorNote, LongWork, Sentence, inThousands } from './ui/staff/index.ts'

const words = new Map([
  ['total', '共'],
  ['fresh', '新增'],
  ['changed', '更新'],
  ['same', '没有变化'],
  ['bad', '要改'],
  ['likenesses', '可能是同一人'],
])

/**
 * A long run while it works and when it has ended: bar and 停下, then figures and the file. Seen at its end, its to-do goes.
 * `unit` counts its rows (行), `of` what they are about (位, 家); `next` are the buttons beside the end.
 */
export function RunView(props: { id: string; unit: string; of?: string; next?: (run: Run) => ReactNode }) {
  const run = useRead(getRun, { params: { id: props.id } })
  const look = useWrite(lookAtRun)
  const { data } = run
  const isUnseen = data?.seenAt === null && (data.state === 'done' || data.state === 'failed')
  const { send } = look
  useEffect(() => {
    if (isUnseen) void send({ params: { id: props.id } }).catch(() => undefined)
  }, [isUnseen, props.id, send])
  if (run.error) return <ErrorNote missing={run.error.status === 404}>{run.error.message}</ErrorNote>
  if (!data) return <p className="meta">正在打开……</p>
  if (data.state === 'queued' || data.state === 'running') return <Working run={data} unit={props.unit} />
  return (
    <Sentence
      button={
        <div className="open">
          {data.hasFile && (
            <Button main href={addressOf(getRunFile, { params: { id: data.id } })} icon="down-to" download>
              {data.kind.endsWith('.import') ? '下载要改的行' : `下载“${data.fileName}”`}
            </Button>
          )}
          {props.next?.(data)}
        </div>
      }
    >
      {endOf(data, props.unit, props.of ?? props.unit)}
    </Sentence>
  )
}

/** Asks each second while it is in view; what it reads is what RunView reads. */
function Working({ run, unit }: { run: Run; unit: string }) {
  useRead(getRun, { params: { id: run.id } }, { everyMs: 1_000 })
  const stop = useWrite(cancelRun)
  return (
    <LongWork
      what={run.cancelAsked ? `正在停下：${run.title}` : run.title}
      startedAt={Date.parse(run.createdAt)}
      unit={unit}
      done={run.done}
      {...(run.total === null ? {} : { total: run.total })}
      {...(run.cancelAsked ? {} : { onStop: () => void stop.send({ params: { id: run.id } }) })}
      keepsRunning
    />
  )
}

function endOf(run: Run, unit: string, of: string): ReactNode {
  if (run.state === 'stopped') return '停下了，数据没有动。'
  if (run.state === 'failed') return <Ask>{run.error}</Ask>
  const figures = [...words].flatMap(([key, label]) => {
    const value = run.result?.[key]
    if (typeof value !== 'number' || value === 0) return []
    return [`${label} ${inThousands(value)} ${key === 'total' || key === 'bad' ? unit : of}`]
  })
  return `好了。${figures.join('，')}${figures.length > 0 ? '。' : ''}`
}
