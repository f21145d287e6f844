import { useParams } from 'react-router'
import { getRun } from '../../platform/runs/contract.ts'
import { useRead } from '../call.ts'
import { below } from '../frame.tsx'
import { staff } from '../paths.ts'
import { RunView } from '../run-view.tsx'
import { Button, PageHead, asDayTime } from '../ui/staff/index.ts'

const backs = new Map([
  ['members.import', staff.members()],
  ['venues.import', staff.venues()],
  ['members.export', staff.members()],
  ['venues.export', staff.venues()],
])

/** One long run, opened from its to-do. */
export default function RunPage() {
  const { id = '' } = useParams()
  const run = useRead(getRun, { params: { id } })
  const back = backs.get(run.data?.kind ?? '') ?? staff.todos()
  return (
    <>
      <PageHead
        title={run.data?.title ?? '长任务'}
        crumbs={[{ label: '待办', to: below(staff.todos()) }, { label: '结果' }]}
        facts={run.data ? [`${asDayTime(run.data.createdAt)} 开始`, run.data.stateLabel] : []}
      />
      <RunView id={id} unit="行" next={() => <Button to={below(back)}>回去看看</Button>} />
    </>
  )
}
