import { createHash } from 'node:crypto'
import type { ReactElement, ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'

const most = 500
const kept = new Map<string, string>()

/**
 * Part of a page whose markup follows from what was read alone: the same facts give the same markup, drawn once and kept for
 * the next who asks. What is read is asked each time; only the drawing is saved. `of` is everything that the part shows.
 */
export function Kept({ of, draw }: { of: unknown; draw: () => ReactNode }): ReactElement {
  const key = createHash('sha1').update(JSON.stringify(of)).digest('base64')
  let html = kept.get(key)
  if (html === undefined) {
    html = renderToStaticMarkup(<>{draw()}</>)
    const [oldest] = kept.keys()
    if (kept.size >= most && oldest !== undefined) kept.delete(oldest)
    kept.set(key, html)
  }
  return <div dangerouslySetInnerHTML={{ __html: html }} />
}
