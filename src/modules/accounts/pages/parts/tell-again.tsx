import { useState } from 'react'
import { useWrite } from '../../../../web/call.ts'
import { isNight, isRemindedToday, lastReminded, remindedWords } from '../../../../web/reminding.ts'
import { Pressed, Result, StepButton, failureOf, inThousands } from '../../../../web/ui/staff/index.ts'
import { type Telling, tellAgain } from '../../contract.ts'

/** The press that tells those who have not read it again, and what came of it; once a day, at night it waits until eight. */
export function TellAgain({ telling }: { telling: Telling }) {
  const again = useWrite(tellAgain)
  const [said, setSaid] = useState<string | null>(null)
  const press = async () => {
    try {
      const done = await again.send({ params: { id: telling.id } })
      setSaid(remindedWords(`${inThousands(done.personCount)} 人`, done.sendAt))
    } catch (thrown) {
      setSaid(failureOf(thrown).message)
    }
  }
  if (said) return <Result>{said}</Result>
  if (telling.unread === 0) return null
  if (telling.againAt && isRemindedToday(telling.againAt)) {
    const last = lastReminded(telling.againAt)
    return <Pressed next={last.next}>{last.said}</Pressed>
  }
  return (
    <>
      <StepButton main busy={again.busy} onPress={() => void press()}>
        提醒没看的 {inThousands(telling.unread)} 人
      </StepButton>
      {isNight() && <p className="note">夜里不打扰，早上 8:00 发。</p>}
    </>
  )
}
