import type { NumberSetting } from '../../platform/number-setting.ts'

/** Most words of one reply. */
export const mostReplyWords = 5000

/** Most departments asked in one press. */
export const mostDepartments = 12

/** Working days to sign for an assignment or to object to it. */
export const signDays: NumberSetting = {
  key: 'assignments.signDays',
  shipped: 5,
  least: 1,
  most: 30,
  label: '签收或提出异议的期限（工作日）',
  source: 'C29 群众意见：五个工作日内',
}

/** Working days to answer an assignment. */
export const answerDays: NumberSetting = {
  key: 'assignments.answerDays',
  shipped: 15,
  least: 1,
  most: 120,
  label: '承办部门答复的期限（工作日）',
  source: 'C29 群众意见：十五个工作日内',
}

/** Whether leaders are told of what is five working days overdue; off as shipped. */
export const tellLeaders: NumberSetting = {
  key: 'assignments.tellLeaders',
  shipped: 0,
  least: 0,
  most: 1,
  label: '逾期 5 个工作日时告诉政协领导',
  yesNo: true,
  source: 'C24 由本级政协自定',
}

/** Working days overdue at which the office is told, and after which leaders are, where that is on. */
export const tellOfficeAt = 1
export const tellLeadersAt = 5

export const partLabels = { host: '主办', cohost: '会办', separate: '分办' } as const

export const gradeLabels = { satisfied: '满意', partly: '基本满意', unsatisfied: '不满意' } as const

export const contactLabels = { visit: '面谈', phone: '电话', meeting: '座谈', writing: '书面' } as const

/** Reply classes A–D in words. (domain.md B9) */
export const outcomeLabels = {
  solved: '已经解决',
  under_way: '正在解决',
  planned: '列入计划',
  reference: '留作参考',
} as const

export const levelLabels = {
  town: '乡镇',
  county: '县级',
  city: '市级',
  province: '省级',
  nation: '国家级',
} as const

/** What is wrong with the parts of one press, in words; null when they fit: one 主办 with 会办, or 分办 alone. (domain.md B2) */
export const partsProblem = (parts: readonly ('host' | 'cohost' | 'separate')[]): string | null => {
  const hosts = parts.filter((part) => part === 'host').length
  const cohosts = parts.filter((part) => part === 'cohost').length
  const separates = parts.filter((part) => part === 'separate').length
  if (separates > 0 && hosts + cohosts > 0)
    return '分办与主办、会办不能混着交：要么一家主办带会办，要么几家分办'
  if (separates > 0) return null
  if (hosts === 0) return '会办要有一家主办'
  return hosts > 1 ? '主办只能有一家；几家各办各的，请选分办' : null
}

/** What an answered co-host has done, in its own words; the process's words for everybody else. */
export const stateWords = (part: keyof typeof partLabels, state: string, label: string): string =>
  part === 'cohost' && state === 'answered' ? '已交会办意见' : label
