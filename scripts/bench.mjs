// npm run bench: builds what is stale and prints each figure beside its floor; `npm run bench -- loop` those of the opinion loop,
// `-- outbox` those of messages.
import { fileURLToPath } from 'node:url'
import { buildAll, isStale } from './build.mjs'

process.env.NODE_ENV ??= 'production'
if (isStale()) await buildAll()
const which = ['loop', 'outbox'].find((name) => process.argv[2] === name)
if (which) process.argv.splice(2, 1)
if (which === 'outbox') process.argv[1] = fileURLToPath(new URL('../dist/bench-outbox.js', import.meta.url))
await import(which ? `../dist/bench-${which}.js` : '../dist/bench.js')
