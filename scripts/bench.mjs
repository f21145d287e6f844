// npm run bench: builds what is stale and prints each figure beside its floor; `npm run bench -- loop` those of the opinion loop,
// `npm run bench -- posters` the posters of a province, `npm run bench -- faces` how public pages come up on a slow phone, `npm run bench -- outbox`
// those of messages, `npm run bench -- restore` a backup put back at full scale.
import { fileURLToPath } from 'node:url'
import { buildAll, isStale } from './build.mjs'
import { findBrowser } from './find-browser.mjs'

process.env.NODE_ENV ??= 'production'
if (isStale()) await buildAll()
const others = ['loop', 'posters', 'faces', 'outbox', 'restore']
const asked = process.argv.findIndex((word) => others.includes(word))
const [other] = asked > 0 ? process.argv.splice(asked, 1) : []
if (other === 'faces') process.env.MINQIAO_BROWSER ??= (await findBrowser()) ?? undefined
if (other === 'outbox') process.argv[1] = fileURLToPath(new URL('../dist/bench-outbox.js', import.meta.url))
await import(other ? `../dist/bench-${other}.js` : '../dist/bench.js')
