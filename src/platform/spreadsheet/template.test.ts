import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openArchive } from './archive.ts'
import { readRows, writeErrorSheet, writeTemplate, type SheetColumn } from './index.ts'

const sectors = Array.from({ length: 300 }, (_, at) => `界别，第${at + 1}`)
const base = { required: false, width: 12, note: null }
const columns: SheetColumn[] = [
  {
    ...base,
    key: 'name',
    header: '姓名',
    required: true,
    note: '与身份证一致',
    kind: 'name',
    sample: '张三',
  },
  { ...base, key: 'phone', header: '手机', kind: 'phone', sample: '199-0000-0001' },
  { ...base, key: 'sector', header: '界别', kind: 'text', options: sectors, sample: '界别，第1' },
  { ...base, key: 'from', header: '任职日期', kind: 'date', sample: '2026-09-01' },
  { ...base, key: 'count', header: '次数', kind: 'integer', sample: '3' },
]
const template = { title: '委员导入表', columns, notes: ['带 * 的必填。'] }
const soffice = (() => {
  try {
    execFileSync('soffice', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

/** The file after LibreOffice has opened it and saved it again. */
function resaved(file: Buffer): Buffer {
  const dir = mkdtempSync(join(tmpdir(), 'minqiao-office-'))
  writeFileSync(join(dir, 'in.xlsx'), file)
  const profile = `-env:UserInstallation=file://${dir}/profile`
  execFileSync(
    'soffice',
    [
      profile,
      '--headless',
      '--convert-to',
      'xlsx:Calc MS Excel 2007 XML',
      '--outdir',
      join(dir, 'out'),
      join(dir, 'in.xlsx'),
    ],
    { stdio: 'ignore' },
  )
  return readFileSync(join(dir, 'out', 'in.xlsx'))
}

test('an untouched template holds no rows: the sample is left out', async () => {
  expect(await readRows(await writeTemplate(template), columns)).toEqual({ rows: [], problems: [] })
})

test('a template has a frozen header, text columns, drop-downs from a hidden sheet, and explains each column', async () => {
  const archive = openArchive(await writeTemplate(template))
  const sheet = await archive.text('xl/worksheets/sheet1.xml')
  const rules = [...sheet.matchAll(/<dataValidation type="(\w+)".*? sqref="(.*?)"(?:\/>|><formula1>(.*?)<)/g)]
  expect(sheet).toContain('ySplit="3"')
  expect(rules.map(([, ...parts]) => parts)).toEqual([
    ['none', 'A4:A100001', undefined],
    ['list', 'C4:C100001', "'选项'!$A$1:$A$300"],
  ])
  const styles = [...sheet.matchAll(/<col min="\d" style="(\d+)"/g)].map(([, style]) => style)
  expect(styles.map((style) => style === styles[0])).toEqual([true, true, true, true, false])
  expect((await archive.text('xl/workbook.xml')).match(/name="选项" state="hidden"/)).not.toBeNull()
  expect(await archive.text('xl/sharedStrings.xml')).toContain('与身份证一致')
})

test('an error sheet holds the bad rows with red cells and reasons, and comes back in once mended', async () => {
  const rows = [
    { line: 7, values: { name: '李四', phone: '123', sector: null, from: '2026-13-01', count: '多' } },
    { line: 8, values: { name: '好的', phone: null, sector: null, from: null, count: null } },
    { line: 9, values: { name: '=1+1', phone: null, sector: null, from: null, count: '2' } },
  ]
  const errors = [
    { line: 7, key: 'phone', words: '手机不对', stops: false },
    { line: 7, key: 'count', words: '次数不是整数', stops: false },
    { line: 9, key: null, words: '与第 7 行重复', stops: false },
  ]
  const file = await writeErrorSheet({ ...template, rows, errors })
  expect((await readRows(file, columns)).rows).toEqual([
    { line: 4, values: rows[0]?.values },
    { line: 5, values: rows[2]?.values },
  ])
  const archive = openArchive(file)
  const strings = await archive.text('xl/sharedStrings.xml')
  expect(strings).toContain('原第 7 行：手机不对；次数不是整数')
  const sheet = await archive.text('xl/worksheets/sheet1.xml')
  const styleOf = (ref: string) => new RegExp(`<c r="${ref}" s="(\\d+)"`).exec(sheet)?.[1]
  expect(styleOf('B4') === styleOf('A4')).toBe(false)
  expect(styleOf('B5')).toBe(styleOf('A4'))
  expect(sheet).not.toContain('<f>')
})

test.skipIf(!soffice)(
  'LibreOffice opens the template, keeps its drop-downs, and what it saves reads the same',
  async () => {
    const rows = [
      {
        line: 4,
        values: {
          name: '欧阳·甲',
          phone: '07300000132',
          sector: '界别，第300',
          from: '2026-09-01',
          count: '2',
        },
      },
    ]
    const errors = [{ line: 4, key: 'name', words: '重名', stops: false }]
    const saved = resaved(await writeErrorSheet({ ...template, rows, errors }))
    expect(await readRows(saved, columns)).toEqual({ rows, problems: [] })
    expect(await openArchive(saved).text('xl/worksheets/sheet1.xml')).toMatch(
      /<dataValidation [^>]*type="list"/,
    )
  },
)
