import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { PrintSheet } from './print.tsx'

const sheet = (seal?: Parameters<typeof PrintSheet>[0]['seal']) =>
  renderToStaticMarkup(
    <PrintSheet
      annexNo="附件2"
      title="情况统计表"
      unitName="政协岳阳市委员会"
      reportDate="2026年9月30日"
      columns={[
        { key: 'a', wording: '工作室数（家）' },
        { key: 'b', wording: '读书（家）', group: '各类活动' },
        { key: 'c', wording: '调研（家）', group: '各类活动' },
        { key: 'd', wording: '意见（条）' },
      ]}
      rows={[
        {
          name: '岳东县',
          cells: { a: { value: 1024 }, b: { value: 0 }, c: { value: null }, d: { value: 43, mark: '①' } },
        },
      ]}
      totalRow={{ name: '合计', cells: { a: { value: 1024 }, b: { value: '未报' } } }}
      footers={[
        { label: '填表人', value: '温小满' },
        { label: '负责人', value: '' },
      ]}
      {...(seal ? { seal } : {})}
    />,
  )
const rowsOf = (html: string) =>
  [...html.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map((row) =>
    [...(row[1] ?? '').matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map((cell) =>
      (cell[1] ?? '').replace(/<[^>]+>/g, ''),
    ),
  )

test('a sheet has its official wording under shared heads, numbered, and tells zero, not applicable and not reported apart', () => {
  expect(rowsOf(sheet())).toEqual([
    ['单位', '工作室数（家）', '各类活动', '意见（条）'],
    ['读书（家）', '调研（家）'],
    ['栏', '1', '2', '3', '4'],
    ['岳东县', '1,024', '0', '–', '①43'],
    ['合计', '1,024', '未报', '–', '–'],
  ])
})

test('a draft says 未封存 where the seal would be; a sealed one carries time, digest in fours and code', () => {
  const sealed = sheet({
    sealedAt: '2026年9月30日 11:20',
    sealedOn: '2026.9.30',
    digest: '8f3a21c75b0e94d26a71c30f11aa',
    verifyUrl: '/verify/1',
    qrSvg: '<svg></svg>',
  })
  expect([
    sheet().includes('未封存'),
    sealed.includes('未封存'),
    sealed.includes('8F3A 21C7 5B0E 94D2 6A71 C30F<'),
    sealed.includes('href="/verify/1"'),
  ]).toEqual([true, false, true, true])
})
