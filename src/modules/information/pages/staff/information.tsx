import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { addressOf, call, useRead, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { StateOf } from '../../../../web/state-of.tsx'
import {
  Button,
  ErrorNote,
  PageHead,
  Select,
  StepBar,
  Timeline,
  asDay,
  pastMoments,
} from '../../../../web/ui/staff/index.ts'
import { DirectivesOf } from '../../../assignments/pages/parts/handling.ts'
import {
  type Information,
  getDocument,
  getInformation,
  listInformations,
  removeSource,
  saveInformation,
  stepInformation,
} from '../../contract.ts'
import { informationProcess } from '../../process.ts'
import { Credits } from '../credits.tsx'
import { Ladder } from '../ladder.tsx'
import { Sources } from '../sources.tsx'
import { TextEditor, TextRead } from '../text-editor.tsx'
import { useKept } from '../use-kept.ts'

/** One information: the text beside its sources, who is credited, its steps, how far it was used. */
export default function InformationPage() {
  const { id = '' } = useParams()
  const read = useRead(getInformation, { params: { id } })
  if (read.error)
    return (
      <ErrorNote missing={read.error.status === 404} reference={read.error.requestId ?? ''}>
        {read.error.message}
      </ErrorNote>
    )
  if (!read.data) return <p className="meta">正在打开……</p>
  const information = read.data
  return (
    <>
      <PageHead
        title={information.title || '还没有标题'}
        crumbs={[
          { label: '社情民意信息', to: below(staff.informations()) },
          { label: information.issue ?? '还没有期号' },
        ]}
        facts={[
          <StateOf key="state" process={informationProcess} state={information.standing.state} />,
          ...(information.issuedOn ? [`${asDay(information.issuedOn)}编发`] : []),
          information.origin
            ? `${information.origin.committeeName}政协报来${information.origin.issue ? `，原${information.origin.issue}` : ''}`
            : information.committeeName,
        ]}
        aside={<Button href={addressOf(getDocument, { params: { id } })}>导出公文（docx）</Button>}
      />
      {information.origin?.isWithdrawn && (
        <p className="said">原单位已经撤回它的那一份。您这一份归本级，要不要用由本级定。</p>
      )}
      <div className="handling">
        <div>
          {information.mayEdit ? (
            <Editor key={id} information={information} />
          ) : (
            <TextRead body={information.body} />
          )}
          <Steps information={information} />
          <DirectivesOf recordType="information" recordId={id} />
        </div>
        <div>
          <section>
            <h2>来源</h2>
            <SourcesOf information={information} />
          </section>
          <section>
            <h2>出力的委员</h2>
            <Credits information={information} />
          </section>
          <section>
            <h2>采用</h2>
            <Ladder information={information} />
          </section>
          <section>
            <h2>经过</h2>
            <Timeline moments={pastMoments(information.standing.history)} />
          </section>
        </div>
      </div>
    </>
  )
}

function Editor({ information }: { information: Information }) {
  const { id } = information
  const writing = useKept(
    {
      title: information.title,
      body: information.body,
      byline: information.byline,
      category: information.category,
    },
    information.version,
    (text, version) => call(saveInformation, { params: { id }, body: { ...text, version } }),
    `information:${id}`,
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
      <div className="field">
        <label htmlFor="byline">
          供稿<span className="opt">可以不填</span>
        </label>
        <input
          id="byline"
          className="in"
          maxLength={60}
          value={writing.text.byline}
          onChange={(event) => writing.change({ byline: event.currentTarget.value })}
        />
      </div>
    </TextEditor>
  )
}

function SourcesOf({ information }: { information: Information }) {
  const remove = useWrite(removeSource)
  const { id } = information
  return (
    <>
      <Sources
        opinions={information.opinions}
        {...(information.mayEdit
          ? { onRemove: (leadId: string) => void remove.send({ params: { id, leadId } }) }
          : {})}
      />
      {information.merged.length > 0 && (
        <ul className="plain">
          {information.merged.map((one) => (
            <li key={one.id}>
              <Link to={below(staff.information(one.id))}>{one.title}</Link>
              <span className="note">　并入{one.originName ? `，${one.originName}政协报来` : ''}</span>
            </li>
          ))}
        </ul>
      )}
      {information.mergedInto && (
        <p>
          已并入：
          <Link to={below(staff.information(information.mergedInto.id))}>{information.mergedInto.title}</Link>
        </p>
      )}
      {information.mayEdit && (
        <p>
          <Link to={`${below(staff.leads())}?kind=information`}>去线索池找来源</Link>
        </p>
      )}
    </>
  )
}

/** What is usually done next in a state; taking something back never is. */
const likely: Record<string, string> = {
  received: 'adopt',
  draft: 'submit',
  submitted: 'sign',
  signed: 'issue',
  issued: 'send',
}

function Steps({ information }: { information: Information }) {
  const step = useWrite(stepInformation)
  const [mergeInto, setMerge] = useState('')
  const { id, standing } = information
  const mayMerge = standing.steps.some((one) => one.step === 'merge')
  const drafts = useRead(listInformations, { query: { state: 'draft', size: 50 } }, { enabled: mayMerge })
  return (
    <StepBar
      steps={standing.steps}
      likely={likely[standing.state] ?? 'none'}
      about={{
        submit: { done: '送签了，由另一位签发' },
        sign: { done: '签发了，可以编发' },
        issue: { done: '编发了，期号在上面；出力的委员记上了。从群众意见来的，反映人也读得到' },
        send: { final: '报上去的是一份副本，上级怎么改、用不用，由上级定。只报一次。', done: '报上去了' },
        sendBack: { ask: '请写要改什么' },
        decline: { ask: '为什么不用？' },
        withdraw: {
          ask: '为什么撤回？',
          final: '撤回后期号保留、不再给别的；本级采用和委员的履职记录一并撤掉。上级已收到的那一份不动。',
        },
      }}
      fields={
        mayMerge && (
          <div className="form">
            <Select
              label="并入哪一份"
              value={mergeInto}
              all="还没选"
              options={(drafts.data?.rows ?? [])
                .filter((row) => row.id !== id)
                .map((row) => ({ value: row.id, label: row.title || '还没有标题' }))}
              onChange={setMerge}
            />
          </div>
        )
      }
      onTake={(taken) =>
        step.send({
          params: { id },
          body: { ...taken, ...(taken.step === 'merge' && mergeInto ? { mergeInto } : {}) },
        })
      }
    />
  )
}
