import { useParams } from 'react-router'
import { useRead } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { ErrorNote, PageHead } from '../../../../web/ui/staff/index.ts'
import { getCodes } from '../../contract.ts'
import { ShownCode } from '../shown-code.tsx'

/** 现场码 on a screen in the room; fetched for the whole activity, it goes on without a network. */
export default function CodePage() {
  const { id = '' } = useParams()
  const codes = useRead(getCodes, { params: { id } })
  if (codes.error && !codes.data)
    return <ErrorNote missing={codes.error.status === 404}>{codes.error.message}</ErrorNote>
  if (!codes.data) return <p className="meta">正在打开……</p>
  return (
    <>
      <PageHead
        title="现场码"
        crumbs={[
          { label: '活动', to: below(staff.activities()) },
          { label: codes.data.title, to: below(staff.activity(id)) },
          { label: '现场码' },
        ]}
        facts={['整场的码已经取好，断网也会接着换']}
      />
      <ShownCode codes={codes.data} />
    </>
  )
}
