import { useState } from 'react'
import { newKey, useWrite } from '../../../../../web/call.ts'
import { lastReminded, remindedWords } from '../../../../../web/reminding.ts'
import { Pressed, RowButton, failureOf, inThousands } from '../../../../../web/ui/staff/index.ts'
import { type BoardRow, pressReminder } from '../../../contract.ts'
import type { Matter } from '../../../rules.ts'

/** One press of 提醒 and what came of it, shown where the press was. */
export interface Reminder {
  press: (row: BoardRow) => void
  busy: string | null
  /** by row: what was said after the press */
  said: ReadonlyMap<string, string>
}

export const rowKeyOf = (row: { unitId: string; part: string }): string => `${row.unitId}:${row.part}`

export const useReminder = (campaignId: string, matter: Matter): Reminder => {
  const write = useWrite(pressReminder)
  const [busy, setBusy] = useState<string | null>(null)
  const [said, setSaid] = useState<ReadonlyMap<string, string>>(new Map())
  const say = (key: string, words: string) => setSaid((old) => new Map(old).set(key, words))
  const press = async (row: BoardRow) => {
    const key = rowKeyOf(row)
    setBusy(key)
    try {
      const body = { id: newKey(), unit: row.unitId, part: row.part, matter }
      const done = await write.send({ params: { id: campaignId }, body })
      say(key, remindedWords(`${inThousands(done.venueCount)} 家`, done.sendAt))
    } catch (thrown) {
      say(key, failureOf(thrown).message)
    } finally {
      setBusy(null)
    }
  }
  return { press: (row) => void press(row), busy, said }
}

/** The last cell of a row: the press, or what came of it. */
export function RemindCell({ row, matter, reminder }: { row: BoardRow; matter: Matter; reminder: Reminder }) {
  const key = rowKeyOf(row)
  const count = row.remindable[matter]
  const at = row.remindedAt[matter]
  const said = reminder.said.get(key)
  if (count > 0)
    return (
      <>
        <RowButton onPress={() => reminder.busy ?? reminder.press(row)}>
          提醒{row.part === 'venue' ? '' : ` ${inThousands(count)} 家`}
        </RowButton>
        {said && <span className="shut">{said}</span>}
      </>
    )
  if (at) {
    const last = lastReminded(at)
    return <Pressed next={last.next}>{last.said}</Pressed>
  }
  const owes = matter === 'post' ? row.missing : row.expected - row.held
  return owes > 0 ? <span className="shut">等审核，或没有召集人</span> : null
}
