import { cleanName, halfWidth } from '../../platform/names.ts'

/** Kinds of venue as shipped. (domain.md A2, A3, A13) */
export const venueKinds = {
  studio: '委员工作室',
  hall: '民生议事堂',
  parlour: '委员会客厅',
  station: '协商驿站',
  contact_point: '社情民意联系点',
} as const
export type VenueKind = keyof typeof venueKinds
export const venueKindCodes = ['studio', 'hall', 'parlour', 'station', 'contact_point'] as const

/** Types of studio. (domain.md A2.2, A2.4) */
export const studioKinds = { sector: '界别型', collective: '集体型', village: '联村型' } as const
export type StudioKind = keyof typeof studioKinds
export const studioKindCodes = ['sector', 'collective', 'village'] as const

export const isVenueKind = (code: string): code is VenueKind => Object.hasOwn(venueKinds, code)
export const isStudioKind = (code: string): code is StudioKind => Object.hasOwn(studioKinds, code)

/** The words of a kind; the code itself where an office has made its own. */
export const venueKindLabel = (code: string): string => (isVenueKind(code) ? venueKinds[code] : code)
export const studioKindLabel = (code: string | null): string | null =>
  code === null ? null : isStudioKind(code) ? studioKinds[code] : code

/** A venue's printed code: 4301-S017. `no` counts within its 政协. */
export const venueCode = (committeeCode: string, no: number): string =>
  `${committeeCode}-S${String(no).padStart(3, '0')}`

/** A venue's name as it is kept and compared: half-width, no spaces between Chinese words. */
export const venueName = (typed: string): string => cleanName(typed)

/** 编号 that people list in one cell, parted by any of 、，,；; spaces and line ends; each once, in order. */
export const numbersIn = (cell: string | null): string[] => [
  ...new Set(
    halfWidth(cell ?? '')
      .split(/[、，,；;\s]+/)
      .filter(Boolean),
  ),
]

/** The path of a venue's public page, and of its code. */
export const publicPath = (token: string): string => `/s/${token}`
