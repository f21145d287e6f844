/** Kinds of message that also come by SMS, as people know them; each is on until its reader switches it off. */
export const textKinds = {
  activity: {
    label: '活动通知',
    says: '活动日、活动、值班有安排或变动，您还没看，发的人又提醒您时',
  },
  reminder: { label: '提醒', says: '该办的事没办，又没在这里登录时' },
  matter: { label: '交办和反映的事', says: '有事交到您的部门，或者您办的事有变动时' },
} as const

export type TextKind = keyof typeof textKinds
export const textKindNames = ['activity', 'reminder', 'matter'] as const satisfies readonly TextKind[]
