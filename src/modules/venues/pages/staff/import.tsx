import { useSearchParams } from 'react-router'
import { z } from 'zod'
import { addressOf, upload } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { RunView } from '../../../../web/run-view.tsx'
import { Button, FileField, Form, PageHead, Section, Timeline } from '../../../../web/ui/staff/index.ts'
import { getVenueTemplate, uploadVenues } from '../../import-contract.ts'
import { ImportCheck } from './import-check.tsx'

const Filled = z.object({ file: z.instanceof(File, { message: '请选填好的表。' }) })

/** 导入工作室: template → sheet → check → import; each place has its address, so that a reload stays there. */
export default function ImportVenues() {
  const [address, setAddress] = useSearchParams()
  const file = address.get('file')
  const run = address.get('run')
  return (
    <>
      <PageHead
        title="导入工作室"
        crumbs={[{ label: '委员工作室', to: below(staff.venues()) }, { label: '导入' }]}
        facts={[
          '先导入委员，再导入工作室：召集人和入驻委员按委员编号认',
          '传上来先核对，您按了“导入”才写进去',
        ]}
      />
      <Timeline across moments={placesOf(file, run)} />
      {run ? (
        <RunView
          id={run}
          unit="家"
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

const placesOf = (file: string | null, run: string | null) => {
  const here = run ? 2 : file ? 1 : 0
  return ['下载模板，填好传上来', '核对', '导入'].map((title, at) => ({
    key: title,
    title,
    state: at < here ? ('done' as const) : at === here ? ('now' as const) : ('next' as const),
  }))
}

function Send({ onSent }: { onSent: (id: string) => void }) {
  return (
    <>
      <Section title="先下载模板">
        <p className="text">模板里的归口可以下拉选，都是本政协的专委会；第二张表讲每一列怎么填。</p>
        <p className="open">
          <Button href={addressOf(getVenueTemplate)} icon="down-to" download>
            下载模板
          </Button>
        </p>
      </Section>
      <Section title="填好，传上来">
        <Form
          schema={Filled}
          submit="传上来核对"
          onSubmit={async ({ file }, { key }) => {
            const { id } = await upload(uploadVenues, file, { body: {} }, { key })
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
    <div className="open">
      <Button main={!hasFile} to={below(staff.venues())}>
        看工作室
      </Button>
      {!hasFile && (
        <Button icon="print" href="/print/venues">
          打印全部海报
        </Button>
      )}
      <Button onPress={onAgain}>{hasFile ? '改好了，再传' : '再导入一张'}</Button>
    </div>
  )
}
