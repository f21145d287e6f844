import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeZip } from './zip.ts'

const files = [
  { name: '001 长沙市 附件2.txt', content: Buffer.from('三级政协联动') },
  { name: '002 空.txt', content: Buffer.alloc(0) },
]

const unzips = (() => {
  try {
    execFileSync('python3', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

test.skipIf(!unzips)(
  'another program unpacks the files under their Chinese names, and finds them whole',
  () => {
    const dir = mkdtempSync(join(tmpdir(), 'minqiao-zip-'))
    writeFileSync(join(dir, 'a.zip'), writeZip(files, new Date('2026-09-24T02:00:00Z')))
    execFileSync('python3', ['-m', 'zipfile', '-t', join(dir, 'a.zip')])
    execFileSync('python3', ['-m', 'zipfile', '-e', join(dir, 'a.zip'), dir])
    expect(files.map(({ name }) => readFileSync(join(dir, name)))).toEqual(
      files.map(({ content }) => content),
    )
  },
)

test('no files make an empty archive', () => {
  expect(writeZip([], new Date(0))).toHaveLength(22)
})
