let lastAct = Date.now()

/** A page that refreshes itself is not somebody at the desk: each call says how long nobody has touched anything. */
export const idleHeader = (): Record<string, string> => ({
  'x-idle-seconds': String(Math.floor((Date.now() - lastAct) / 1000)),
})

const acted = () => {
  lastAct = Date.now()
}
if (typeof addEventListener === 'function')
  for (const kind of ['pointerdown', 'keydown', 'wheel', 'touchstart'])
    addEventListener(kind, acted, { passive: true, capture: true })
