import { expect, test } from 'vitest'
import { type Harm, hasReader, photographed, readCodes } from '../../test/photograph.ts'
import { posterSvg } from './qr.ts'

const urls = Array.from(
  { length: 6 },
  (_, at) => `https://zx${'.xiangbei'.repeat(at % 3)}.example.cn/s/${'AbC9_-xY'.repeat(2).slice(at)}${at}`,
)

const read = async (harm: Harm): Promise<string[]> => {
  const pictures: Buffer[] = []
  for (const [at, url] of urls.entries())
    pictures.push(
      await photographed(
        posterSvg({
          title: `芦汀镇老码头社区委员工作室 ${at}`,
          subtitle: '政协临湖县委员会',
          url,
          lines: ['有事请扫一扫', '地址：芦汀镇便民服务中心一楼'],
        }),
        harm,
      ),
    )
  return readCodes(pictures)
}

test.skipIf(!hasReader).each<[string, Harm]>([
  ['a blur of 30 % of a module', { blur: 0.3, tilt: 0, jpeg: 90 }],
  ['a tilt of 15 degrees', { blur: 0, tilt: 15, jpeg: 90 }],
  ['a tilt of 15 degrees the other way', { blur: 0, tilt: -15, jpeg: 90 }],
  ['JPEG at 30', { blur: 0, tilt: 0, jpeg: 30 }],
  ['all of it at once', { blur: 0.3, tilt: 15, jpeg: 30 }],
])('posters are read after %s, each of them', { timeout: 60_000 }, async (_, harm) => {
  expect(await read(harm)).toEqual(urls)
})

test.skipIf(!hasReader)('a picture too soft to tell is not read', { timeout: 60_000 }, async () => {
  expect(await read({ blur: 2, tilt: 15, jpeg: 30 })).toEqual(urls.map(() => ''))
})
