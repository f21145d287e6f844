import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openArchive } from './archive.ts'
import { writeTable, type Table } from './index.ts'

const kinds = ['读书', '调研', '其他']
const official: Table = {
  title: '市州政协委员工作室开展委员活动日情况统计表',
  annex: '附件2',
  headLines: [['填表单位：政协某市委员会', '（盖章）', '报表时间：2026年9月30日']],
  columns: [
    { header: '单位', width: 12 },
    { header: '工作室数（家）', width: 9 },
    ...kinds.map((kind) => ({
      header: `开展${kind}活动的工作室数（家）`,
      group: '各类活动情况统计',
      width: 9,
    })),
    { header: '联系电话', width: 14 },
  ],
  rows: [
    ['市本级', 18, 1, 2, 3, '19900001234'],
    ['合计', 18, 1, 2, 3, null],
  ],
  totalRows: 1,
  notes: ['填表人：　　审核人：'],
  landscape: true,
  paper: 'A3',
  frozen: 1,
}

const live = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(1)',
  '\t=1+1',
  '\r=1',
  '\n=1',
  ' =1+1',
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(1)',
  '\u200b=1',
  '=HYPERLINK("http://x","y")',
  "=cmd|' /C calc'!A0",
  '%0A=1',
  '007',
  '1e5',
  '2026-09-01',
]
const soffice = (() => {
  try {
    execFileSync('soffice', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

test('the head has two rows with merged groups, stays in view, repeats on each page, and the page fits the width', async () => {
  const archive = openArchive(await writeTable(official))
  const sheet = await archive.text('xl/worksheets/sheet1.xml')
  const merged = [...sheet.matchAll(/<mergeCell ref="(.*?)"/g)].map(([, ref]) => ref)
  expect(merged).toEqual([
    'A1:F1',
    'A2:F2',
    'A3:B3',
    'C3:D3',
    'E3:F3',
    'A4:A5',
    'B4:B5',
    'C4:E4',
    'F4:F5',
    'A8:F8',
  ])
  expect(sheet).toContain('<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>')
  expect(sheet).toContain('<pageSetup paperSize="8" orientation="landscape" fitToWidth="1" fitToHeight="0"/>')
  expect(sheet).toMatch(/<pane ySplit="5" xSplit="1" topLeftCell="B6"/)
  const book = await archive.text('xl/workbook.xml')
  expect(
    [...book.matchAll(/<definedName name="([\w.]+)".*?!(.*?)</g)].map(([, name, range]) => [name, range]),
  ).toEqual([
    ['_xlnm.Print_Area', '$A$1:$F$8'],
    ['_xlnm.Print_Titles', '$4:$5'],
  ])
})

test('numbers are numbers, words and telephone numbers are words', async () => {
  const sheet = await openArchive(await writeTable(official)).text('xl/worksheets/sheet1.xml')
  const cell = (ref: string) => new RegExp(`<c r="${ref}" s="\\d+"( t="s")?>`).exec(sheet)?.[1] ?? ' number'
  expect(['A6', 'B6', 'F6'].map(cell)).toEqual([' t="s"', ' number', ' t="s"'])
})

test.skipIf(!soffice)('nothing that begins like a formula is live when LibreOffice opens it', async () => {
  const table: Table = {
    ...official,
    columns: [{ header: '=1+1', width: 20 }],
    rows: live.map((text) => [text]),
    headLines: [['=2+2']],
    notes: ['=3+3'],
    title: '=4+4',
    totalRows: 0,
    frozen: 0,
  }
  const dir = mkdtempSync(join(tmpdir(), 'minqiao-office-'))
  writeFileSync(join(dir, 'in.xlsx'), await writeTable(table))
  execFileSync(
    'soffice',
    [
      `-env:UserInstallation=file://${dir}/profile`,
      '--headless',
      '--convert-to',
      'fods',
      '--outdir',
      dir,
      join(dir, 'in.xlsx'),
    ],
    { stdio: 'ignore' },
  )
  const opened = readFileSync(join(dir, 'in.fods'), 'utf8')
  const cells = [...opened.matchAll(/<table:table-cell[^>]*?office:value-type="(\w+)"/g)].map(
    ([, type]) => type,
  )
  expect(cells).toEqual(Array(live.length + 5).fill('string'))
  expect(opened).not.toContain('table:formula')
  expect(opened).toContain('>007<')
})
