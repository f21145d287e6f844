import { mkdtempSync, readdirSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { attachment, diskFileStore, downloadName } from './files.ts'

const freshStore = () => {
  const dir = mkdtempSync(join(tmpdir(), 'minqiao-files-'))
  return { dir, store: diskFileStore(dir) }
}
const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'

test('what is put can be opened, lies once under its digest, and leaves no draft behind', async () => {
  const { dir, store } = freshStore()
  const kept = await Promise.all([1, 2, 3].map(() => store.put(Buffer.from('abc'))))
  expect(kept).toEqual(Array(3).fill({ sha256: abc, bytes: 3 }))
  expect((await buffer(store.open(abc))).toString()).toBe('abc')
  expect(
    readdirSync(dir, { recursive: true })
      .map(String)
      .toSorted((a, b) => a.length - b.length),
  ).toEqual(['ba', 'ba/78', `ba/78/${abc}`])
  expect(statSync(join(dir, 'ba/78', abc)).mode & 0o777).toBe(0o600)
})

test('what is removed is gone, and removing it again is no error', async () => {
  const { store } = freshStore()
  await store.put(Buffer.from('abc'))
  expect(await store.exists(abc)).toBe(true)
  await store.remove(abc)
  await store.remove(abc)
  expect(await store.exists(abc)).toBe(false)
  await expect(buffer(store.open(abc))).rejects.toThrow('ENOENT')
})

test('a path is never taken for a digest', () => {
  const { store } = freshStore()
  for (const wrong of ['../../etc/passwd', '', abc.toUpperCase(), `${abc}/..`, `${abc}\n`])
    expect(() => store.open(wrong)).toThrow('不是文件编号')
})

test('a download keeps the words of its name and nothing that misleads', () => {
  const names = [
    '走访记录.docx',
    '../../a/合影.JPG',
    'C:\\x\\合影',
    '照片\u202egpj.exe',
    '.htaccess',
    '',
    'a\r\nb.txt',
    '长'.repeat(300),
  ]
  expect(names.map((name) => downloadName(name, '.jpg'))).toEqual([
    '走访记录.jpg',
    '合影.jpg',
    '合影.jpg',
    '照片gpj.jpg',
    '附件.jpg',
    '附件.jpg',
    'ab.jpg',
    `${'长'.repeat(100)}.jpg`,
  ])
  expect(attachment("合影 '1'.jpg")).toBe(
    `attachment; filename="____1_.jpg"; filename*=UTF-8''%E5%90%88%E5%BD%B1%20%271%27.jpg`,
  )
})
