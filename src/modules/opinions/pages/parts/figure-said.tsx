import { Figure, Sentence } from '../../../../web/ui/staff/index.ts'
import type { OpinionFigures } from '../../contract.ts'

/** The loop in a sentence; its figures open as those of the table do. */
export function FigureSaid({ figures, onOpen }: { figures: OpinionFigures; onOpen: (code: string) => void }) {
  const { values } = figures.total
  const open = (code: string, label: string) => (
    <b>
      <Figure value={values[code] ?? 0} label={label} onOpen={() => onOpen(code)} />
    </b>
  )
  const [received = 0, awaited = 0, answered = 0] = ['received', 'awaited', 'answered'].map(
    (code) => values[code] ?? 0,
  )
  if (!received) return <Sentence>这段时间没有收到群众意见。</Sentence>
  return (
    <Sentence>
      收到 {open('received', '收到')} 条，其中 {open('awaited', '要给回音')} 条要给回音
      {received > awaited && '，其余是委员听到记下的'}。要给回音的里，
      {open('answered', '已经答复')} 条已经答复（按时 {open('answeredInTime', '按时答复')} 条）
      {awaited > answered && '，其余还在办，或者没有受理、转告了别处'}。
      {values['rated'] ? (
        <>
          评价过的 {open('rated', '评价过')} 条里，满意 {open('satisfied', '满意')} 条，基本满意{' '}
          {open('partly', '基本满意')} 条，不满意 {open('unsatisfied', '不满意')} 条。
        </>
      ) : (
        '还没有人评价。'
      )}
    </Sentence>
  )
}
