/**
 * The figures of an official document, GB/T 9704-2012, in the units that the file is written in: twips (1/20 pt, 1/1440
 * inch), half points for sizes, 1/4096 pt for the grid. One place; a test reads every one back. (quality.md §6)
 */
export const gongwen = {
  /** A4, 210 × 297 mm */
  paper: { width: 11906, height: 16838 },
  /** top 37, bottom 35, left 28, right 26 mm: 版心 156 × 225 mm */
  margin: { top: 2098, bottom: 1984, left: 1588, right: 1474 },
  /** the page number stands 7 mm below the 版心: 35 − 7 − its own 14 pt */
  footer: 1307,
  /** 22 lines of 28.95 pt; 580 twips overflow by 0.2 pt */
  line: 579,
  /**
   * 28 characters of 15.75 pt in 442.2 pt: each gives up 5 twips of its 16 pt. Said at the characters and not by a grid of
   * cells, which some programs widen to two cells a character. (docs/decisions/0024)
   */
  tighten: -5,
  lines: 22,
  characters: 28,
  /** 2号, 3号, 4号, and the red head, in half points */
  size: { title: 44, body: 32, note: 28, head: 110 },
  font: { title: '方正小标宋简体', body: '仿宋_GB2312', kai: '楷体_GB2312', hei: '黑体', number: '宋体' },
  red: 'FF0000',
} as const

/** Which font a line of the body is set in, after its number: 一、 黑体, （一） 楷体, all else 仿宋. */
export const fontOfLine = (line: string): string => {
  if (/^[一二三四五六七八九十百]+、/.test(line)) return gongwen.font.hei
  if (/^（[一二三四五六七八九十百]+）/.test(line)) return gongwen.font.kai
  return gongwen.font.body
}
