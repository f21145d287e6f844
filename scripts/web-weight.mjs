// First load of each face: the gzip size of its entry and of everything it loads before a page is chosen.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { fileURLToPath } from 'node:url'

const dist = new URL('../dist/web/', import.meta.url)
const limitsKb = { 'src/web/staff.tsx': 450, 'src/web/member.tsx': 180 }

/** Prints each face's first load and its parts in kB gz; false when one is over its limit. */
export function weighWeb() {
  const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'))
  let isWithin = true
  for (const [entry, limit] of Object.entries(limitsKb)) {
    const parts = partsOf(manifest, entry).map((file) => ({ file, kb: sizeKb(file) }))
    const total = parts.reduce((sum, part) => sum + part.kb, 0)
    isWithin &&= total <= limit
    console.log(`${entry}: ${total.toFixed(1)} kB gz of ${limit}${total > limit ? '  OVER' : ''}`)
    for (const part of parts.sort((a, b) => b.kb - a.kb))
      console.log(`  ${part.kb.toFixed(1).padStart(6)}  ${part.file}`)
  }
  return isWithin
}

function partsOf(manifest, key, seen = new Set()) {
  const chunk = manifest[key]
  if (!chunk || seen.has(key)) return []
  seen.add(key)
  const own = [chunk.file, ...(chunk.css ?? [])]
  return [...new Set([...own, ...(chunk.imports ?? []).flatMap((next) => partsOf(manifest, next, seen))])]
}

function sizeKb(file) {
  return gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length / 1000
}

if (process.argv[1] === fileURLToPath(import.meta.url) && !weighWeb()) process.exitCode = 1
