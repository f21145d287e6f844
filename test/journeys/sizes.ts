import type { Page } from 'playwright-core'

/**
 * 适老化 (quality.md U1): every text that is shown, and every field to type in, smaller than so many px, with lines closer than
 * 1.3, or with a contrast below 4.5:1 against what lies behind it.
 */
export const textFindings = (page: Page, leastPx: number): Promise<string[]> =>
  page.evaluate((least) => {
    const seen: string[] = []
    const channels = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number)
    const light = (colour: number[]) => {
      const [red = 0, green = 0, blue = 0] = colour.map((part) =>
        part / 255 <= 0.03928 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
      )
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
    const behind = (box: Element): number[] => {
      for (let at: Element | null = box; at; at = at.parentElement) {
        const [red = 0, green = 0, blue = 0, alpha = 1] = channels(getComputedStyle(at).backgroundColor)
        if (alpha > 0.99) return [red, green, blue]
      }
      return [255, 255, 255]
    }
    const look = (box: Element, words: string) => {
      const style = getComputedStyle(box)
      const px = Number.parseFloat(style.fontSize)
      const line = Number.parseFloat(style.lineHeight) / px
      const [one = 0, other = 0] = [light(channels(style.color).slice(0, 3)), light(behind(box))].toSorted(
        (a, b) => b - a,
      )
      const contrast = (one + 0.05) / (other + 0.05)
      const said = `${box.tagName.toLowerCase()}.${box.className} ${words.slice(0, 20)}`
      if (px < least) seen.push(`${px} px: ${said}`)
      if (!(line >= 1.295) && !box.matches('select'))
        seen.push(`lines at ${style.lineHeight} of ${px} px: ${said}`)
      if (contrast < 4.495) seen.push(`contrast ${contrast.toFixed(2)}: ${said}`)
    }
    const isSeen = (box: Element) => {
      const { width, height } = box.getBoundingClientRect()
      return (
        box.checkVisibility({ visibilityProperty: true }) &&
        width > 1 &&
        height > 1 &&
        !box.closest('.off, .skip')
      )
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const box = node.parentElement
      const words = node.textContent?.trim() ?? ''
      if (!box || !words || box.closest('script, style, noscript, svg, select') || !isSeen(box)) continue
      look(box, words)
    }
    for (const box of document.querySelectorAll('input.in, textarea.in, select.in'))
      if (isSeen(box)) look(box, 'field')
    return [...new Set(seen)]
  }, leastPx)

/**
 * What a thumb must hit (quality.md U2): smaller than so many px either way, the padding and the label around it counted, or
 * nearer than 8 px to the next. Links within a sentence are read, not aimed at, and are left out (WCAG 2.2, 2.5.8).
 * What has no edge of its own may touch its neighbour as long as a target of the least size has 8 px around it.
 */
export const targetFindings = (page: Page, leastPx: number): Promise<string[]> =>
  page.evaluate((least) => {
    const seen: string[] = []
    const all = [
      ...document.querySelectorAll<HTMLElement>(
        'a[href], button, select, textarea, summary, input:not([type="hidden"]), [role="button"]',
      ),
    ]
    const targetOf = (box: HTMLElement): HTMLElement =>
      box.matches('input[type="radio"], input[type="checkbox"], input[type="file"]') && box.closest('label')
        ? (box.closest('label') ?? box)
        : box
    const isInText = (box: HTMLElement): boolean => {
      if (getComputedStyle(box).display !== 'inline') return false
      let around = box.parentElement
      while (around && getComputedStyle(around).display === 'inline') around = around.parentElement
      const links = [...(around?.querySelectorAll('a, button') ?? [])]
        .map((one) => one.textContent ?? '')
        .join('')
      return (around?.textContent ?? '').replace(/\s/g, '').length > links.replace(/\s/g, '').length
    }
    const named = (box: HTMLElement) =>
      `${box.tagName.toLowerCase()}.${box.className} ${(box.textContent ?? '').trim().slice(0, 16)}`
    const targets = [...new Set(all.map(targetOf))].filter((box) => {
      const { width, height, right } = box.getBoundingClientRect()
      return (
        box.checkVisibility({ visibilityProperty: true }) &&
        width > 1 &&
        height > 1 &&
        right > 0 &&
        !isInText(box)
      )
    })
    /** Pseudo-elements and padding count: what lies at these points must be the target itself. */
    const isHit = (box: HTMLElement): boolean => {
      box.scrollIntoView({ block: 'center' })
      const { left, top, width, height } = box.getBoundingClientRect()
      const [x, y, reach] = [left + width / 2, top + height / 2, least / 2 - 1]
      return (
        [
          [x - reach, y],
          [x + reach, y],
          [x, y - reach],
          [x, y + reach],
        ] as const
      ).every(([atX, atY]) => {
        const hit = document.elementFromPoint(atX, atY)
        return hit !== null && (box.contains(hit) || hit.closest('a, button, label') === box)
      })
    }
    for (const box of targets) {
      const { width, height } = box.getBoundingClientRect()
      if ((width < least - 0.5 || height < least - 0.5) && !isHit(box))
        seen.push(`${Math.round(width)}×${Math.round(height)} px: ${named(box)}`)
    }
    scrollTo(0, 0)
    const hasEdge = (box: HTMLElement): boolean => {
      const style = getComputedStyle(box)
      return Number.parseFloat(style.borderLeftWidth) > 0 && Number.parseFloat(style.borderTopWidth) > 0
    }
    const areaOf = (box: HTMLElement) => {
      const { left, top, width, height } = box.getBoundingClientRect()
      const [byX, byY] = hasEdge(box)
        ? [0, 0]
        : [Math.max(0, width - least) / 2, Math.max(0, height - least) / 2]
      const y = top + scrollY
      return { left: left + byX, right: left + width - byX, top: y + byY, bottom: y + height - byY }
    }
    const areas = targets.map((box) => ({
      box,
      ...areaOf(box),
      floats: box.closest('.tabs, .dock, .act, .skip'),
    }))
    areas.forEach((one, at) => {
      for (const other of areas.slice(at + 1)) {
        if (one.box.contains(other.box) || other.box.contains(one.box) || one.floats !== other.floats)
          continue
        const apart = Math.max(
          one.left - other.right,
          other.left - one.right,
          one.top - other.bottom,
          other.top - one.bottom,
        )
        if (apart < 7.5) seen.push(`${apart.toFixed(0)} px apart: ${named(one.box)} | ${named(other.box)}`)
      }
    })
    return seen
  }, leastPx)

/** What does not fit (quality.md U5): sideways scroll, controls beyond the edge, words cut off, controls over one another. */
export const fitFindings = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const seen: string[] = []
    const root = document.documentElement
    const named = (box: Element) =>
      `${box.tagName.toLowerCase()}.${box.className} ${(box.textContent ?? '').trim().slice(0, 16)}`
    if (root.scrollWidth > root.clientWidth) {
      const wide = [...document.querySelectorAll('body *')].filter(
        (box) => box.getBoundingClientRect().right > root.clientWidth + 0.5 && !box.closest('.table-scroll'),
      )
      seen.push(`scrolls sideways: ${wide.slice(-2).map(named).join(' | ')}`)
    }
    const isSeen = (box: Element) =>
      box.checkVisibility({ visibilityProperty: true }) &&
      !box.closest('.off, .skip, .table-scroll') &&
      box.getBoundingClientRect().width > 1
    const controls = [
      ...document.querySelectorAll('a[href], button, select, textarea, input:not([type="hidden"]), label'),
    ].filter(isSeen)
    for (const box of controls) {
      const { left, right } = box.getBoundingClientRect()
      if (left < -0.5 || right > root.clientWidth + 0.5) seen.push(`beyond the edge: ${named(box)}`)
    }
    for (const box of document.querySelectorAll<HTMLElement>('main *, header *, footer *, nav *')) {
      const { overflowX, overflowY } = getComputedStyle(box)
      if (!isSeen(box) || box.matches('textarea, input, select, figure, svg, svg *')) continue
      const cutX = overflowX === 'hidden' || overflowX === 'clip'
      const cutY = overflowY === 'hidden' || overflowY === 'clip'
      if (
        (cutX && box.scrollWidth > box.clientWidth + 1) ||
        (cutY && box.scrollHeight > box.clientHeight + 1)
      )
        seen.push(`cut off: ${named(box)}`)
    }
    for (const box of document.querySelectorAll<HTMLElement>('button, .btn'))
      if (isSeen(box) && box.scrollWidth > box.clientWidth + 1)
        seen.push(`words beyond their button: ${named(box)}`)
    const floats = (box: Element): boolean => {
      for (let at: Element | null = box; at; at = at.parentElement)
        if (['fixed', 'sticky'].includes(getComputedStyle(at).position)) return true
      return false
    }
    const placed = controls
      .filter((box) => !floats(box))
      .flatMap((box) => [...box.getClientRects()].map((rect) => ({ box, rect })))
    placed.forEach(({ box, rect }, at) => {
      for (const other of placed.slice(at + 1)) {
        if (box.contains(other.box) || other.box.contains(box)) continue
        const [across, down] = [
          Math.min(rect.right, other.rect.right) - Math.max(rect.left, other.rect.left),
          Math.min(rect.bottom, other.rect.bottom) - Math.max(rect.top, other.rect.top),
        ]
        if (across > 2 && down > 2) seen.push(`over one another: ${named(box)} | ${named(other.box)}`)
      }
    })
    return [...new Set(seen)]
  })
