import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { z } from 'zod'
import type { ImportAsked, ImportPreview, importEndpoints } from '../platform/importing/contract.ts'
import { type Run, getRun } from '../platform/runs/contract.ts'
import { addressOf, upload, useRead } from './call.ts'
import { RunView } from './run-view.tsx'
import { Button, type Crumb, FileField, Form, PageHead, Section, Timeline } from './ui/staff/index.ts'

const WithFile = z.object({ file: z.instanceof(File, { message: '请选填好的表。' }) })

/** What one sheet's import needs of its slice; the places, their addresses and the run are the same for all. */
interface Wizard {
  title: string
  crumbs: readonly Crumb[]
  facts: readonly ReactNode[]
  /** what the template is like, in a sentence */
  about: string
  imports: Pick<Imports, 'template' | 'upload'>
  /** counts what is imported: 位, 家, 条 */
  of: string
  check: (at: { id: string; onStarted: (runId: string) => void; onOther: () => void }) => ReactNode
  /** where to look at the end; the main button when nothing is left to mend */
  next: (isAllIn: boolean, run: Run) => ReactNode
}

type Imports = ReturnType<typeof importEndpoints<typeof ImportPreview, typeof ImportAsked>>

/** Template → sheet → check → import; each place has its address, so that a reload stays there. */
export function ImportWizard(props: Wizard) {
  const [address, setAddress] = useSearchParams()
  const [file, run] = [address.get('file'), address.get('run')]
  const going = useRead(getRun, { params: { id: run ?? '' } }, { enabled: run !== null })
  const isIn = going.data?.state === 'done' // stopped or failed, the last place is not behind
  return (
    <>
      <PageHead title={props.title} crumbs={props.crumbs} facts={props.facts} />
      <Timeline across moments={placesOf(isIn ? 3 : run ? 2 : file ? 1 : 0)} />
      {run ? (
        <RunView
          id={run}
          unit="行"
          of={props.of}
          next={(ended) => <Next run={ended} next={props.next} onAgain={() => setAddress({})} />}
        />
      ) : file ? (
        props.check({
          id: file,
          onStarted: (runId) => setAddress({ run: runId }),
          onOther: () => setAddress({}),
        })
      ) : (
        <Start {...props} onSent={(id) => setAddress({ file: id })} />
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

function Start({
  about,
  imports,
  onSent,
}: Pick<Wizard, 'about' | 'imports'> & { onSent: (id: string) => void }) {
  return (
    <>
      <Section title="先下载模板">
        <p className="text">{about}</p>
        <p className="open">
          <Button href={addressOf(imports.template)} icon="down-to" download>
            下载模板
          </Button>
        </p>
      </Section>
      <Section title="填好，传上来">
        <Form
          schema={WithFile}
          submit="传上来核对"
          onSubmit={async ({ file }, { key }) => {
            const { id } = await upload(imports.upload, file, { body: {} }, { key })
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

function Next({ run, next, onAgain }: { run: Run; next: Wizard['next']; onAgain: () => void }) {
  return (
    <div className="open">
      {next(!run.hasFile, run)}
      <Button onPress={onAgain}>{run.hasFile ? '改好了，再传' : '再导入一张'}</Button>
    </div>
  )
}
