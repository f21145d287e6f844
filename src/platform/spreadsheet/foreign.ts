import { crc32, deflateRawSync } from 'node:zlib'

/** A cell as another program writes it: a day number with a style, a formula's raw result, an error. */
export type Written = string | number | null | { v: number; s?: number } | { raw: string } | { error: string }
/** How that program writes: prefixed markup, words in the cell, a hidden sheet before, days from 1904, rows below. */
export type Habits = {
  merged?: string[]
  prefix?: string
  inline?: boolean
  hiddenFirst?: boolean
  from1904?: boolean
  after?: string
}

/** An .xlsx file of one table as other programs than ours write it: what the reader is tested with. */
export function workbook(table: Written[][], habits: Habits = {}): Buffer {
  return zip(partsOf(table, habits))
}

/** The parts of a workbook as other programs than ours write them; style 1 shows a date, style 2 a month. */
export function partsOf(table: Written[][], habits: Habits): Record<string, string | Buffer> {
  const {
    merged = [],
    prefix = '',
    inline = false,
    hiddenFirst = false,
    from1904 = false,
    after = '',
  } = habits
  const strings: string[] = []
  const cell = (value: Written, ref: string) => {
    if (value === null) return `<${prefix}c r="${ref}" s="1"/>`
    if (typeof value === 'number')
      return `<${prefix}c r="${ref}"><${prefix}v>${value}</${prefix}v></${prefix}c>`
    if (typeof value === 'string' && inline)
      return `<${prefix}c r="${ref}" t="inlineStr"><${prefix}is><${prefix}t>${value}</${prefix}t></${prefix}is></${prefix}c>`
    if (typeof value === 'string') return `<c r="${ref}" t="s"><v>${strings.push(value) - 1}</v></c>`
    if ('raw' in value) return `<c r="${ref}"><f>A1</f><v>${value.raw}</v></c>`
    if ('error' in value) return `<c r="${ref}" t="e"><v>${value.error}</v></c>`
    return `<${prefix}c r="${ref}" s='${value.s ?? 0}'><${prefix}v>${value.v}</${prefix}v></${prefix}c>`
  }
  const rows = table.map((row, at) => {
    const cells = row.map((value, column) => cell(value, `${String.fromCharCode(65 + column)}${at + 1}`))
    return `<${prefix}row r="${at + 1}" spans="1:9">${cells.join('')}</${prefix}row>`
  })
  const merges = merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('')
  const hidden = hiddenFirst ? '<sheet name="旧" sheetId="2" state="hidden" r:id="rId9"/>' : ''
  const item = (text: string) =>
    `<si><r><rPr/><t xml:space="preserve">${text.slice(0, 1)}</t></r><rPh><t>拼</t></rPh><r><t>${text.slice(1)}</t></r></si>`
  return {
    'xl/worksheets/sheet1.xml': `<?xml version="1.0"?><${prefix}worksheet><${prefix}sheetData>${rows.join('\n')}${after}</${prefix}sheetData><mergeCells>${merges}</mergeCells></${prefix}worksheet>`,
    'xl/worksheets/old.xml':
      '<worksheet><sheetData><row><c t="inlineStr"><is><t>姓名</t></is></c></row></sheetData></worksheet>',
    'xl/sharedStrings.xml': `<sst>${strings.map((text) => (/[&\ud800-\udfff]/.test(text) ? `<si><t>${text}</t></si>` : item(text))).join('')}</sst>`,
    'xl/styles.xml':
      '<styleSheet><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;;@"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/></cellXfs></styleSheet>',
    'xl/workbook.xml': `<workbook><workbookPr${from1904 ? ' date1904="1"' : ''}/><sheets>${hidden}<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId9" Type="http://x/worksheet" Target="/xl/worksheets/old.xml"/><Relationship Id="rId2" Type="http://x/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="http://x/styles" Target="styles.xml"/></Relationships>',
  }
}

/** A zip file; `claimed` is what each part says that it unpacks to, when it lies. */
export function zip(parts: Record<string, string | Buffer>, claimed?: number): Buffer {
  const local: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(parts)) {
    const packed = deflateRawSync(content)
    const size = claimed && content.length > claimed ? claimed : Buffer.byteLength(content)
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(0x800, 2)
    head.writeUInt16LE(8, 4)
    head.writeUInt32LE(crc32(content), 10)
    head.writeUInt32LE(packed.length, 14)
    head.writeUInt32LE(size, 18)
    head.writeUInt16LE(Buffer.byteLength(name), 22)
    const entry = Buffer.alloc(46)
    entry.write('PK\x01\x02', 'latin1')
    head.copy(entry, 6)
    entry.writeUInt32LE(offset, 42)
    directory.push(entry, Buffer.from(name))
    local.push(Buffer.from('PK\x03\x04', 'latin1'), head, Buffer.from(name), packed)
    offset += 30 + Buffer.byteLength(name) + packed.length
  }
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(Object.keys(parts).length, 8)
  end.writeUInt16LE(Object.keys(parts).length, 10)
  end.writeUInt32LE(Buffer.concat(directory).length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...local, ...directory, end])
}
