import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import type { Tab } from '../../../../web/ui/staff/index.ts'

/** 消息: what came to oneself, and what one told many. */
export const noticeTabs = (here: 'received' | 'sent'): Tab[] => [
  { label: '收到的', to: below(staff.notices()), here: here === 'received' },
  { label: '发出的', to: below(staff.tellings()), here: here === 'sent' },
]
