import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { packageRoot } from '../../../platform/root.ts'

const Built = z.record(z.string(), z.object({ file: z.string() }))
let built: z.output<typeof Built> | null = null

/** The address of a built stylesheet with its hash, or the plain name where nothing has been built (tests). */
export function stylesheetHref(name: 'public' | 'print'): string {
  built ??= readBuilt()
  return `/${built[`src/web/styles/${name}.css`]?.file ?? `assets/${name}.css`}`
}

function readBuilt(): z.output<typeof Built> {
  const manifest = join(packageRoot(), 'dist', 'web', '.vite', 'manifest.json')
  return existsSync(manifest) ? Built.parse(JSON.parse(readFileSync(manifest, 'utf8'))) : {}
}
