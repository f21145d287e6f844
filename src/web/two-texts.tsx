/** A text, whose it is, and what is done when it is the one to go on from. */
export interface OneText {
  by: string
  title?: string
  text: string
  onChoose: () => void
}

/** Where somebody else was first: both texts beside each other, and one press goes on from one of them. */
export function TwoTexts({ label, texts }: { label: string; texts: readonly OneText[] }) {
  return (
    <section className="two-texts" aria-label={label}>
      {texts.map(({ by, title, text, onChoose }) => (
        <div key={by}>
          <h3>{by}</h3>
          {title !== undefined && (
            <p>
              <b>{title}</b>
            </p>
          )}
          <p className="text">{text}</p>
          <button type="button" className="btn" onClick={onChoose}>
            用这一份
          </button>
        </div>
      ))}
    </section>
  )
}
