import { wordIn } from '../../../web/other-hand.tsx'
import { studioKindLabel, venueKindLabel } from '../rules.ts'

type Stands = Readonly<Record<string, unknown>>

/** The words on a studio's page as they stand, for whoever was second. */
export const wordsStanding = (stands: Stands) => [
  { label: '线上工作室名称', value: wordIn(stands, 'onlineName') },
  { label: '公开电话', value: wordIn(stands, 'phone') },
  { label: '开放时间', value: wordIn(stands, 'hours') },
  { label: '介绍', value: wordIn(stands, 'about') },
]

/** All of a studio as it stands. */
export const venueStanding = (stands: Stands) => [
  { label: '名称', value: wordIn(stands, 'name') },
  { label: '种类', value: venueKindLabel(wordIn(stands, 'kind') ?? '') },
  { label: '类型', value: studioKindLabel(wordIn(stands, 'studioKind')) },
  { label: '地址', value: wordIn(stands, 'address') },
  ...wordsStanding(stands),
]
