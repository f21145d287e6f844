import { expect, test } from 'vitest'
import { partsOf, workbook, zip } from './foreign.ts'
import { readRows, type SheetColumn } from './index.ts'

const column = (key: string, header: string, kind: SheetColumn['kind'], more: Partial<SheetColumn> = {}) =>
  ({ key, header, kind, required: false, width: 10, note: null, sample: null, ...more }) satisfies SheetColumn
const nameAndPhone = [column('name', '姓名', 'name', { required: true }), column('phone', '手机', 'phone')]

const one = async (file: Uint8Array, columns: readonly SheetColumn[]) => {
  const { rows, problems } = await readRows(file, columns)
  return { rows: rows.map(({ values }) => values), words: problems.map(({ words }) => words) }
}

test('columns are found by name, in any order, under any title, with the header written loosely', async () => {
  const file = workbook([
    ['委员名单'],
    [],
    ['序号', ' 手 机*', '姓名（必填）', '失败原因'],
    [1, '19900000001', '张三', '重名'],
  ])
  expect(await readRows(file, nameAndPhone)).toEqual({
    rows: [{ line: 4, values: { name: '张三', phone: '19900000001' } }],
    problems: [],
  })
})

test('what people and WPS write comes out in one form', async () => {
  const columns = [
    ...nameAndPhone,
    column('on', '日期', 'date'),
    column('born', '出生年月', 'month'),
    column('n', '次数', 'integer'),
  ]
  const header = ['姓名', '手机', '日期', '出生年月', '次数']
  const file = workbook([
    header,
    ['张　三', '１９９００００００１１', '2026年9月1日', '1980.05', '１２'],
    [' 李 四 ', 19900000012, '2026/9/1', { v: 29221, s: 2 }, 3],
    ['买买提•艾力', { raw: '1.9900000013E10' }, { v: 46266, s: 1 }, '1980-5', '1,200'],
    ['王五', '199 0000 0014', { v: 46266 }, '198005', 12.0],
    ['赵六', '+86 19900000015', 20260901, '1980年5月', null],
    ['孙七', null, '2026-09-01 00:00:00', null, null],
    [null, '  ', null, null, null],
    [],
  ])
  const { rows, words } = await one(file, columns)
  expect(words).toEqual([])
  expect(rows.map((row) => Object.values(row))).toEqual([
    ['张三', '19900000011', '2026-09-01', '1980-05', '12'],
    ['李四', '19900000012', '2026-09-01', '1980-01', '3'],
    ['买买提·艾力', '19900000013', '2026-09-01', '1980-05', '1200'],
    ['王五', '19900000014', '2026-09-01', '1980-05', '12'],
    ['赵六', '19900000015', '2026-09-01', '1980-05', null],
    ['孙七', null, '2026-09-01', null, null],
  ])
})

test('text keeps rare characters, line breaks and how a date was shown, without the noise of numbers', async () => {
  const values = [
    '王\u{31350}',
    ' 甲\r\n乙\u0007\u202e ',
    { v: 46266, s: 1 },
    { v: 46266, s: 2 },
    0.1 + 0.2,
    'ＡＢ１，（二）',
    'a &amp; &lt;b&gt; &#x738B;',
  ]
  const file = workbook([['文字'], ...values.map((value) => [value])])
  expect((await one(file, [column('text', '文字', 'text')])).rows.map(({ text }) => text)).toEqual([
    '王\u{31350}',
    '甲\n乙',
    '2026-09-01',
    '2026-09',
    '0.3',
    'AB1，（二）',
    'a & <b> 王',
  ])
})

test('values that break a rule stay as typed, with a problem that names line and column', async () => {
  const columns = [
    column('name', '姓名', 'name', { required: true }),
    column('phone', '手机', 'phone'),
    column('on', '日期', 'date'),
    column('sector', '界别', 'text', { options: ['经济界', '教育界'] }),
    column('code', '编号', 'text'),
    column('born', '出生年月', 'month'),
  ]
  const file = workbook([
    ['姓名', '手机', '日期', '界别', '编号', '出生年月'],
    [null, '123', '2026-02-30', '金融界', { raw: '430102199000001234' }, { raw: '1980.1' }],
    [{ error: '#N/A' }, null, 202609, '经 济 界', 'HN-1', 1980],
  ])
  const { rows, problems } = await readRows(file, columns)
  expect(rows[0]?.values).toEqual({
    name: null,
    phone: '123',
    on: '2026-02-30',
    sector: '金融界',
    code: '430102199000001234',
    born: '1980.1',
  })
  expect(rows[1]?.values['sector']).toBe('经济界')
  expect(
    problems.map(({ line, key, words, stops }) => `${line} ${key} ${stops ? '停' : ''}${words}`),
  ).toEqual([
    '2 name 姓名不能为空',
    '2 phone 手机“123”不是电话号码：手机 11 位，座机要带区号，一格只填一个',
    '2 on 日期“2026-02-30”不是日期，请写成 2026-09-01 的样子，年月日都要有',
    '2 sector 界别“金融界”不在可选的范围里，请从下拉框里选',
    '2 code 编号是超过 15 位的数，Excel 已经改了末几位；请把这一列设为“文本”格式后重填',
    '2 born 出生年月“1980.1”分不清是 1 月还是 10 月，请写成 1980-10 的样子',
    '3 name 姓名是公式错误 #N/A，请改成要填的内容',
    '3 on 日期“202609”不是日期，请写成 2026-09-01 的样子，年月日都要有',
    '3 born 出生年月“1980”不是年月，请写成 1980-05 的样子',
  ])
})

test('a wrong header says what is missing and what is not known', async () => {
  const columns = [...nameAndPhone, column('sector', '界别', 'text', { required: true })]
  const headers = [
    ['姓 名', '手机号码', '界'],
    ['甲', '乙'],
    ['姓名', '姓名', '界别'],
    ['姓名', '界别', '备注'],
  ]
  const said = await Promise.all(
    headers.map(async (header) => (await one(workbook([header, ['张三']]), columns)).words),
  )
  expect(said).toEqual([
    ['第 1 行的表头缺少“界别”；另有不认识的列“手机号码”“界”，是不是写法不同。请照模板的表头改好后再传。'],
    ['前 10 行里没有找到表头。应有这些列：姓名、手机、界别。请用下载的模板填写。'],
    ['表头里“姓名”出现了两次，请只留一列。'],
    ['表头里“备注”不是模板里的列，没有读。', '界别不能为空'],
  ])
})

test('merged cells in head or data stop the import in words; in the title they do no harm', async () => {
  const table = [['名单'], ['姓名', '手机'], ['张三', '19900000001'], ['李四', null]]
  const said = async (...merged: string[]) => (await one(workbook(table, { merged }), nameAndPhone)).words
  expect(await said('A1:F1', 'D3:D4', 'A90:B91')).toEqual([])
  expect(await said('A1:F1', 'B3:B4')).toEqual([
    '第 3 行起有合并的单元格（B3:B4），合并后只有左上角一格有内容。请取消合并、每行都填满后再传。',
  ])
  expect(await said('A2:B2')).toEqual([
    '表头有合并的单元格（A2:B2），合并后只有左上角一格有内容。请取消合并、每行都填满后再传。',
  ])
})

test('hidden sheets are passed over, prefixed markup, inline words and 1904 days are read', async () => {
  const table = [
    ['姓名', '日期'],
    ['张三', { v: 44804, s: 1 }],
  ]
  const columns = [column('name', '姓名', 'name'), column('on', '日期', 'date')]
  const file = workbook(table, { prefix: 'x:', inline: true, hiddenFirst: true, from1904: true })
  expect(await one(file, columns)).toEqual({ rows: [{ name: '张三', on: '2026-09-01' }], words: [] })
})

test('files that are no .xlsx are refused in words', async () => {
  const xlsx = workbook([['姓名'], ['张三']])
  const files = {
    empty: Buffer.alloc(0),
    xls: Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    csv: Buffer.from('姓名,手机\n'),
    html: Buffer.from('<html><table>'),
    docx: zip({ 'word/document.xml': '<w/>' }),
    xlsb: zip({ 'xl/workbook.bin': '' }),
    ods: zip({ 'content.xml': '' }),
    otherZip: zip({ '照片.jpg': '' }),
    torn: xlsx.subarray(0, xlsx.length - 300),
    spoilt: Buffer.from(xlsx).fill(0x55, 60, 90),
  }
  const said = await Promise.all(
    Object.entries(files).map(async ([kind, file]) => [
      kind,
      (await one(file, nameAndPhone)).words.join().split(/[，。（]/)[0],
    ]),
  )
  expect(Object.fromEntries(said)).toEqual({
    empty: '文件是空的',
    xls: '这是旧格式',
    csv: '这不是 .xlsx 表格',
    html: '这不是 .xlsx 表格',
    docx: '这是 Word 文档',
    xlsb: '这是 .xlsb 格式',
    ods: '这是 .ods 格式',
    otherZip: '这是压缩包',
    torn: '文件不完整或已损坏',
    spoilt: '文件不完整或已损坏',
  })
})

test('a zip bomb is refused by what it says and by what it does, within 100 MB', async () => {
  const parts = partsOf([['姓名'], ['张三']], {})
  const bomb = { ...parts, 'xl/worksheets/sheet1.xml': Buffer.alloc(301 * 1024 * 1024, '<row/>') }
  const honest = zip(bomb)
  const lying = zip(bomb, 1000)
  bomb['xl/worksheets/sheet1.xml'] = Buffer.alloc(0)
  const before = process.memoryUsage().rss
  for (const file of [honest, lying])
    expect((await one(file, nameAndPhone)).words.join()).toContain('文件展开后太大')
  expect(process.memoryUsage().rss - before).toBeLessThan(100e6)
})

test('entities of a document type are not resolved, so nothing is pulled in', async () => {
  const parts = partsOf([['姓名'], ['&x;']], { inline: true })
  const sheet = `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${String(parts['xl/worksheets/sheet1.xml'])}`
  expect((await one(zip({ ...parts, 'xl/worksheets/sheet1.xml': sheet }), nameAndPhone)).rows).toEqual([
    { name: '&x;', phone: null },
  ])
})

test('more than 100,000 rows are refused; 200,000 blank ones below the table do no harm', async () => {
  const many = Array.from({ length: 100_001 }, (_, at) => [`甲${at}`])
  expect((await one(workbook([['姓名'], ...many]), nameAndPhone)).words).toEqual([
    '超过 10 万行。请分成几个文件再传。',
  ])
  const blank = Array.from({ length: 200_000 }, (_, at) => `<row r="${at + 9}" s="1"/>`).join('')
  const { rows, words } = await one(workbook([['姓名'], ['张三']], { after: blank }), nameAndPhone)
  expect({ rows, words }).toEqual({ rows: [{ name: '张三', phone: null }], words: [] })
})
