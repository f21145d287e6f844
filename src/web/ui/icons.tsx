import type { ReactNode } from 'react'

const drawings = {
  mic: (
    <>
      <rect x="9" y="3.5" width="6" height="10.5" rx="3" />
      <path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3" />
    </>
  ),
  phone: (
    <>
      <path d="M6.2 3.8h3l1.6 4.3-2.1 1.6a11.4 11.4 0 0 0 5.6 5.6l1.6-2.1 4.3 1.6v3a2 2 0 0 1-2.2 2A16.4 16.4 0 0 1 4.2 6a2 2 0 0 1 2-2.2z" />
    </>
  ),
  pen: (
    <>
      <path d="M4.5 19.5l1-4.2L16 4.8a1.9 1.9 0 0 1 2.7 0l.5.5a1.9 1.9 0 0 1 0 2.7L8.7 18.5zM14.2 6.6l3.2 3.2" />
    </>
  ),
  camera: (
    <>
      <path d="M4 8h3.4l1.5-2.4h6.2L16.6 8H20v11H4z" />
      <circle cx="12" cy="13.2" r="3.4" />
    </>
  ),
  pin: (
    <>
      <path d="M12 21c4.2-4.4 6.4-7.8 6.4-10.9A6.4 6.4 0 0 0 5.6 10C5.6 13.2 7.8 16.6 12 21z" />
      <circle cx="12" cy="10" r="2.3" />
    </>
  ),
  clock: (
    <>
      <circle cx="12" cy="12" r="8.2" />
      <path d="M12 7.4V12l3 2.4" />
    </>
  ),
  search: (
    <>
      <circle cx="10.8" cy="10.8" r="6.3" />
      <path d="M15.5 15.500L20 20" />
    </>
  ),
  print: (
    <>
      <path d="M7 9V4h10v5M7 16.500H4V9h16v7.500h-3" />
      <path d="M7 14h10v6H7z" />
    </>
  ),
  'down-to': (
    <>
      <path d="M12 4v11M7.5 10.800L12 15.300l4.5-4.500M4.5 19.500h15" />
    </>
  ),
  bell: (
    <>
      <path d="M6 17V11a6 6 0 0 1 12 0v6l1.5 1.500h-15zM10 21h4" />
    </>
  ),
  close: (
    <>
      <path d="M6 6l12 12M18 6L6 18" />
    </>
  ),
  nonet: (
    <>
      <path d="M3.5 9.500A13 13 0 0 1 8 6.600M12 5.600c3.2 0 6.2 1.3 8.5 3.900M7 13.200a8 8 0 0 1 3-1.800M14.5 11.600a8 8 0 0 1 2.5 1.600M12 18.500v.1M4 3.500l16 17" />
    </>
  ),
  plus: (
    <>
      <path d="M12 5v14M5 12h14" />
    </>
  ),
  scan: (
    <>
      <path d="M4 8.500V4h4.500M15.5 4H20v4.500M20 15.500V20h-4.500M8.5 20H4v-4.500M4 12h16" />
    </>
  ),
  chat: (
    <>
      <path d="M4 5h16v11.500h-8.500L7 20v-3.500H4z" />
      <path d="M8 9.500h8M8 12.500h5" />
    </>
  ),
  list: (
    <>
      <path d="M5 4h14v16H5zM8.5 8.500h7M8.5 12h7M8.5 15.500h4" />
    </>
  ),
  user: (
    <>
      <circle cx="12" cy="8.2" r="3.8" />
      <path d="M4.8 20c.6-4 3.4-6.2 7.2-6.200s6.6 2.2 7.2 6.2" />
    </>
  ),
  filter: (
    <>
      <path d="M4 6h16M7 12h10M10 18h4" />
    </>
  ),
  more: (
    <>
      <path d="M6 12v.1M12 12v.1M18 12v.1" />
    </>
  ),
  link: (
    <>
      <path d="M9 15l6-6M10.5 7.500l2-2a4.2 4.2 0 0 1 6 6l-2 2M13.5 16.500l-2 2a4.2 4.2 0 0 1-6-6l2-2" />
    </>
  ),
  next: (
    <>
      <path d="M9 5l7 7-7 7" />
    </>
  ),
  home: (
    <>
      <circle cx="12" cy="12" r="3.6" />
      <path d="M12 3.500v2M12 18.500v2M3.5 12h2M18.5 12h2M6 6l1.4 1.400M16.6 16.600L18 18M18 6l-1.4 1.400M7.4 16.600L6 18" />
    </>
  ),
  speaker: (
    <>
      <path d="M4 9.5v5h3.6L12 18.5v-13L7.6 9.5z" />
      <path d="M15.4 9a4.2 4.2 0 0 1 0 6M17.9 6.5a7.8 7.8 0 0 1 0 11" />
    </>
  ),
  big: (
    <>
      <path d="M3 19L8.6 5h.8L15 19M5 14.4h8" />
      <path d="M15.6 19l2.7-7h.6l2.7 7M16.4 16.9h4.3" />
    </>
  ),
  down: (
    <>
      <path d="M6 9.5l6 6 6-6" />
    </>
  ),
  back: (
    <>
      <path d="M15 5l-7 7 7 7" />
    </>
  ),
} satisfies Record<string, ReactNode>

export type IconName = keyof typeof drawings

/** A line icon at the size of the text beside it; decoration only, so the words beside it carry the meaning. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="i" viewBox="0 0 24 24" aria-hidden="true">
      {drawings[name]}
    </svg>
  )
}
