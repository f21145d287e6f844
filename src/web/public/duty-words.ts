import type { OpenSlot } from '../../modules/rosters/index.ts'
import { asTime } from '../ui/public/index.ts'

/** 9:00—11:30 */
export const hoursOf = (slot: OpenSlot): string => `${asTime(slot.beginsAt)}—${asTime(slot.endsAt)}`

/** Who sits there and where, as a sentence: 丁小满、林子言在老码头大树下，与湘北委员工作室一起。 */
export const whoOf = (slot: OpenSlot): string => {
  const who = slot.members.map((person) => person.name).join('、') || '值班委员'
  const jointly = slot.jointly.length > 0 ? `，与${slot.jointly.join('、')}一起` : ''
  const about = slot.about ? `${slot.about.replace(/[。.]$/, '')}。` : ''
  return `${who}在${slot.place || '工作室'}等您${jointly}。${about}`
}
