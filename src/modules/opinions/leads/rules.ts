/** What an opinion may become, in order. (domain.md A8, A9, A3.13) */
export const leadKinds = {
  information: { label: '社情民意信息', said: '正在写进社情民意信息' },
  suggestion: { label: '微建议', said: '转成了微建议线索' },
  proposal: { label: '提案线索', said: '转成了提案线索' },
  topic: { label: '议题线索', said: '转成了议事堂议题线索' },
  report: { label: '金点子专报', said: '正在写进“金点子·好建议”专报' },
} as const

export type LeadKind = keyof typeof leadKinds

/** Kinds that the office is asked to look at: their modules stand; the others wait in the pool. (domain.md C29) */
export const askedKinds: readonly LeadKind[] = ['information', 'report']
