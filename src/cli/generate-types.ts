import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startEmbeddedPostgres } from '../platform/embedded-postgres.ts'
import { migrate } from '../platform/migrate.ts'
import { packageRoot } from '../platform/root.ts'

const run = promisify(execFile)

/** Writes db/types.ts from a fresh database with all migrations; `--check` only compares and answers 1 when they differ. */
export const generateTypes = async (rest: string[]): Promise<number> => {
  const root = packageRoot()
  const folder = mkdtempSync(join(tmpdir(), 'minqiao-types-'))
  const server = await startEmbeddedPostgres({ dataDir: folder, fast: true })
  try {
    await migrate(server.ownerUrl, join(root, 'db', 'migrations'), null)
    const out = join(folder, 'types.ts')
    const tool = join(root, 'node_modules', 'kysely-codegen', 'dist', 'cli', 'bin.js')
    await run(process.execPath, [
      tool,
      '--url',
      server.ownerUrl,
      '--dialect',
      'postgres',
      '--date-parser',
      'string',
      '--numeric-parser',
      'number',
      '--out-file',
      out,
    ])
    const text = asWeParse(readFileSync(out, 'utf8'))
    const kept = join(root, 'db', 'types.ts')
    if (!rest.includes('--check')) writeFileSync(kept, text)
    else if (readFileSync(kept, 'utf8') !== text) {
      process.stderr.write('db/types.ts 与迁移不一致，请运行 npm run db:types\n')
      return 1
    }
    return 0
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** platform/db.ts gives instants as ISO text and int8 as numbers. */
const asWeParse = (text: string): string =>
  text
    .replace(
      /^export type Timestamp = .*$/m,
      'export type Timestamp = ColumnType<string, Date | string, Date | string>;',
    )
    .replace(
      /^export type Int8 = .*$/m,
      'export type Int8 = ColumnType<number, number | string, number | string>;',
    )
