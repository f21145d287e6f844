import { useState } from 'react'
import { newKey, useWrite } from '../../../../../web/call.ts'
import {
  Pressed,
  RowButton,
  asDay,
  asTime,
  failureOf,
  inThousands,
} from '../../../../../web/ui/staff/index.ts'
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
      say(key, wordsOf(done.venueCount, done.sendAt))
    } catch (thrown) {
      say(key, failureOf(thrown).message)
    } finally {
      setBusy(null)
    }
  }
  return { press: (row) => void press(row), busy, said }
}

const wordsOf = (count: number, sendAt: string): string =>
  Date.parse(sendAt) > Date.now() + 60_000
    ? `记下了，夜里不打扰，${dayWord(sendAt)} 8:00 提醒 ${inThousands(count)} 家`
    : `提醒了 ${inThousands(count)} 家，明天 8:00 后可再提醒`

/** 今天, 昨天, 明天, else the day. */
export const dayWord = (at: string): string => {
  const days = chinaDay(Date.parse(at)) - chinaDay(Date.now())
  if (days === 0) return '今天'
  if (days === -1) return '昨天'
  return days === 1 ? '明天' : asDay(at)
}

const isComing = (at: string): boolean => Date.parse(at) > Date.now()

const chinaDay = (ms: number): number => Math.floor((ms + 8 * 3_600_000) / 86_400_000)

/** From 21:00 to 8:00 a press waits until eight. */
export const isNight = (): boolean => {
  const hour = new Date(Date.now() + 8 * 3_600_000).getUTCHours()
  return hour >= 21 || hour < 8
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
  if (at)
    return (
      <Pressed next={isComing(at) ? '已经记下' : '明天 8:00 后可再提醒'}>
        {dayWord(at)} {asTime(at)} {isComing(at) ? '发出' : '已提醒'}
      </Pressed>
    )
  const owes = matter === 'post' ? row.missing : row.expected - row.held
  return owes > 0 ? <span className="shut">等审核，或没有召集人</span> : null
}
