import { addDays, dayOf } from '../platform/clock.ts'
import type { Tx } from '../platform/db.ts'
import type { House } from '../platform/house.ts'
import { takeDown } from '../modules/opinions/entry.ts'
import { stepSlot } from '../modules/rosters/commands.ts'
import { planSlots } from '../modules/rosters/planning.ts'
import { daysOf, takeTurns } from '../modules/rosters/rules.ts'
import { actorFor } from './actor.ts'
import type { Plan, PlannedStudio } from './plan.ts'
import type { Random } from './random.ts'
import { concerns } from './words-heard.ts'

/** First and third Thursdays, as the studios' pages say. */
const pattern = { every: 'month', weeks: [1, 3], weekday: 4 } as const

/** Duty of lively studios, six weeks back and three months ahead, through the same commands as on any day; the first two hold one jointly. */
export const sitDuty = async (tx: Tx, house: House, plan: Plan, now: Date, random: Random): Promise<void> => {
  const studios = plan.studios.filter(
    (studio) => studio.conveners[0] !== undefined && studio.residents.length > 0,
  )
  const lively = studios.filter((studio, index) => studio.code.startsWith('430102') || index % 40 === 0)
  const today = dayOf(now)
  const [first, second] = lively.filter((studio) => studio.code.startsWith('430102'))
  for (const studio of lively) {
    const days = daysOf(pattern, addDays(today, -42), addDays(today, 90))
    await hold(tx, house, { studio, days, now, random })
  }
  if (first && second && first.committeeId === second.committeeId) {
    const actor = await actorFor(tx, first.conveners[0] ?? '', now)
    await planSlots(tx, actor, {
      seriesId: random.id(),
      venueIds: [first.id, second.id],
      begins: '14:30',
      ends: '17:00',
      place: '老街口凉亭',
      about: '两家工作室一起听出行的事',
      slots: [
        {
          id: random.id(),
          day: addDays(today, 9),
          memberIds: [...first.residents.slice(0, 1), ...second.residents.slice(0, 1)],
        },
      ],
    })
  }
}

const hold = async (
  tx: Tx,
  house: House,
  { studio, days, now, random }: { studio: PlannedStudio; days: string[]; now: Date; random: Random },
) => {
  const convener = studio.conveners[0] ?? ''
  const turns = takeTurns(studio.residents.slice(0, 6), 2, days.length)
  const slots = days.map((day, at) => ({ id: random.id(), day, memberIds: [...new Set(turns[at] ?? [])] }))
  const planned = new Date(`${days[0] ?? dayOf(now)}T08:00:00+08:00`)
  await planSlots(tx, await actorFor(tx, convener, planned), {
    seriesId: random.id(),
    venueIds: [studio.id],
    begins: '09:00',
    ends: '11:30',
    place: '',
    about: '',
    slots,
  })
  for (const slot of slots.filter(({ day }) => day < dayOf(now))) {
    const after = new Date(`${slot.day}T11:40:00+08:00`)
    const [member] = slot.memberIds
    if (member)
      await takeDown(tx, await actorFor(tx, member, new Date(after.getTime() - 3_600_000)), house, {
        id: random.id(),
        venueId: studio.id,
        channel: 'duty',
        words: random.pick(concerns),
        name: null,
        phone: null,
        place: null,
        persons: random.between(1, 4),
        collectedBy: null,
        happenedOn: slot.day,
        category: null,
        slotId: slot.id,
        slipId: null,
        isAwaited: false,
      })
    await stepSlot(tx, await actorFor(tx, convener, after), slot.id, {
      step: 'hold',
      cameIds: slot.memberIds,
    })
  }
}
