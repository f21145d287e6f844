/**
 * What our libraries take for granted and Chromium 90 (奇安信) does not have. Imported first by each entry of the browser.
 */
fill(Array.prototype, 'at', at)
fill(String.prototype, 'at', at)
fill(Object, 'hasOwn', (record: object, key: PropertyKey) =>
  Object.prototype.hasOwnProperty.call(record, key),
)
fill(
  Array.prototype,
  'findLast',
  function findLast(this: unknown[], test: (one: unknown, index: number) => unknown) {
    for (let index = this.length - 1; index >= 0; index -= 1) if (test(this[index], index)) return this[index]
    return undefined
  },
)
fill(
  Array.prototype,
  'toSorted',
  function toSorted(this: unknown[], order?: (a: unknown, b: unknown) => number) {
    return [...this].sort(order)
  },
)
fill(Array.prototype, 'toReversed', function toReversed(this: unknown[]) {
  return [...this].reverse()
})
fill(globalThis, 'structuredClone', (value: unknown): unknown => JSON.parse(JSON.stringify(value)))

function at(this: ArrayLike<unknown>, index: number): unknown {
  const whole = Math.trunc(index) || 0
  return this[whole < 0 ? this.length + whole : whole]
}

function fill(on: object, name: string, value: unknown): void {
  if (!(name in on)) Object.defineProperty(on, name, { value, writable: true, configurable: true })
}
