/** What is drawn: places along the foot in their own order, and at most two series over them; null is no value. */
export interface Drawing {
  kind: 'bar' | 'line'
  places: readonly string[]
  series: readonly { label: string; values: readonly (number | null)[] }[]
}
