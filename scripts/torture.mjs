// npm run torture [-- --short | -- --kills N]: kill -9 of application and database under load, then the verdict.
import { buildAll, isStale } from './build.mjs'

if (isStale()) await buildAll()
await import('../dist/torture.js')
