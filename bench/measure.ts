/** Milliseconds of one after another: middle, 95 in 100; and how many a second many clients got. */
export interface Measured {
  median: number
  p95: number
  perSecond: number
}

/** Asks one after another for the latency, then `clients` at once for the rate; each request is the next of its case. */
export const measure = async (
  once: () => Promise<unknown>,
  { rounds, clients }: { rounds: number; clients: number },
): Promise<Measured> => {
  await together(once, rounds, clients) // connections plan each statement a few times before they keep a plan
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now()
    await once()
    times.push(performance.now() - began)
  }
  const total = Math.max(rounds * 3, clients * 2)
  const began = performance.now()
  await together(once, total, clients)
  return { ...spread(times), perSecond: (total * 1000) / (performance.now() - began) }
}

const together = async (once: () => Promise<unknown>, total: number, clients: number) => {
  let left = total
  const client = async () => {
    while (left > 0) {
      left -= 1
      await once()
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
}

const spread = (times: number[]): { median: number; p95: number } => {
  const sorted = [...times].sort((a, b) => a - b)
  return {
    median: sorted[Math.floor(sorted.length / 2)] ?? 0,
    p95: sorted[Math.floor(sorted.length * 0.95)] ?? 0,
  }
}

/** The middle of what several runs gave, each figure by itself. */
export const middleOf = (runs: Measured[]): Measured => ({
  median: middle(runs.map((run) => run.median)),
  p95: middle(runs.map((run) => run.p95)),
  perSecond: middle(runs.map((run) => run.perSecond)),
})

export const middle = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
