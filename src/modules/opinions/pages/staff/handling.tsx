import { HandlingOf } from '../../../assignments/pages/parts/handling.ts'

/** What belongs to the handling of an opinion beside its own steps: departments, replies, 批示. */
export function Handling({ id, state }: { id: string; state: string }) {
  const closed = ['accepted', 'assigned'].includes(state) ? null : '受理后才能交部门办理'
  return <HandlingOf recordType="opinion" recordId={id} closed={closed} />
}
