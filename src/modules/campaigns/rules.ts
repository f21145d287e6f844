import { addDays } from '../../platform/clock.ts'

/** The eight kinds of the 2022 notice, in its order: the default of a new campaign. (reference 000, 二; H2) */
export const eightKinds: readonly { no: number; label: string; shortLabel: string }[] = [
  { no: 1, label: '开展委员读书、宣传宣讲活动', shortLabel: '读书宣讲' },
  { no: 2, label: '开展调研协商、监督视察等活动', shortLabel: '调研视察' },
  { no: 3, label: '开展微建议办理，提案、社情民意线索征集等活动', shortLabel: '微建议与线索' },
  { no: 4, label: '开展走访走近走亲界别群众、基层群众活动', shortLabel: '走访群众' },
  { no: 5, label: '开展委员工作室联动值班、委员联谊交流等活动', shortLabel: '值班联谊' },
  { no: 6, label: '开展公益帮扶、服务群众等活动', shortLabel: '公益帮扶' },
  { no: 7, label: '以界别为依托，开展有界别特色的履职活动', shortLabel: '界别特色' },
  { no: 8, label: '开展其他形式履职活动', shortLabel: '其他形式' },
]

export interface CampaignDates {
  heldOn: string
  collectiveFrom: string
  collectiveUntil: string
  ownFrom: string
  ownUntil: string
  uploadDueOn: string
  returnDueOn: string
}

/** Dates that follow from the day: collective on D, own D−7 to D+9, upload D+2, return D+9. (domain.md C4, C25, C29) */
export const defaultDates = (heldOn: string): CampaignDates => ({
  heldOn,
  collectiveFrom: heldOn,
  collectiveUntil: heldOn,
  ownFrom: addDays(heldOn, -7),
  ownUntil: addDays(heldOn, 9),
  uploadDueOn: addDays(heldOn, 2),
  returnDueOn: addDays(heldOn, 9),
})

/** Days from one day to another; negative goes back. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

/** 9月21日 */
export const monthDay = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`

/** Moves every date by as many days as the day moves. (C29, Standings: postponing moves D and every window) */
export const movedDates = (dates: CampaignDates, heldOn: string): CampaignDates => {
  const days = daysBetween(dates.heldOn, heldOn)
  return {
    heldOn,
    collectiveFrom: addDays(dates.collectiveFrom, days),
    collectiveUntil: addDays(dates.collectiveUntil, days),
    ownFrom: addDays(dates.ownFrom, days),
    ownUntil: addDays(dates.ownUntil, days),
    uploadDueOn: addDays(dates.uploadDueOn, days),
    returnDueOn: addDays(dates.returnDueOn, days),
  }
}

/** What is wrong with the order of the dates, field by field; empty when nothing is. */
export const dateProblems = (dates: CampaignDates): { path: string; message: string }[] => {
  const problems: { path: string; message: string }[] = []
  if (dates.collectiveFrom > dates.heldOn || dates.collectiveUntil < dates.heldOn)
    problems.push({ path: 'collectiveUntil', message: '集体活动的时间段要包含活动日当天' })
  if (dates.ownFrom > dates.ownUntil)
    problems.push({ path: 'ownUntil', message: '自行开展的截止日早于开始日' })
  if (dates.uploadDueOn < dates.heldOn)
    problems.push({ path: 'uploadDueOn', message: '动态上传的期限早于活动日' })
  if (dates.returnDueOn < dates.uploadDueOn)
    problems.push({ path: 'returnDueOn', message: '报表期限早于动态上传的期限' })
  return problems
}

const magic: readonly { ends: RegExp; begins: string; mediaType: string }[] = [
  { ends: /\.pdf$/i, begins: '25504446', mediaType: 'application/pdf' },
  { ends: /\.ofd$/i, begins: '504b0304', mediaType: 'application/ofd' },
  {
    ends: /\.docx$/i,
    begins: '504b0304',
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  },
  {
    ends: /\.xlsx$/i,
    begins: '504b0304',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  { ends: /\.(jpg|jpeg)$/i, begins: 'ffd8ff', mediaType: 'image/jpeg' },
  { ends: /\.png$/i, begins: '89504e47', mediaType: 'image/png' },
]

/** What a document is, when its name and its first bytes agree on a kind that is taken; else null. */
export const mediaTypeOf = (name: string, bytes: Uint8Array): string | null => {
  const begins = Array.from(bytes.slice(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join('')
  return magic.find((kind) => kind.ends.test(name) && begins.startsWith(kind.begins))?.mediaType ?? null
}

/** The cause of what the offices below are told when a campaign is issued. */
export const issuedCause = (id: string): string => `campaign:${id}:issued`
