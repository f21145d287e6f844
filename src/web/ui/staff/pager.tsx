import { inThousands } from '../words.ts'

export type Paging = {
  page: number
  size: number
  total: number
  onChange: (page: number, size: number) => void
}

/** The way through a long list: how many there are, the page before and after, and a few by number. Nothing for one page. */
export function Pager({ page, size, total, onChange }: Paging) {
  const last = Math.ceil(total / size)
  if (last <= 1) return null
  const go = (to: number) => onChange(to, size)
  return (
    <nav className="pager" aria-label="翻页">
      <span className="all">共 {inThousands(total)} 条</span>
      <button type="button" disabled={page <= 1} onClick={() => go(page - 1)}>
        上一页
      </button>
      {pagesAround(page, last).map((to, at) =>
        to === null ? (
          <span key={`gap ${at}`} aria-hidden="true">
            …
          </span>
        ) : (
          <button
            key={to}
            type="button"
            aria-label={`第 ${to} 页`}
            aria-current={to === page ? 'page' : undefined}
            onClick={() => go(to)}
          >
            {to}
          </button>
        ),
      )}
      <button type="button" disabled={page >= last} onClick={() => go(page + 1)}>
        下一页
      </button>
    </nav>
  )
}

/** The first, the last and the pages about this one; null is a gap. */
export const pagesAround = (page: number, last: number): (number | null)[] => {
  const near = Array.from({ length: last }, (_, at) => at + 1).filter(
    (at) => at === 1 || at === last || Math.abs(at - page) <= 2,
  )
  return near.flatMap((at, index) => {
    const before = near[index - 1]
    return before !== undefined && at - before > 1 ? [null, at] : [at]
  })
}
