import { parseArgs } from 'node:util'
import { gatherStatistics, openEstate } from '../estate.ts'
import { readConfig } from '../platform/config.ts'
import { countyScale, fill, provinceScale } from '../seed/demo.ts'

const scales = new Map([
  ['county', countyScale],
  ['province', provinceScale],
])

/** Fills an empty installation with synthetic people at the asked size: one county, or the province at design size. */
export const seed = async (rest: string[]): Promise<number> => {
  const { values } = parseArgs({ args: rest, options: { scale: { type: 'string', default: 'county' } } })
  const scale = scales.get(values.scale)
  if (!scale) {
    process.stderr.write('--scale 后面写 county（一个县）或 province（全省，三千家工作室、三万委员）\n')
    return 2
  }
  const estate = await openEstate(readConfig(process.env), { fill: false })
  try {
    const began = performance.now()
    const filled = await fill(estate.house, scale)
    if (filled) await gatherStatistics(estate.ownerUrl)
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    process.stdout.write(
      filled ? `填好了，用了 ${seconds} 秒。\n` : '已经有数据，没有动。要重来，请换一个 MINQIAO_DATA。\n',
    )
    return filled ? 0 : 1
  } finally {
    await estate.close()
  }
}
