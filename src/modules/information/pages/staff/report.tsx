import { useParams } from 'react-router'
import { addressOf, call, useRead, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { StateOf } from '../../../../web/state-of.tsx'
import {
  Button,
  ErrorNote,
  Facts,
  PageHead,
  StepBar,
  Timeline,
  asDay,
  pastMoments,
} from '../../../../web/ui/staff/index.ts'
import { HandlingOf } from '../../../assignments/pages/parts/handling.ts'
import { type Report, getReport, getReportDocument, saveReport, stepReport } from '../../contract.ts'
import { reportProcess } from '../../process.ts'
import { reportConditions } from '../../rules.ts'
import { Sources } from '../sources.tsx'
import { TextEditor, TextRead } from '../text-editor.tsx'
import { useKept } from '../use-kept.ts'

/** What is usually done next in a state; taking something back never is. */
const likely: Record<string, string> = { draft: 'file', returned: 'file', filed: 'adopt', adopted: 'issue' }

/** One special report: its text and two conditions, its sources, its steps, departments and 批示. */
export default function ReportPage() {
  const { id = '' } = useParams()
  const read = useRead(getReport, { params: { id } })
  const step = useWrite(stepReport)
  if (read.error)
    return (
      <ErrorNote missing={read.error.status === 404} reference={read.error.requestId ?? ''}>
        {read.error.message}
      </ErrorNote>
    )
  if (!read.data) return <p className="meta">正在打开……</p>
  const report = read.data
  const { state } = report.standing
  return (
    <>
      <PageHead
        title={report.title || '还没有标题'}
        crumbs={[
          { label: '金点子·好建议专报', to: below(staff.reports()) },
          { label: report.issue ?? '还没有期号' },
        ]}
        facts={[
          <StateOf key="state" process={reportProcess} state={state} />,
          ...(report.issuedOn ? [`${asDay(report.issuedOn)}编发`] : []),
          report.venueName ??
            (report.origin ? `${report.origin.committeeName}政协报来` : report.committeeName),
        ]}
        aside={<Button href={addressOf(getReportDocument, { params: { id } })}>导出公文（docx）</Button>}
      />
      <div className="handling">
        <div>
          {report.mayEdit ? <Editor key={id} report={report} /> : <TextRead body={report.body} />}
          <StepBar
            steps={report.standing.steps}
            likely={likely[state] ?? 'none'}
            about={{
              return: { ask: '请写要补什么' },
              decline: { ask: '为什么不采用？' },
              file: { done: '报上去了，等筛选' },
              issue: { done: '编发了，期号在上面' },
              feedBack: { ask: '部门怎么说的' },
              send: { final: '报上去的是一份副本，由上级自己筛选。只报一次。' },
              withdraw: { ask: '为什么撤回？' },
            }}
            onTake={(taken) => step.send({ params: { id }, body: taken })}
          />
          {['issued', 'handed', 'fedBack'].includes(state) && (
            <HandlingOf recordType="report" recordId={id} />
          )}
        </div>
        <div>
          <section>
            <h2>两个条件</h2>
            <Facts
              rows={[
                { label: reportConditions.townCannot, value: report.townCannot ? '是' : '没有勾' },
                { label: reportConditions.isValuable, value: report.isValuable ? '是' : '没有勾' },
              ]}
            />
          </section>
          <section>
            <h2>来源</h2>
            <Sources opinions={report.opinions} />
            {report.sent && (
              <Facts rows={[{ label: `报给${report.sent.committeeName}`, value: report.sent.said }]} />
            )}
          </section>
          <section>
            <h2>经过</h2>
            <Timeline moments={pastMoments(report.standing.history)} />
          </section>
        </div>
      </div>
    </>
  )
}

function Editor({ report }: { report: Report }) {
  const { id } = report
  const writing = useKept(
    {
      title: report.title,
      body: report.body,
      category: report.category,
      townCannot: report.townCannot,
      isValuable: report.isValuable,
    },
    report.version,
    (text, version) => call(saveReport, { params: { id }, body: { ...text, version } }),
    `report:${id}`,
  )
  const tick = (name: 'townCannot' | 'isValuable') => (
    <label className="pick">
      <input
        type="checkbox"
        checked={writing.text[name]}
        onChange={(event) => writing.change({ [name]: event.currentTarget.checked })}
      />
      {reportConditions[name]}
    </label>
  )
  return (
    <TextEditor
      title={writing.text.title}
      body={writing.text.body}
      said={writing.said}
      isWaiting={writing.isWaiting}
      other={writing.other}
      onChange={writing.change}
      onSettle={writing.settle}
    >
      <fieldset className="field">
        <legend>两个条件都要符合，才能报送</legend>
        {tick('townCannot')}
        {tick('isValuable')}
      </fieldset>
    </TextEditor>
  )
}
