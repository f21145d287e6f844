// npm run bench: builds what is stale and prints each figure beside its floor.
import { buildAll, isStale } from './build.mjs'

if (isStale()) await buildAll()
await import('../dist/bench.js')
