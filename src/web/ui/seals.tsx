const song = "'Songti SC','Noto Serif CJK SC','Source Han Serif SC',serif"
const sans = "-apple-system,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif"

/**
 * The system's own square seal: something has been settled. Never round, never a star: that one is the office's, in ink.
 * `words` is one line of two characters with `date` under it, or two lines of two; `solid` is the filled stamp of a check-in.
 */
export function Seal(props: {
  words: readonly [string] | readonly [string, string]
  date?: string
  solid?: boolean
}) {
  const [first, second] = props.words
  const label = `印：${first}${second ?? ''}${props.date ? `，${props.date}` : ''}`
  if (props.solid) return <Stamp label={label} words={first} date={props.date} />
  return (
    <svg className="seal" viewBox="0 0 64 64" role="img" aria-label={label}>
      <rect x="2" y="2" width="60" height="60" rx="4" fill="none" stroke="currentColor" strokeWidth="2.4" />
      {second ? (
        <>
          <Word y={29} size={23} words={first} />
          <Word y={54} size={23} words={second} />
        </>
      ) : (
        <>
          <Word y={props.date ? 34 : 41} size={25} words={first} />
          {props.date && <Day y={53} size={11} date={props.date} />}
        </>
      )}
    </svg>
  )
}

function Stamp({ label, words, date }: { label: string; words: string; date?: string | undefined }) {
  return (
    <svg className="seal" viewBox="0 0 132 132" role="img" aria-label={label}>
      <rect x="3" y="3" width="126" height="126" rx="7" fill="currentColor" />
      <rect x="10" y="10" width="112" height="112" rx="2" fill="none" stroke="#FAF9F6" strokeWidth="1.6" />
      <Word y={78} x={66} size={46} words={words} fill="#FAF9F6" />
      {date && <Day y={106} x={66} size={15} date={date} fill="#FAF9F6" />}
    </svg>
  )
}

type Text = { x?: number; y: number; size: number; fill?: string }

function Word({ x = 32, y, size, words, fill = 'currentColor' }: Text & { words: string }) {
  return (
    <text x={x} y={y} textAnchor="middle" fontFamily={song} fontWeight="700" fontSize={size} fill={fill}>
      {words}
    </text>
  )
}

function Day({ x = 32, y, size, date, fill = 'currentColor' }: Text & { date: string }) {
  return (
    <text x={x} y={y} textAnchor="middle" fontFamily={sans} fontSize={size} fill={fill}>
      {date}
    </text>
  )
}
