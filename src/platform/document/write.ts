import {
  AlignmentType,
  BorderStyle,
  Document,
  DocumentGridType,
  Footer,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  TabStopType,
  TextRun,
} from 'docx'
import { fontOfLine, gongwen } from './figures.ts'

/** One issue as an official document: red head, number, who and when, title, text, who supplied it, who printed it. */
export interface OfficialDocument {
  /** 社情民意信息 */
  head: string
  /** 〔2026〕第 12 期, or null before it is issued */
  issue: string | null
  /** at the left under the number: 政协临湖县委员会办公室 */
  issuer: string
  /** at the right, 2026年9月21日; empty before it is issued */
  day: string
  title: string
  /** paragraphs by lines; empty lines are dropped */
  body: string
  /** 供稿, or empty */
  byline: string
  /** lines of the 版记 at the foot */
  foot: readonly string[]
  /** an introduction under the title, such as the two conditions; or empty */
  preface?: string
}

const exact = { line: gongwen.line, lineRule: LineRuleType.EXACT, before: 0, after: 0 }
const base = {
  font: gongwen.font.body,
  size: gongwen.size.body,
  language: { value: 'zh-CN', eastAsia: 'zh-CN' },
}

/** The document as .docx, every figure after GB/T 9704. Fonts are named, not shipped. */
export const writeDocument = async (given: OfficialDocument): Promise<Buffer> =>
  Packer.toBuffer(
    new Document({
      title: given.title,
      creator: given.issuer,
      evenAndOddHeaderAndFooters: true,
      styles: {
        default: { document: { run: base, paragraph: { spacing: exact } } },
        // The grid is counted from this style's size; not every program takes it from the defaults.
        paragraphStyles: [
          { id: 'Normal', name: 'Normal', quickFormat: true, run: base, paragraph: { spacing: exact } },
        ],
      },
      sections: [
        {
          properties: {
            page: {
              size: gongwen.paper,
              margin: { ...gongwen.margin, footer: gongwen.footer, header: 851 },
            },
            grid: { type: DocumentGridType.LINES, linePitch: gongwen.line },
          },
          footers: { default: pageNumber(AlignmentType.RIGHT), even: pageNumber(AlignmentType.LEFT) },
          children: [...headOf(given), ...bodyOf(given), ...footOf(given)],
        },
      ],
    }),
  )

const run = (text: string, size: number, font: string, color?: string, characterSpacing?: number) =>
  new TextRun({
    text,
    size,
    font: { name: font, eastAsia: font },
    ...(color ? { color } : {}),
    ...(characterSpacing ? { characterSpacing } : {}),
  })

/** Width of one character of the text and of the notes, in twips. */
const oneBody = gongwen.size.body * 10
const oneNote = gongwen.size.note * 10
const textWidth = gongwen.paper.width - gongwen.margin.left - gongwen.margin.right

const empty = () => new Paragraph({ spacing: exact, children: [] })

const headOf = (given: OfficialDocument): Paragraph[] => [
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { line: gongwen.line * 3, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
    children: [run(given.head, headSize(given.head), gongwen.font.title, gongwen.red)],
  }),
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: exact,
    children: [run(given.issue ?? '（未编期）', gongwen.size.body, gongwen.font.body)],
  }),
  new Paragraph({
    spacing: exact,
    tabStops: [{ type: TabStopType.RIGHT, position: textWidth }],
    border: { bottom: { style: BorderStyle.SINGLE, size: 12, space: 4, color: gongwen.red } },
    children: [run(`${given.issuer}\t${given.day}`, gongwen.size.body, gongwen.font.body)],
  }),
  empty(),
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: exact,
    children: [run(given.title, gongwen.size.title, gongwen.font.title)],
  }),
  empty(),
]

/** As large as the line takes: 版心 is 156 mm wide. */
const headSize = (head: string): number =>
  Math.min(gongwen.size.head, Math.floor((textWidth / 20 / Array.from(head).length) * 2))

const bodyOf = (given: OfficialDocument): Paragraph[] => {
  const lines = `${given.preface ?? ''}\n${given.body}`
    .split(/\n+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const byline = given.byline ? [bylineOf(given.byline)] : []
  return [...lines.map(lineOf), ...byline]
}

const lineOf = (line: string) =>
  new Paragraph({
    alignment: AlignmentType.BOTH,
    spacing: exact,
    // two characters; who does not count in characters reads the width
    indent: { firstLine: 2 * oneBody, firstLineChars: 200 },
    children: [run(line, gongwen.size.body, fontOfLine(line), undefined, gongwen.tighten)],
  })

const bylineOf = (byline: string) =>
  new Paragraph({
    alignment: AlignmentType.RIGHT,
    spacing: exact,
    indent: { right: 4 * oneBody },
    children: [run(`（${byline}）`, gongwen.size.body, gongwen.font.kai)],
  })

const footOf = (given: OfficialDocument): Paragraph[] => [
  empty(),
  ...given.foot.map(
    (line, at) =>
      new Paragraph({
        spacing: exact,
        indent: { left: oneNote, right: oneNote },
        tabStops: [{ type: TabStopType.RIGHT, position: textWidth - oneNote }],
        border: {
          ...(at === 0 ? { top: { style: BorderStyle.SINGLE, size: 8, space: 2, color: '000000' } } : {}),
          bottom: { style: BorderStyle.SINGLE, size: 8, space: 2, color: '000000' },
        },
        children: [run(line, gongwen.size.note, gongwen.font.body)],
      }),
  ),
]

/** — 1 —, 4号 宋体 in half width, odd pages at the right and even at the left, one character in. */
const pageNumber = (alignment: typeof AlignmentType.LEFT | typeof AlignmentType.RIGHT) =>
  new Footer({
    children: [
      new Paragraph({
        alignment,
        indent: alignment === AlignmentType.LEFT ? { left: oneNote } : { right: oneNote },
        children: [
          new TextRun({
            children: ['— ', PageNumber.CURRENT, ' —'],
            size: gongwen.size.note,
            font: { name: gongwen.font.number, eastAsia: gongwen.font.number },
          }),
        ],
      }),
    ],
  })
