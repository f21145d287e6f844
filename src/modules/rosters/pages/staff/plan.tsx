import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { z } from 'zod'
import { CallError, newKey, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { Button, ErrorNote, Form, PageHead, failureOf, inThousands } from '../../../../web/ui/staff/index.ts'
import { planSlots, previewSlots } from '../../contract.ts'
import { type Pattern, dealTurns, patternWords } from '../../rules.ts'
import { PlanFields } from './plan-fields.tsx'
import { type Day, type Planned, type Sitter, Preview } from './preview.tsx'

const Typed = z.object({
  venueId: z.string().min(1, '请选在哪家工作室值班'),
  others: z.array(z.string()).optional(),
  every: z.enum(['month', 'week', 'once']),
  weeks: z.array(z.string()).optional(),
  weekday: z.string().optional(),
  from: z.iso.date('请选从哪天起'),
  until: z.string().optional(),
  begins: z.string().min(1, '请填几点开始'),
  ends: z.string().min(1, '请填几点结束'),
  place: z.string().max(100).optional(),
  about: z.string().max(200).optional(),
  perSlot: z.number().int().min(1).max(50).optional(),
  memberIds: z.array(z.string()).optional(),
})
type Typed = z.output<typeof Typed>

/** 排值班: what repeats and who takes turns, then the days as they would be; saved only after they were looked at. */
export default function PlanPage() {
  const go = useNavigate()
  const look = useWrite(previewSlots)
  const write = useWrite(planSlots)
  const seriesId = useMemo(newKey, [])
  const [typed, setTyped] = useState<Typed | null>(null)
  const [days, setDays] = useState<readonly Day[]>([])
  const [sitters, setSitters] = useState<readonly Sitter[]>([])
  const [failed, setFailed] = useState<string | null>(null)
  const planned: readonly Planned[] = dealTurns(days, sitters, typed?.perSlot ?? null)
  const chosen = planned.filter((row) => row.isOn)
  const save = async () => {
    if (!typed) return
    setFailed(null)
    try {
      await write.send({
        body: {
          seriesId,
          venueIds: hostsIn(typed),
          begins: typed.begins,
          ends: typed.ends,
          place: typed.place ?? '',
          about: typed.about ?? '',
          slots: chosen.map((row) => ({
            id: row.id,
            day: row.day,
            memberIds: row.members.map((person) => person.id),
          })),
        },
        key: seriesId,
      })
      await go(below(staff.rosters()))
    } catch (error) {
      const [first] = error instanceof CallError ? error.fields : []
      setFailed(first?.message ?? failureOf(error).message)
    }
  }
  return (
    <>
      <PageHead
        title="排值班"
        crumbs={[{ label: '轮值', to: below(staff.rosters()) }, { label: '排值班' }]}
        facts={['先看排出来的日子和人，看好了再存']}
      />
      <Form
        schema={Typed}
        submit="看看排出哪几天"
        draftKey="roster"
        initial={{ every: 'month', weeks: ['1', '3'], weekday: '4', begins: '09:00', ends: '11:30' }}
        onSubmit={async (given) => {
          const preview = await look.send({
            body: {
              venueIds: hostsIn(given),
              pattern: patternOf(given),
              from: given.from,
              until: given.every === 'once' ? given.from : given.until || given.from,
              memberIds: given.memberIds ?? [],
            },
          })
          setTyped(given)
          setSitters(preview.sitters)
          setDays(
            preview.rows.map((row) => ({ ...row, id: newKey(), isOn: row.dayOff === null && !row.isTaken })),
          )
          return preview.rows.length === 0 ? '这段时间里一天也排不出来，请改一改日子' : undefined
        }}
      >
        <PlanFields />
      </Form>
      {typed && planned.length > 0 && (
        <Preview
          title={
            typed.every === 'once'
              ? '这一次'
              : `${patternWords(patternOf(typed))}，${typed.begins}—${typed.ends}`
          }
          rows={planned}
          onTick={(day) => setDays(days.map((one) => (one.day === day ? { ...one, isOn: !one.isOn } : one)))}
        >
          {failed && <ErrorNote>{failed}</ErrorNote>}
          {chosen.length > 0 ? (
            <Button main busy={write.busy} onPress={() => void save()}>
              存下这 {inThousands(chosen.length)} 次，告诉值班的委员
            </Button>
          ) : (
            <p className="why">还没有勾选哪一天。勾上要值班的日子，再存下来。</p>
          )}
        </Preview>
      )}
    </>
  )
}

const hostsIn = (typed: Typed): string[] => [
  typed.venueId,
  ...(typed.others ?? []).filter((id) => id !== typed.venueId),
]

const patternOf = (typed: Typed): Pattern & { weeks: number[] } => {
  const weekday = typed.every === 'once' ? weekdayOfDay(typed.from) : Number(typed.weekday ?? 4)
  return typed.every === 'month'
    ? { every: 'month', weeks: (typed.weeks ?? []).map(Number), weekday }
    : { every: 'week', weekday, weeks: [] }
}

const weekdayOfDay = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7
