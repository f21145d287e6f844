import { useState } from 'react'
import { useWrite } from '../../../../web/call.ts'
import { ErrorNote, Section, StateMark, asDayTime } from '../../../../web/ui/staff/index.ts'
import { type Sheet, explainCheck } from '../../contract.ts'

/** 核对: each broken check with its sentence and a line to explain it; what held, in one line. */
export function Checks({ sheet }: { sheet: Sheet }) {
  const { broken, passed, ruleCount } = sheet.checks
  const silent = broken.filter((check) => check.explanation === null).length
  return (
    <Section
      title="核对"
      said={`${ruleCount} 条规则，${passed.length} 条通过${silent > 0 ? `，${silent} 处要说明` : ''}`}
    >
      {broken.map((check) => (
        <div key={check.code} className="check">
          <p>
            <StateMark kind={check.explanation ? 'done' : 'warn'} /> <b>{check.sentence}</b>
          </p>
          {check.explanation ? (
            <p className="meta">
              说明：{check.explanation.words}（{check.explanation.by}，{asDayTime(check.explanation.at)}）
            </p>
          ) : (
            sheet.isOwn && sheet.receiverName && <Explain sheet={sheet} code={check.code} />
          )}
        </div>
      ))}
      {passed.length > 0 && (
        <p className="meta">
          <StateMark kind="done" /> {passed.join('，')}：都通过
        </p>
      )}
    </Section>
  )
}

function Explain({ sheet, code }: { sheet: Sheet; code: string }) {
  const [words, setWords] = useState('')
  const explain = useWrite(explainCheck)
  const save = () => {
    const params = { campaignId: sheet.campaignId, unitId: sheet.unitId }
    void explain.send({ params, body: { code, words } }).catch(() => undefined)
  }
  return (
    <>
      <p className="open">
        <input
          className="in"
          aria-label="说明"
          placeholder="写一句说明，例如哪家只传了预告"
          maxLength={500}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <button type="button" className="btn" aria-disabled={explain.busy} onClick={save}>
          存说明
        </button>
      </p>
      {explain.error && <ErrorNote>{explain.error.fields[0]?.message ?? explain.error.message}</ErrorNote>}
    </>
  )
}
