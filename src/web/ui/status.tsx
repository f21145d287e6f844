import type { ReactNode } from 'react'
import { StateMark, type StateKind } from './marks.tsx'

const tone = {
  todo: 'st',
  doing: 'st',
  now: 'st st-due',
  done: 'st st-done',
  due: 'st st-due',
  late: 'st st-late',
  warn: 'st st-due',
  back: 'st st-back',
  sealed: 'st st-sealed',
  off: 'st st-off',
  local: 'st',
} satisfies Record<StateKind, string>

/**
 * A state: a shape and its words. The words carry the fact (「还剩 2 天」), the colour is only a third hint.
 * todo 还没开始, doing 办理中, due 今天到期, late 逾期, done 已答复, back 退回, warn 核对提醒, local 待上传, off 不受理, sealed 已封存.
 */
export function Status({ kind, children }: { kind: StateKind; children: ReactNode }) {
  return (
    <span className={tone[kind]}>
      <StateMark kind={kind} />
      <span>{children}</span>
    </span>
  )
}
