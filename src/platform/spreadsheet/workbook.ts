import type { Archive } from './archive.ts'
import { attribute, elements } from './xml.ts'

/** What a workbook says of itself: visible sheets in order, and how its numbers show dates. */
export type Workbook = {
  sheets: { name: string; path: string }[]
  stringsPath: string
  /** Days count from 1904 instead of 1900, as in files from old Macs. */
  isFrom1904: boolean
  /** Cell styles that show a date, by number: with a day, or year and month only. */
  dateStyles: ReadonlyMap<number, 'date' | 'month'>
}

export async function readWorkbook(archive: Archive): Promise<Workbook> {
  const book = await archive.text('xl/workbook.xml')
  const links = [...elements(await archive.text('xl/_rels/workbook.xml.rels'), 'Relationship')].map(
    ({ attributes }) => ({
      id: attribute(attributes, 'Id'),
      type: attribute(attributes, 'Type')?.replace(/^.*\//, ''),
      path: partPath(attribute(attributes, 'Target') ?? ''),
    }),
  )
  const pathOf = (type: string) => links.find((link) => link.type === type)?.path ?? ''
  const sheets = [...elements(book, 'sheet')]
    .filter(({ attributes }) => !/hidden/i.test(attribute(attributes, 'state') ?? ''))
    .map(({ attributes }) => ({
      name: attribute(attributes, 'name') ?? '',
      path: links.find((link) => link.id === attribute(attributes, '[\\w.-]+:id'))?.path ?? '',
    }))
  const properties = [...elements(book, 'workbookPr')][0]?.attributes ?? ''
  return {
    sheets: sheets.filter(({ path }) => archive.has(path)),
    stringsPath: pathOf('sharedStrings'),
    isFrom1904: /^(1|true)$/.test(attribute(properties, 'date1904') ?? ''),
    dateStyles: dateStyles(await archive.text(pathOf('styles'))),
  }
}

function partPath(target: string): string {
  return target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`
}

/** Formats that show dates without being written out in the file (ECMA-376 Part 1, 18.8.30, with the zh-cn ones). */
const builtInDates = new Set([14, 15, 16, 22, 28, 29, 30, 31, 51, 53, 54, 55, 56, 58])
const builtInMonths = new Set([17, 27, 36, 50, 52, 57])

function dateStyles(styles: string): Map<number, 'date' | 'month'> {
  const formats = new Map<number, string>()
  for (const { attributes } of elements(styles, 'numFmt'))
    formats.set(Number(attribute(attributes, 'numFmtId')), attribute(attributes, 'formatCode') ?? '')
  const shown = (format: number): 'date' | 'month' | null => {
    const code = formats.get(format)?.replace(/"[^"]*"|\\.|\[[^\]]*\]|;.*$/g, '')
    if (builtInMonths.has(format) || (code !== undefined && /y/i.test(code) && !/d/i.test(code)))
      return 'month'
    if (builtInDates.has(format) || (code !== undefined && /d/i.test(code))) return 'date'
    return null
  }
  const cellFormats = [...elements(styles, 'cellXfs')][0]?.content ?? ''
  return new Map(
    Array.from(elements(cellFormats, 'xf'), ({ attributes }, index) => {
      const as = shown(Number(attribute(attributes, 'numFmtId')))
      return as ? ([[index, as]] as const) : []
    }).flat(),
  )
}
