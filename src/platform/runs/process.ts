import { process } from '../process.ts'

export type RunState = 'queued' | 'running' | 'done' | 'failed' | 'stopped'
export type RunStep = 'begin' | 'requeue' | 'finish' | 'fail' | 'stop' | 'look' | 'lookAtFailure'

export interface RunFacts {
  /** 停下 was pressed while it ran */
  cancelAsked: boolean
}

/** 长任务: an import, an export, a print of posters; its end is a to-do of the one who asked. (domain.md C29, Long runs) */
export const runProcess = process<RunState, RunStep, RunFacts>({
  record: 'run',
  label: '长任务',
  initial: 'queued',
  states: {
    queued: { label: '排队', mark: 'todo' },
    running: { label: '在办', mark: 'doing' },
    done: { label: '好了', mark: 'done' },
    failed: { label: '没办成', mark: 'back' },
    stopped: { label: '已停下', mark: 'off' },
  },
  steps: {
    begin: { label: '开始', from: ['queued'], to: 'running', by: ['clock'] },
    requeue: { label: '重新排队', from: ['running'], to: 'queued', by: ['clock'] },
    finish: { label: '办完', from: ['running'], to: 'done', by: ['clock'] },
    fail: { label: '没办成', from: ['queued', 'running'], to: 'failed', by: ['clock'] },
    stop: {
      label: '停下',
      from: ['queued', 'running'],
      to: 'stopped',
      by: ['owner', 'clock'],
    },
    look: { label: '看过结果', from: ['done'], to: 'done', by: ['owner'] },
    lookAtFailure: { label: '看过原因', from: ['failed'], to: 'failed', by: ['owner'] },
  },
  waits: {
    done: { kind: 'runs.look', label: '看结果', asks: 'person' },
    failed: { kind: 'runs.look', label: '看原因', asks: 'person' },
  },
})
