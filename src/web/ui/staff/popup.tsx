import { useEffect, useId, useRef, useState, type MouseEvent, type ReactNode } from 'react'

/**
 * A button that opens a small panel below it. Esc, a press outside, and a press on anything inside marked `data-closes` close it;
 * the focus goes back to the button.
 */
export function Popup(props: {
  label: ReactNode
  look?: string
  side?: 'left' | 'right'
  children: ReactNode
}) {
  const [isOpen, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const id = useId()

  useEffect(() => {
    if (!isOpen) return
    const outside = (event: Event) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false)
    }
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      setOpen(false)
      button.current?.focus()
    }
    const here = box.current
    document.addEventListener('pointerdown', outside)
    here?.addEventListener('keydown', escape)
    return () => {
      document.removeEventListener('pointerdown', outside)
      here?.removeEventListener('keydown', escape)
    }
  }, [isOpen])

  function closeAfterChoice(event: MouseEvent<HTMLDivElement>) {
    if (!(event.target instanceof Element) || !event.target.closest('[data-closes]')) return
    setOpen(false)
    button.current?.focus()
  }

  return (
    <div className="popup" ref={box}>
      <button
        ref={button}
        type="button"
        className={props.look ?? 'btn'}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        {props.label}
      </button>
      {isOpen && (
        <div
          className={props.side === 'right' ? 'panel panel-right' : 'panel'}
          id={id}
          onClick={closeAfterChoice}
        >
          {props.children}
        </div>
      )}
    </div>
  )
}
