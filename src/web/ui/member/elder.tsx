import { useSyncExternalStore } from 'react'
import { Icon } from '../icons.tsx'

const listeners = new Set<() => void>()

/** Puts the remembered size on the page before it is first drawn; each entry of the member face calls it once. */
export function applyElder(): void {
  document.documentElement.classList.toggle('elder', isElder())
}

/** Whether the 长辈版 is on, and the switch; remembered on this phone, and told to the server's pages by a cookie. */
export function useElder(): [boolean, (isOn: boolean) => void] {
  const isOn = useSyncExternalStore(subscribe, isElder, () => false)
  return [isOn, setElder]
}

/** The switch between 长辈版 and 标准版, in sight at the head of each page. */
export function ElderToggle() {
  const [isOn, set] = useElder()
  return (
    <button type="button" className="tool" aria-pressed={isOn} onClick={() => set(!isOn)}>
      <Icon name="big" />
      {isOn ? '标准版' : '长辈版'}
    </button>
  )
}

function isElder(): boolean {
  return document.cookie.split('; ').includes('elder=1')
}

function setElder(isOn: boolean): void {
  document.cookie = `elder=${isOn ? 1 : 0}; path=/; max-age=31536000; samesite=lax`
  applyElder()
  listeners.forEach((tell) => tell())
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}
