import { useParams } from 'react-router'
import { PageHead } from '../../../../web/ui/staff/index.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { OpinionCase } from './case.tsx'

/** One opinion or deed by itself, as a to-do or a search leads to it. */
export default function ItemPage() {
  const { id = '' } = useParams()
  return (
    <>
      <PageHead
        title="一条意见、一件实事"
        crumbs={[{ label: '群众意见', to: below(staff.opinions()) }, { label: '打开的这一条' }]}
      />
      <OpinionCase id={id} />
    </>
  )
}
