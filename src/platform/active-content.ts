import { Invalid } from './errors.ts'
import { BadSpreadsheet, openParts } from './spreadsheet/archive.ts'

/**
 * Refuses a Word or Excel file that would act when it is opened elsewhere: macros, controls, embedded programs, a template or
 * picture fetched from outside, document types with entities. Other kinds of file pass. Throws Invalid (field `file`) in words.
 */
export const refuseActive = async (bytes: Uint8Array, mediaType: string): Promise<void> => {
  if (!mediaType.includes('openxmlformats')) return
  const words = await activeContentOf(bytes)
  if (words) throw new Invalid([{ path: 'file', message: words }])
}

const activeContentOf = async (bytes: Uint8Array): Promise<string | null> => {
  try {
    const parts = openParts(bytes)
    const paths = parts.paths()
    if (paths.some((path) => programs.test(path))) return program
    for (const path of paths.filter((one) => /\.(xml|rels)$/i.test(one))) {
      const begin = await beginOf(parts.pieces(path))
      if (/<!(DOCTYPE|ENTITY)/i.test(begin)) return program
      if (path.endsWith('[Content_Types].xml') && /macroEnabled|vbaProject/i.test(await parts.text(path)))
        return program
      if (path.endsWith('.rels') && fetchesFromOutside(await parts.text(path))) return outside
    }
    return null
  } catch (error) {
    if (error instanceof BadSpreadsheet) return torn
    throw error
  }
}

/** Parts that are programs, or carry one. */
const programs =
  /vbaProject|vbaData|activeX|oleObject|\/embeddings\/|\.(exe|dll|js|vbs|hta|bat|cmd|ps1|scr|lnk)$/i

/** Links that a reader presses may lead outside; what is fetched on opening may not. */
const fetchesFromOutside = (relations: string): boolean =>
  [...relations.matchAll(/<(?:\w+:)?Relationship\b[^>]*>/g)].some(
    ([one]) => /TargetMode\s*=\s*["']External["']/i.test(one) && !/\/hyperlink["']/i.test(one),
  )

const beginOf = async (pieces: AsyncGenerator<string>): Promise<string> => {
  for await (const piece of pieces) return piece
  return ''
}

const program =
  '文件里有宏或嵌入的程序，打开时会自己运行，不能收。请另存为不带宏的 .docx、.xlsx，或存成 PDF 再传。'
const outside = '文件打开时会到外面取模板或图片，不能收。请断开外部链接后另存，或存成 PDF 再传。'
const torn = '文件不完整或已损坏，打不开。请打开原来的文件，另存后再传。'
