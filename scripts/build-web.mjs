import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * Builds the browser's part into dist/web with .vite/manifest.json: the staff and member faces, and the stylesheets of the
 * public pages and of print. `overrides` go over vite.config.ts.
 */
export async function buildWeb(overrides = {}) {
  await build({ root, configFile: `${root}/vite.config.ts`, logLevel: 'warn', ...overrides })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildWeb()
