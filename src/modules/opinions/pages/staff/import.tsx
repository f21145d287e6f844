import { useState } from 'react'
import { newKey, useRead, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { ImportCheck } from '../../../../web/import-check.tsx'
import { ImportWizard } from '../../../../web/import-wizard.tsx'
import { staff } from '../../../../web/paths.ts'
import { Button, ErrorNote, Result } from '../../../../web/ui/staff/index.ts'
import { issueSlips, opinionImports } from '../../contract.ts'

/** 导入群众意见. */
export default function ImportOpinions() {
  return (
    <ImportWizard
      title="导入群众意见"
      crumbs={[{ label: '群众意见', to: below(staff.opinions()) }, { label: '导入' }]}
      facts={[
        '没有答复的，导入后给编号、算期限，可以印回执单；已答复的只存档',
        '传上来先核对，您按了“导入”才写进去',
      ]}
      about="一行一条。来源、答复了没有，都可以下拉选；第二张表讲每一列怎么填。严禁填写涉密内容。"
      imports={opinionImports}
      of="条"
      check={(at) => <CheckOpinions {...at} />}
      next={(isAllIn, run) => (
        <>
          <SlipsOfImport runId={run.id} />
          <Button main={isAllIn} to={below(staff.opinions())}>
            看群众意见
          </Button>
        </>
      )}
    />
  )
}

/** Receipts of what this import brought in, to print and hand out; again prints those that are left. */
function SlipsOfImport({ runId }: { runId: string }) {
  const write = useWrite(issueSlips)
  const [made, setMade] = useState<{ count: number; left: number; path: string } | null>(null)
  if (made && made.count === 0) return <Result>这次导入的都有查询码了，没有要印的。</Result>
  if (made)
    return (
      <>
        <Result>
          回执单 {made.count} 张{made.left > 0 ? `，还有 ${made.left} 张，印完这些再回来印` : ''}。
        </Result>
        <Button href={made.path} icon="print">
          打开打印页
        </Button>
      </>
    )
  return (
    <>
      <Button
        icon="print"
        busy={write.busy}
        onPress={() => {
          const id = newKey()
          void write.send({ body: { id, importId: runId }, key: id }).then(setMade, () => undefined)
        }}
      >
        印这批的回执单
      </Button>
      {write.error && <ErrorNote>{write.error.message}</ErrorNote>}
    </>
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
