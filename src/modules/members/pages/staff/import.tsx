import { below } from '../../../../web/frame.tsx'
import { ImportWizard } from '../../../../web/import-wizard.tsx'
import { staff } from '../../../../web/paths.ts'
import { Button } from '../../../../web/ui/staff/index.ts'
import { memberImports } from '../../contract/imports.ts'
import { CheckMembers } from './import-check.tsx'

/** 导入名单. */
export default function ImportMembers() {
  return (
    <ImportWizard
      title="导入委员名单"
      crumbs={[{ label: '委员', to: below(staff.members()) }, { label: '导入名单' }]}
      facts={['一张 .xlsx 表，最多 10 万行', '传上来先核对，您按了“导入”才写进名册']}
      about="模板里有本政协的界别、党派、专委会可以下拉选，第二张表讲每一列怎么填。已有的名单，把列名改成模板里的也行。"
      imports={memberImports}
      of="位"
      check={(at) => <CheckMembers {...at} />}
      next={(isAllIn) => (
        <Button main={isAllIn} to={below(staff.members())}>
          看名册
        </Button>
      )}
    />
  )
}
