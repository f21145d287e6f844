import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { inflateRawSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { fullDay } from '../clock.ts'
import { gongwen, writeDocument } from './index.ts'

const run = promisify(execFile)
const folder = await mkdtemp(join(tmpdir(), 'minqiao-document-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

const hasOffice = await Promise.all([run('soffice', ['--version']), run('pdftotext', ['-v'])]).then(
  () => true,
  () => false,
)

const given = {
  head: '社情民意信息',
  issue: '〔2026〕第 12 期',
  issuer: '政协临湖县委员会办公室',
  day: '2026年9月21日',
  title: '老旧码头照明不足的几点建议',
  byline: '供稿：临湖县政协',
  foot: ['签发：顾清', '政协临湖县委员会办公室\t2026年9月21日印发'],
}

/** The parts of a .docx, unpacked. */
const partsOf = (file: Buffer): Map<string, string> => {
  const end = file.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'))
  const parts = new Map<string, string>()
  let at = file.readUInt32LE(end + 16)
  for (let left = file.readUInt16LE(end + 10); left > 0; left -= 1) {
    const nameLength = file.readUInt16LE(at + 28)
    const name = file.subarray(at + 46, at + 46 + nameLength).toString('utf8')
    const local = file.readUInt32LE(at + 42)
    const from = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28)
    const content = file.subarray(from, from + file.readUInt32LE(at + 20))
    parts.set(name, (file.readUInt16LE(at + 10) === 8 ? inflateRawSync(content) : content).toString('utf8'))
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
  }
  return parts
}

/** Attributes of the first element of this name. */
const attributesOf = (xml: string, name: string): Record<string, string> => {
  const [, inside = ''] = new RegExp(`<${name}((?:\\s[^>]*)?)/?>`).exec(xml) ?? []
  return Object.fromEntries(
    [...inside.matchAll(/([\w:]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]),
  )
}

describe('an official document', () => {
  test('page, margins and grid read back as GB/T 9704 has them', async () => {
    const xml = partsOf(await writeDocument({ ...given, body: '正文。' })).get('word/document.xml') ?? ''
    expect(attributesOf(xml, 'w:pgSz')).toMatchObject({ 'w:w': '11906', 'w:h': '16838' })
    expect(attributesOf(xml, 'w:pgMar')).toMatchObject({
      'w:top': '2098',
      'w:bottom': '1984',
      'w:left': '1588',
      'w:right': '1474',
      'w:footer': '1307',
    })
    expect(attributesOf(xml, 'w:docGrid')).toEqual({ 'w:type': 'lines', 'w:linePitch': '579' })
  })

  test('head, title, text and headings are in their fonts and sizes, each line 28.95 pt exactly', async () => {
    const body = '一、现状\n（一）照明\n1. 灯不亮\n晚上摔过人。'
    const xml = partsOf(await writeDocument({ ...given, body })).get('word/document.xml') ?? ''
    const lookOf = (text: string) => {
      const paragraph = xml.split('<w:p>').find((one) => one.includes(text)) ?? ''
      return {
        font: attributesOf(paragraph, 'w:rFonts')['w:eastAsia'],
        size: attributesOf(paragraph, 'w:sz')['w:val'],
        line: attributesOf(paragraph, 'w:spacing')['w:line'],
        rule: attributesOf(paragraph, 'w:spacing')['w:lineRule'],
      }
    }
    const exact = { line: '579', rule: 'exact' }
    expect(lookOf(given.title)).toEqual({ ...exact, font: '方正小标宋简体', size: '44' })
    expect(lookOf('一、现状')).toEqual({ ...exact, font: '黑体', size: '32' })
    expect(lookOf('（一）照明')).toEqual({ ...exact, font: '楷体_GB2312', size: '32' })
    expect(lookOf('1. 灯不亮')).toEqual({ ...exact, font: '仿宋_GB2312', size: '32' })
    expect(lookOf('晚上摔过人')).toEqual({ ...exact, font: '仿宋_GB2312', size: '32' })
    expect(lookOf('签发：顾清')).toEqual({ ...exact, font: '仿宋_GB2312', size: '28' })
    expect(lookOf('〔2026〕第 12 期')).toEqual({ ...exact, font: '仿宋_GB2312', size: '32' })
    const red = xml.split('<w:p>').find((one) => one.includes('社情民意信息</w:t>')) ?? ''
    expect(attributesOf(red, 'w:color')['w:val']).toBe('FF0000')
    expect(attributesOf(red, 'w:rFonts')['w:eastAsia']).toBe('方正小标宋简体')
    const first = xml.split('<w:p>').find((one) => one.includes('晚上摔过人')) ?? ''
    expect(attributesOf(first, 'w:ind')).toMatchObject({ 'w:firstLine': '640', 'w:firstLineChars': '200' })
    const foot = xml.split('<w:p>').find((one) => one.includes('印发')) ?? ''
    const { 'w:pos': tab = '' } = attributesOf(foot, 'w:tab')
    expect(Number(tab)).toBe(8844 - Number(attributesOf(foot, 'w:ind')['w:right']))
    expect(xml).toContain('<w:spacing w:val="-5"/>')
  })

  test('the page number has a dash on each side, odd at the right and even at the left, one character in', async () => {
    const parts = partsOf(await writeDocument({ ...given, body: '正文。' }))
    const footers = [...parts].filter(([name]) => name.startsWith('word/footer')).map(([, xml]) => xml)
    expect(new Set(footers.map((xml) => attributesOf(xml, 'w:jc')['w:val']))).toEqual(
      new Set(['left', 'right']),
    )
    for (const xml of footers) {
      expect(attributesOf(xml, 'w:sz')['w:val']).toBe('28')
      expect(attributesOf(xml, 'w:rFonts')['w:eastAsia']).toBe('宋体')
      expect(xml.match(/—/g)).toHaveLength(2)
      expect(xml).toMatch(/<w:ind w:(left|right)="280"/)
    }
    expect(parts.get('word/settings.xml')).toContain('evenAndOddHeaders')
  })

  test('words stay words: markup, fields and control characters of a text do nothing', async () => {
    const body = '<w:p>不是标签</w:p>&amp; {HYPERLINK "http://x"} ]]> \u0007'
    const xml = partsOf(await writeDocument({ ...given, body })).get('word/document.xml') ?? ''
    expect(xml).toContain('&lt;w:p&gt;不是标签&lt;/w:p&gt;&amp;amp;')
    expect(xml).not.toContain('<w:hyperlink')
  })

  test('the day is in Arabic figures without leading noughts', () => {
    expect(fullDay('2026-09-01')).toBe('2026年9月1日')
  })

  test.skipIf(!hasOffice)(
    'LibreOffice sets 22 lines of 28 characters on a full page',
    async () => {
      const path = join(folder, '一期.docx')
      await writeFile(
        path,
        await writeDocument({
          ...given,
          body: '老码头的路灯晚上不亮走路要打手电请部门早点来看看'.repeat(120),
        }),
      )
      await run('soffice', [
        `-env:UserInstallation=file://${folder}/profile`,
        '--headless',
        '--convert-to',
        'pdf',
        '--outdir',
        folder,
        path,
      ])
      const { stdout } = await run('pdftotext', [
        '-layout',
        '-f',
        '2',
        '-l',
        '2',
        join(folder, '一期.pdf'),
        '-',
      ])
      const lines = stdout
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '' && !/^— ?\d+ ?—$/.test(line))
      expect(lines.length).toBe(gongwen.lines)
      const widths = lines.map((line) => Array.from(line.replaceAll(' ', '')).length)
      expect(
        widths.filter((width) => width >= gongwen.characters && width <= gongwen.characters + 1),
      ).toHaveLength(gongwen.lines)
    },
    120_000,
  )
})
