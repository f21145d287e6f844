// npm run bench: builds what is stale and prints each figure beside its floor; `npm run bench -- loop` those of the opinion loop,
// `npm run bench -- faces` how public pages come up on a slow phone.
import { buildAll, isStale } from './build.mjs'
import { findBrowser } from './find-browser.mjs'

process.env.NODE_ENV ??= 'production'
if (isStale()) await buildAll()
const kinds = ['loop', 'faces']
const at = process.argv.findIndex((word) => kinds.includes(word))
const [kind] = at > 0 ? process.argv.splice(at, 1) : []
if (kind === 'faces') process.env.MINQIAO_BROWSER ??= (await findBrowser()) ?? undefined
await import(kind ? `../dist/bench-${kind}.js` : '../dist/bench.js')
