import { staff } from './paths.ts'

/** 编号 of an item: year and month, then four digits or more; 4300-0012 is a member's, of another 政协. (C29, Receipts) */
const itemNumber = /2\d(?:0[1-9]|1[0-2])-\d{4,}$/

/** Where the find box leads: a number to opinions, a kind of venue or its code to venues, else to members where they may be seen. */
export const findAt = (words: string, knowsMembers: boolean): string => {
  const [number] = itemNumber.exec(words) ?? []
  if (number) return `${staff.opinions()}?tab=all&search=${number}`
  const isVenue = /工作室|议事堂|会客厅|驿站|联系点|-S\d+$/.test(words)
  const list = isVenue || !knowsMembers ? staff.venues() : staff.members()
  return `${list}?search=${encodeURIComponent(words)}`
}
