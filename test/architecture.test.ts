import { execFile } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { testDatabase } from './database.ts'
import { ownerOf, tables } from './owners.ts'

const root = join(import.meta.dirname, '..')
const run = promisify(execFile)
const Rules = z.object({ forbidden: z.array(z.object({ name: z.string() })) })
const Cruised = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
  }),
})

const ruleNames = (): string[] => {
  const config: unknown = createRequire(import.meta.url)('../.dependency-cruiser.cjs')
  return Rules.parse(config).forbidden.map((rule) => rule.name)
}

/** Modules in their order, as the rules name them; the last may be used by none, so it has no rule of its own. */
const ordered = (): string[] =>
  ruleNames().flatMap((name) => (name.startsWith('order-') ? [name.slice('order-'.length)] : []))

/** One bad file for each rule, by its path. */
const badFiles = (): Record<string, [path: string, text: string]> => ({
  'no-cycles': ['src/seed/a.ts', "import './b.ts'\nexport const a = 1\n"],
  'platform-knows-no-module': ['src/platform/bad.ts', "import '../modules/organisations/index.ts'\n"],
  'modules-meet-at-the-door': ['src/modules/posts/bad.ts', "import '../organisations/inside.ts'\n"],
  'pure-stays-pure': ['src/modules/posts/rules.ts', "import '../../platform/db.ts'\n"],
  'web-sees-no-server-file': ['src/web/bad.tsx', "import '../platform/db.ts'\n"],
  'antd-lives-in-ui-staff': ['src/web/button.tsx', "import { Button } from 'antd'\nexport { Button }\n"],
  ...Object.fromEntries(
    ordered().map((name, index) => [
      `order-${name}`,
      [
        `src/modules/${name}/early.ts`,
        `import '../${ordered()[index + 1] ?? 'bulletins'}/index.ts'\n`,
      ] satisfies [string, string],
    ]),
  ),
})

/** What the bad files reach for. */
const goodFiles = (): [path: string, text: string][] => [
  ['src/seed/b.ts', "import './a.ts'\nexport const b = 1\n"],
  ['src/platform/db.ts', 'export const db = 1\n'],
  ['src/modules/organisations/inside.ts', 'export const inside = 1\n'],
  ...[...ordered(), 'bulletins'].map((name): [string, string] => [
    `src/modules/${name}/index.ts`,
    `export const name = '${name}'\n`,
  ]),
]

describe('the architecture', () => {
  test('each rule fires on its bad file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'minqiao-architecture-'))
    const bad = badFiles()
    for (const [path, text] of [...goodFiles(), ...Object.values(bad)]) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    for (const name of ['tsconfig.json', 'node_modules', 'package.json'])
      symlinkSync(join(root, name), join(folder, name))
    const tool = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs')
    const options = ['src', '--config', join(root, '.dependency-cruiser.cjs'), '--output-type', 'json']
    const { stdout } = await run(process.execPath, [tool, ...options], { cwd: folder, maxBuffer: 1e8 })
    rmSync(folder, { recursive: true, force: true })
    const { violations } = Cruised.parse(JSON.parse(stdout)).summary
    const silent = ruleNames().filter(
      (name) => !violations.some((one) => one.rule.name === name && one.from === bad[name]?.[0]),
    )
    expect(silent).toEqual([])
  }, 60_000)

  test('a table is written by its owner alone', () => {
    expect(foreignWrites(sourcesUnder('src/modules'), sourcesUnder('src/platform'))).toEqual([])
  })

  test('a module that writes another’s table is found', () => {
    const bad = { path: 'src/modules/posts/bad.ts', text: 'await sql`update venues set name = 1`' }
    expect(foreignWrites([bad], [])).toEqual(['src/modules/posts/bad.ts writes venues, which is venues’'])
  })
})

describe('the database', () => {
  const { owner } = testDatabase()

  test('every column says what it holds', async () => {
    const { rows } = await owner().query<{ name: string }>(
      `select c.relname || '.' || a.attname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'schema_migrations'
         and a.attnum > 0 and not a.attisdropped and col_description(c.oid, a.attnum) is null order by 1`,
    )
    expect(rows).toEqual([])
  })

  test('every table has an owner', async () => {
    const { rows } = await owner().query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
    )
    const names = rows.map((row) => row.name)
    expect({
      ownerless: names.filter((name) => !ownerOf(name)),
      gone: tables.filter((name) => !names.includes(name)),
    }).toEqual({ ownerless: [], gone: [] })
  })
})

interface Source {
  path: string
  text: string
}

const sourcesUnder = (folder: string): Source[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.(test|scratch)\./.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(root, path), text: readFileSync(path, 'utf8') }))

/** Statements that write a table from outside its owner's folder. */
const foreignWrites = (...parts: Source[][]): string[] =>
  parts.flat().flatMap(({ path, text }) =>
    [...text.matchAll(/\b(?:insert into|update|delete from|truncate)\s+"?([a-z_]+)"?/g)].flatMap(
      ([, table = '']) => {
        const owner = ownerOf(table)
        const folder = path.startsWith('src/platform') ? 'platform' : (path.split('/')[2] ?? '')
        return !owner || owner.folder === folder || owner.alsoBy?.includes(folder)
          ? []
          : [`${path} writes ${table}, which is ${owner.folder}’`]
      },
    ),
  )
