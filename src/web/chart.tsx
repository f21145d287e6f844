import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Drawing } from './drawing.ts'

/**
 * A drawing beside its table: the table says it all, read aloud and printed; the drawing is for the eye. The library comes when
 * the first chart is shown (decision 0027); without it the table stands alone.
 */
export function Chart({ title, drawing, table }: { title: string; drawing: Drawing; table: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  const [failed, setFailed] = useState(false)
  const given = JSON.stringify(drawing)
  useEffect(() => {
    let undraw = () => {}
    let isGone = false
    import('./draw-chart.ts').then(
      ({ draw }) => {
        if (!isGone && box.current) undraw = draw(box.current, JSON.parse(given))
      },
      () => setFailed(true),
    )
    return () => {
      isGone = true
      undraw()
    }
  }, [given])
  return (
    <figure className="chart">
      <figcaption>
        {title}
        <span className="note">
          {drawing.kind === 'bar' &&
            drawing.series.map(({ label }, at) => (
              <span key={label} className={`key key-${at}`}>
                {label}
              </span>
            ))}
        </span>
      </figcaption>
      {failed ? (
        <p className="note">图没有画出来，请看旁边的表。</p>
      ) : (
        <div className="drawing" ref={box} aria-hidden="true" />
      )}
      {table}
    </figure>
  )
}
