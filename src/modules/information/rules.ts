/** Levels of adoption, lowest first. (domain.md B3, B9) */
export const adoptionLevels = ['county', 'city', 'province', 'nation'] as const
export type AdoptionLevel = (typeof adoptionLevels)[number]

const levelWords: Record<AdoptionLevel, string> = {
  county: '县采用',
  city: '市采用',
  province: '省采用',
  nation: '全国采用',
}

/** 本级采用, 市采用, 省采用, 全国采用: as seen from the 政协 that owns the information. */
export const adoptionLabel = (level: AdoptionLevel, ownLevel: string): string =>
  level === ownLevel ? '本级采用' : levelWords[level]

/** Levels above one's own, which may be noted by hand. */
export const levelsAbove = (ownLevel: string): AdoptionLevel[] => {
  const at = adoptionLevels.findIndex((level) => level === ownLevel)
  return adoptionLevels.slice(at + 1)
}

/** 〔2026〕第 12 期, with the brackets of GB/T 9704. */
export const issueLabel = (year: number, no: number): string => `〔${year}〕第 ${no} 期`

/** What a member is credited for. */
export const creditParts = { heard: '听到', replied: '答复', wrote: '撰写' } as const
export type CreditPart = keyof typeof creditParts

/** Most words of a title, and of a text. */
export const mostTitle = 60
export const mostBody = 8000

/** Titles of the two publications as printed. */
export const publications = {
  information: { title: '社情民意信息' },
  report: { title: '金点子·好建议专报' },
} as const
export type Publication = keyof typeof publications

/** The two conditions of a special report, both to be ticked. (domain.md A3.13, C12) */
export const reportConditions = {
  townCannot: '镇街解决不了',
  isValuable: '有重要价值',
} as const
