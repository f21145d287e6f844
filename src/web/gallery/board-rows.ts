/** A row of the gallery's board. */
export type Row = {
  name: string
  due: number
  held: number
  posted: number
  missing: number
  members: number
  together: number
  alone: number
  none: number
  total?: true
  told?: true
}

/** Invented figures, the total first. */
export const rows: Row[] = [
  {
    name: '全省',
    due: 3020,
    held: 2896,
    posted: 2516,
    missing: 504,
    members: 31213,
    together: 24541,
    alone: 3505,
    none: 3167,
    total: true,
  },
  {
    name: '怀化市',
    due: 268,
    held: 249,
    posted: 196,
    missing: 72,
    members: 2633,
    together: 1957,
    alone: 311,
    none: 365,
  },
  {
    name: '永州市',
    due: 249,
    held: 233,
    posted: 177,
    missing: 72,
    members: 2566,
    together: 1954,
    alone: 303,
    none: 309,
  },
  {
    name: '邵阳市',
    due: 262,
    held: 245,
    posted: 194,
    missing: 68,
    members: 2705,
    together: 2025,
    alone: 329,
    none: 351,
  },
  {
    name: '衡阳市',
    due: 281,
    held: 264,
    posted: 214,
    missing: 67,
    members: 2874,
    together: 2211,
    alone: 349,
    none: 314,
    told: true,
  },
  {
    name: '益阳市',
    due: 172,
    held: 162,
    posted: 136,
    missing: 36,
    members: 1768,
    together: 1362,
    alone: 199,
    none: 207,
  },
]
