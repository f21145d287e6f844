import { useSearchParams } from 'react-router'
import { z } from 'zod'
import { getRun } from '../../../../platform/runs/contract.ts'
import { addressOf, upload, useRead } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { RunView } from '../../../../web/run-view.tsx'
import { Button, FileField, Form, PageHead, Section, Timeline } from '../../../../web/ui/staff/index.ts'
import { getImportTemplate, uploadImport } from '../../contract/imports.ts'
import { ImportCheck } from './import-check.tsx'

const Filled = z.object({ file: z.instanceof(File, { message: '请选填好的表。' }) })

/** 导入名单: template → sheet → check → import; each place has its address, so that a reload stays there. */
export default function ImportMembers() {
  const [address, setAddress] = useSearchParams()
  const file = address.get('file')
  const run = address.get('run')
  const going = useRead(getRun, { params: { id: run ?? '' } }, { enabled: run !== null })
  const isOver = going.data !== undefined && going.data.endedAt !== null
  return (
    <>
      <PageHead
        title="导入委员名单"
        crumbs={[{ label: '委员', to: below(staff.members()) }, { label: '导入名单' }]}
        facts={['一张 .xlsx 表，最多 10 万行', '传上来先核对，您按了“导入”才写进名册']}
      />
      <Timeline across moments={placesOf(isOver ? 3 : run ? 2 : file ? 1 : 0)} />
      {run ? (
        <RunView
          id={run}
          unit="行"
          of="位"
          next={(ended) => <Next hasFile={ended.hasFile} onAgain={() => setAddress({})} />}
        />
      ) : file ? (
        <ImportCheck
          id={file}
          onStarted={(runId) => setAddress({ run: runId })}
          onOther={() => setAddress({})}
        />
      ) : (
        <Send onSent={(id) => setAddress({ file: id })} />
      )}
    </>
  )
}

const placesOf = (here: number) =>
  ['下载模板，填好传上来', '核对', '导入'].map((title, at) => ({
    key: title,
    title,
    state: at < here ? ('done' as const) : at === here ? ('now' as const) : ('next' as const),
  }))

function Send({ onSent }: { onSent: (id: string) => void }) {
  return (
    <>
      <Section title="先下载模板">
        <p className="text">
          模板里有本政协的界别、党派、专委会可以下拉选，第二张表讲每一列怎么填。已有的名单，把列名改成模板里的也行。
        </p>
        <p className="open">
          <Button href={addressOf(getImportTemplate)} icon="down-to" download>
            下载模板
          </Button>
        </p>
      </Section>
      <Section title="填好，传上来">
        <Form
          schema={Filled}
          submit="传上来核对"
          onSubmit={async ({ file }, { key }) => {
            const { id } = await upload(uploadImport, file, { body: {} }, { key })
            onSent(id)
          }}
        >
          <FileField
            name="file"
            label="填好的表"
            accept=".xlsx,.xls,.et"
            hint="Excel 或 WPS 存成的 .xlsx，20 MB 以内。"
          />
        </Form>
      </Section>
    </>
  )
}

function Next({ hasFile, onAgain }: { hasFile: boolean; onAgain: () => void }) {
  return (
    <>
      <Button main={!hasFile} to={below(staff.members())}>
        看名册
      </Button>
      <Button onPress={onAgain}>{hasFile ? '改好了，再传' : '再导入一张'}</Button>
    </>
  )
}
