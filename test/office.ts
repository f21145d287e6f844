import { writeZip } from '../src/platform/zip.ts'

/** A Word file of the least parts, and others beside them or in their place. */
export const docxOf = (more: Record<string, string> = {}): Buffer => {
  const parts = {
    '[Content_Types].xml':
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    '_rels/.rels': relations('officeDocument', 'word/document.xml'),
    'word/document.xml':
      '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>总结</w:t></w:r></w:p></w:body></w:document>',
    ...more,
  }
  return writeZip(
    Object.entries(parts).map(([name, text]) => ({ name, content: Buffer.from(text) })),
    new Date('2026-09-21T01:00:00Z'),
  )
}

export const relations = (type: string, target: string, mode = ''): string =>
  `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"${mode && ` TargetMode="${mode}"`}/></Relationships>`
