import type { SlotRow } from '../contract.ts'
import { asDay, asTime, asWeekday } from '../../../web/ui/words.ts'

/** 11月24日 星期四 9:00—11:30 */
export const whenOf = (slot: { beginsAt: string; endsAt: string }): string =>
  `${asDay(slot.beginsAt)} ${asWeekday(slot.beginsAt)} ${asTime(slot.beginsAt)}—${asTime(slot.endsAt)}`

/** 芦汀委员工作室，与湘北委员工作室联动 */
export const hostsOf = ({ hosts }: Pick<SlotRow, 'hosts'>): string => {
  const [first, ...others] = hosts.map((host) => host.name)
  return others.length > 0 ? `${first ?? ''}，与${others.join('、')}联动` : (first ?? '')
}

/** Who sits there, by name; after the list, who was there. */
export const sittersOf = (slot: Pick<SlotRow, 'members' | 'state'>): string =>
  slot.members
    .filter((person) => slot.state !== 'held' || person.came)
    .map((person) => person.name)
    .join('、') || (slot.state === 'held' ? '没有人到' : '还没排')

/** The day and time of an instant in China, as native controls hold them. */
export const localOf = (instant: string): { day: string; time: string } => {
  const local = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString()
  return { day: local.slice(0, 10), time: local.slice(11, 16) }
}
