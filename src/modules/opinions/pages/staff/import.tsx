import { useRead, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { ImportCheck } from '../../../../web/import-check.tsx'
import { ImportWizard } from '../../../../web/import-wizard.tsx'
import { staff } from '../../../../web/paths.ts'
import { Button } from '../../../../web/ui/staff/index.ts'
import { opinionImports } from '../../contract.ts'

/** 导入群众意见. */
export default function ImportOpinions() {
  return (
    <ImportWizard
      title="导入群众意见"
      crumbs={[{ label: '群众意见', to: below(staff.opinions()) }, { label: '导入' }]}
      facts={['没有答复的，导入后给编号、算期限；已答复的只存档', '传上来先核对，您按了“导入”才写进去']}
      about="一行一条。来源、答复了没有，都可以下拉选；第二张表讲每一列怎么填。严禁填写涉密内容。"
      imports={opinionImports}
      of="条"
      check={(at) => <CheckOpinions {...at} />}
      next={(isAllIn) => (
        <Button main={isAllIn} to={below(staff.opinions())}>
          看群众意见
        </Button>
      )}
    />
  )
}

function CheckOpinions(props: { id: string; onStarted: (runId: string) => void; onOther: () => void }) {
  const preview = useRead(opinionImports.preview, { params: { id: props.id } })
  const run = useWrite(opinionImports.run)
  return (
    <ImportCheck
      {...props}
      read={preview}
      of="条"
      fresh="新增"
      name="内容"
      send={(body) => run.send({ params: { id: props.id }, body, key: body.runId })}
    />
  )
}
