import type { Blob } from 'node:buffer'
import type Stream from 'node:stream'
import type { Feature } from 'write-excel-file/node'
import {
  findElement,
  getCellAddress,
  getOrderOfSiblings,
  getSelfClosingTagMarkup,
  insertElementMarkupAccordingToOrderOfSiblings,
  replaceElement,
  sanitizeAttributeValue,
  sanitizeTextContent,
} from 'write-excel-file/utility'

/** What a sheet has beyond its cells; rows and columns count from 0. */
export type SheetExtras = {
  name: string
  hidden?: boolean
  /** What may be typed in a column and the words shown while it is being typed. */
  entries?: {
    column: number
    fromRow: number
    title: string
    prompt: string | null
    choices: string | null
  }[]
  /** Columns whose cells are as this cell is, also those not written yet. */
  columnsLike?: { column: number; row: number }[]
  print?: {
    paper: 'A4' | 'A3'
    landscape: boolean
    lastRow: number
    lastColumn: number
    headRows: [number, number]
  }
}

/** Reference to the first cells of a column of another sheet, for `choices`. */
export function columnRange(sheet: string, column: number, count: number): string {
  const letters = getCellAddress(0, column).replace(/\d/g, '')
  return `'${sheet}'!$${letters}$1:$${letters}$${count}`
}

/** Writes the extras of each sheet, given in the order of the sheets. */
export function writeExtras(sheets: readonly SheetExtras[]): Feature<Stream | Buffer | Blob> {
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml, _, { sheetIndex }) => withExtras(xml, sheets[sheetIndex]),
        },
        'xl/workbook.xml': {
          transformElementAttributes: (tag, attributes, index) =>
            tag === 'sheet' && sheets[index ?? -1]?.hidden ? { ...attributes, state: 'hidden' } : attributes,
          transform: (xml) => withPrintNames(xml, sheets),
        },
      },
    },
  }
}

const lastTypedRow = 100_000
const paperSizes = { A4: 9, A3: 8 }
const mm = (length: number) => Number((length / 25.4).toFixed(3))

function withExtras(xml: string, extras: SheetExtras | undefined): string {
  if (!extras) return xml
  const typed = withEntries(withColumnStyles(xml, extras.columnsLike ?? []), extras.entries ?? [])
  return extras.print ? withPrint(typed, extras.print) : typed
}

function withColumnStyles(xml: string, columns: { column: number; row: number }[]): string {
  return columns.reduce((markup, { column, row }) => {
    const style = new RegExp(`<c r="${getCellAddress(row, column)}" s="(\\d+)"`).exec(markup)?.[1]
    return style
      ? markup.replace(`<col min="${column + 1}" `, `<col min="${column + 1}" style="${style}" `)
      : markup
  }, xml)
}

function withEntries(xml: string, entries: NonNullable<SheetExtras['entries']>): string {
  const shown = entries.filter(({ prompt, choices }) => prompt ?? choices)
  if (shown.length === 0) return xml
  const rules = shown.map(({ column, fromRow, title, prompt, choices }) => {
    const cells = `${getCellAddress(fromRow, column)}:${getCellAddress(lastTypedRow, column)}`
    const words = prompt
      ? ` showInputMessage="1" promptTitle="${within(title, 32)}" prompt="${within(prompt, 255)}"`
      : ''
    if (!choices) return `<dataValidation type="none" allowBlank="1"${words} sqref="${cells}"/>`
    const stop = `showErrorMessage="1" errorTitle="不在可选范围" error="请从下拉框里选。"`
    return `<dataValidation type="list" allowBlank="1" ${stop}${words} sqref="${cells}"><formula1>${sanitizeTextContent(choices)}</formula1></dataValidation>`
  })
  return placed(xml, `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`)
}

function within(text: string, length: number): string {
  return sanitizeAttributeValue(text.slice(0, length))
}

function withPrint(xml: string, { paper, landscape }: NonNullable<SheetExtras['print']>): string {
  const margins = { left: mm(11), right: mm(11), top: mm(14), bottom: mm(14), header: mm(6), footer: mm(6) }
  const orientation = landscape ? 'landscape' : 'portrait'
  const setup = { paperSize: paperSizes[paper], orientation, fitToWidth: 1, fitToHeight: 0 }
  return [
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    '<printOptions horizontalCentered="1"/>',
    getSelfClosingTagMarkup('pageMargins', margins),
    getSelfClosingTagMarkup('pageSetup', setup),
    '<headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter>',
  ].reduce(placed, xml)
}

function placed(xml: string, markup: string): string {
  const order = getOrderOfSiblings('xl/worksheets/sheet{id}.xml', 'worksheet') ?? []
  return insertElementMarkupAccordingToOrderOfSiblings(xml, markup, order, 'worksheet')
}

/** The area that prints and the rows that repeat on each page are names of the workbook. */
function withPrintNames(xml: string, sheets: readonly SheetExtras[]): string {
  const names = sheets.flatMap(({ name, print }, index) => {
    if (!print) return []
    const sheet = sanitizeTextContent(`'${name.replaceAll("'", "''")}'`)
    const area = getCellAddress(print.lastRow, print.lastColumn).replace(/^([A-Z]+)/, '$$$1$$')
    const [from, to] = print.headRows
    return [
      `<definedName name="_xlnm.Print_Area" localSheetId="${index}">${sheet}!$A$1:${area}</definedName>`,
      `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${sheet}!$${from + 1}:$${to + 1}</definedName>`,
    ]
  })
  const slot = findElement(xml, 'definedNames')
  if (names.length === 0 || !slot) return xml
  return replaceElement(xml, slot, `<definedNames>${names.join('')}</definedNames>`)
}
