// npm run bench: builds what is stale and prints each figure beside its floor; `npm run bench -- loop` those of the opinion loop.
import { buildAll, isStale } from './build.mjs'

process.env.NODE_ENV ??= 'production'
if (isStale()) await buildAll()
const loop = process.argv.indexOf('loop')
if (loop > 0) process.argv.splice(loop, 1)
await import(loop > 0 ? '../dist/bench-loop.js' : '../dist/bench.js')
