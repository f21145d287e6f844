import { useRead, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { ImportCheck } from '../../../../web/import-check.tsx'
import { ImportWizard } from '../../../../web/import-wizard.tsx'
import { staff } from '../../../../web/paths.ts'
import { Button } from '../../../../web/ui/staff/index.ts'
import { venueImports } from '../../import-contract.ts'

/** 导入工作室. */
export default function ImportVenues() {
  return (
    <ImportWizard
      title="导入工作室"
      crumbs={[{ label: '委员工作室', to: below(staff.venues()) }, { label: '导入' }]}
      facts={[
        '先导入委员，再导入工作室：召集人和入驻委员按姓名认，同名的按编号',
        '传上来先核对，您按了“导入”才写进去',
      ]}
      about="模板里的归口可以下拉选，都是本政协的专委会；第二张表讲每一列怎么填。"
      imports={venueImports}
      of="家"
      check={(at) => <CheckVenues {...at} />}
      next={(isAllIn) => (
        <>
          <Button main={isAllIn} to={below(staff.venues())}>
            看工作室
          </Button>
          {isAllIn && (
            <Button icon="print" href="/print/venues">
              打印本政协的海报
            </Button>
          )}
        </>
      )}
    />
  )
}

function CheckVenues(props: { id: string; onStarted: (runId: string) => void; onOther: () => void }) {
  const preview = useRead(venueImports.preview, { params: { id: props.id } })
  const run = useWrite(venueImports.run)
  return (
    <ImportCheck
      {...props}
      read={preview}
      of="家"
      fresh="新设"
      name="名称"
      send={(body) => run.send({ params: { id: props.id }, body, key: body.runId })}
    />
  )
}
