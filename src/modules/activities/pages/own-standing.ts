import { wordIn } from '../../../web/other-hand.tsx'
import { asDay } from '../../../web/ui/words.ts'

/** An own activity as it stands, for whoever was second. */
export const ownStanding = (stands: Readonly<Record<string, unknown>>) => [
  { label: '做了什么', value: wordIn(stands, 'words') },
  { label: '哪天', value: asDay(wordIn(stands, 'onDay') ?? '') },
  { label: '几点', value: wordIn(stands, 'atTime') },
  { label: '在哪里', value: wordIn(stands, 'place') },
]
