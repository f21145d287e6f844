import { useState } from 'react'
import { useWrite } from '../../../web/call.ts'
import { StepBar } from '../../../web/ui/staff/step-bar.tsx'
import { type Slot, stepSlot } from '../contract.ts'

/** Who was there, ticked, with the steps of the slot under it; those who are on the plan start ticked. */
export function SlotSteps({ slot }: { slot: Slot }) {
  const write = useWrite(stepSlot)
  const [away, setAway] = useState<ReadonlySet<string>>(
    new Set(slot.members.filter((person) => person.came === false).map((person) => person.id)),
  )
  const steps = slot.standing.steps.filter((one) => !['change', 'swap', 'end'].includes(one.step))
  const marks = steps.some((one) => (one.step === 'hold' && one.obstacle === null) || one.step === 'mend')
  if (steps.length === 0) return null
  return (
    <StepBar
      steps={steps}
      likely={marks && slot.state !== 'held' ? 'hold' : 'none'}
      about={{
        hold: { done: '记下了，到岗的算一次履职' },
        mend: { ask: '为什么更正？' },
        cancel: { ask: '为什么取消？值班的委员看得到，公开页会写明取消' },
        restore: { ask: '要说的话' },
      }}
      fields={
        marks ? (
          <fieldset className="field">
            <legend>谁到了岗</legend>
            <div className="picks">
              {slot.members.map((person) => (
                <label key={person.id} className="pick">
                  <input
                    type="checkbox"
                    checked={!away.has(person.id)}
                    onChange={() => {
                      const next = new Set(away)
                      if (!next.delete(person.id)) next.add(person.id)
                      setAway(next)
                    }}
                  />
                  <span>{person.name}</span>
                </label>
              ))}
            </div>
          </fieldset>
        ) : undefined
      }
      onTake={(taken) =>
        write.send({
          params: { id: slot.id },
          body: {
            ...taken,
            ...(taken.step === 'hold' || taken.step === 'mend'
              ? { cameIds: slot.members.map((person) => person.id).filter((id) => !away.has(id)) }
              : {}),
          },
        })
      }
    />
  )
}
