import type { ReactNode } from 'react'
import { useRead } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { holds, useMe } from '../../../../web/session.ts'
import { PageHead } from '../../../../web/ui/staff/index.ts'
import { listLikenesses } from '../../contract/likenesses.ts'

/** The head of the three lists of members: directory, counts below, pairs that may be one person. */
export function MembersHead(props: {
  here: 'list' | 'counts' | 'likenesses'
  count?: number
  facts: readonly ReactNode[]
  aside?: ReactNode
}) {
  const me = useMe()
  const keeps = me.data !== undefined && holds(me.data, 'office')
  const open = useRead(listLikenesses, { query: { state: 'open', size: 1 } }, { enabled: keeps })
  const tabs = [
    { label: '名册', to: below(staff.members()), here: props.here === 'list' },
    { label: '各级人数', to: below(staff.memberCounts()), here: props.here === 'counts' },
    {
      label: '可能是同一人',
      to: below(staff.likenesses()),
      here: props.here === 'likenesses',
      ...(open.data && open.data.total > 0 ? { count: open.data.total } : {}),
    },
  ]
  return (
    <PageHead
      title="委员"
      facts={props.facts}
      {...(props.count === undefined ? {} : { count: props.count })}
      {...(keeps ? { tabs } : {})}
      {...(props.aside ? { aside: props.aside } : {})}
    />
  )
}
