import type { NumberSetting } from '../../platform/number-setting.ts'

/** Most words of one opinion or deed. (domain.md C29, Opinions) */
export const mostWords = 2000

/** Most items in one press. */
export const mostItems = 50

/** Working days to say whether an item is taken up. */
export const acceptDays: NumberSetting = {
  key: 'opinions.acceptDays',
  shipped: 3,
  least: 1,
  most: 30,
  label: '受理或不受理的期限（工作日）',
  source: 'C29 群众意见',
}

/** Working days to answer. */
export const answerDays: NumberSetting = {
  key: 'opinions.answerDays',
  shipped: 15,
  least: 1,
  most: 120,
  label: '答复的期限（工作日）',
  source: 'C29 群众意见',
}

/** Days to rate an answer. */
export const rateDays: NumberSetting = {
  key: 'opinions.rateDays',
  shipped: 15,
  least: 1,
  most: 90,
  label: '评价的期限（天）',
  source: 'C29 群众意见',
}

/** How often an unsatisfied speaker can have it handled again. */
export const reopenMost: NumberSetting = {
  key: 'opinions.reopenMost',
  shipped: 2,
  least: 0,
  most: 10,
  label: '不满意可以重办的次数',
  source: 'C29 群众意见',
}

/** Most pictures of one item. (domain.md C29, Opinions) */
export const mostPictures = 3

/** Most receipts on one sheet. */
export const mostSlips = 200

/** Why no receipt is made out for an item; null when it can be. One without a number gets it while nobody has looked at it. */
export const whyNoSlip = ({ state, number }: { state: string; number: string | null }): string | null => {
  if (state === 'withdrawn' || state === 'invalid') return '这一条已经撤回或作废，不用再给回执'
  return number !== null || state === 'recorded'
    ? null
    : '这一条办的时候没有编号。反映人要查进度、等答复的，请另外代录一条'
}

/** What stands in place of words that were erased on their speaker's demand. */
export const erasedWords = '［已按本人要求删除］'

/** What stands in place of who spoke, where others wrote it. */
export const erasedSelf = '［反映人］'

/** What everybody may be called: gone from no text. */
const anybody = new Set(
  '群众 居民 市民 村民 百姓 老百姓 业主 住户 家长 学生 职工 工人 农民 司机 商户 老人 匿名 匿名群众 热心群众 热心市民 一名群众 先生 女士 同志 委员'.split(
    ' ',
  ),
)

/** What of the speaker's own tells who it is, where it stands in a text: a name of two letters, a phone, a place of five. */
export const ownWords = (
  speaker: { name: string | null; phone: string | null; place: string | null } | null,
): string[] =>
  [
    { text: speaker?.name, least: 2 },
    { text: speaker?.phone, least: 6 },
    { text: speaker?.place, least: 5 },
  ].flatMap(({ text, least }) =>
    text && Array.from(text).length >= least && !anybody.has(text.trim()) ? [text] : [],
  )

/** Where to turn instead, with the words that the speaker reads. (domain.md C27) */
export const redirections: Record<string, { label: string; advice: string }> = {
  petition: { label: '信访', advice: '这件事请到当地信访局反映，或拨打信访电话。' },
  court: { label: '法院、仲裁', advice: '这件事在打官司或仲裁，请按司法程序办。' },
  police: { label: '110 报警', advice: '这件事请直接拨打 110 报警。' },
  rescue: { label: '120 急救', advice: '有人需要急救，请马上拨打 120。' },
  hotline: { label: '12345 政务热线', advice: '这件事请拨打 12345，由政务热线转有关部门办。' },
  discipline: { label: '纪检监察 12388', advice: '举报公职人员，请拨打 12388。' },
  other: { label: '其他渠道', advice: '这件事归别处办，请看下面写的说明。' },
}

/** How an item came in; a fact of the item. (domain.md B9) */
export const channels: Record<string, string> = {
  member_code: '委员码',
  venue_code: '工作室码',
  activity_code: '活动码',
  campaign_code: '活动日码',
  online: '网上',
  letter: '实体信箱',
  mail: '信件',
  phone: '电话',
  duty: '值班接待',
  visit: '走访',
  paper: '纸面代录',
  group: '微信群',
  import: '导入',
}

/** Roles of the staff face that write items down; members do so on their phones. (contract/policies.ts, handlers) */
export const writers = ['office', 'convener', 'contact_group'] as const
